#include "core/kernel.hpp"
#include "core/math.hpp"
#include "mechanisms/technique.hpp"

namespace povtrap {

namespace {

struct StepShape {
  double low, high, exponent, threshold;
};

POVTRAP_KERNEL void step_output(const double* POVTRAP_RESTRICT x, double* POVTRAP_RESTRICT f, std::size_t n, StepShape s) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) f[i] = (x[i] >= s.threshold ? s.high : s.low) * math::pow(x[i], s.exponent);
}

/// Where capital grows by the same ratio r everywhere, its power grows by r^a.
POVTRAP_KERNEL void step_output_grown(const CapitalGrowth& growth, double* POVTRAP_RESTRICT f_more, double gain, StepShape s) {
  const double *POVTRAP_RESTRICT x = growth.x, *POVTRAP_RESTRICT f = growth.f, *POVTRAP_RESTRICT more = growth.more;
  const double better = s.high / s.low;
  const std::size_t n = growth.n;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const bool steps_up = (more[i] >= s.threshold) & (x[i] < s.threshold);
    f_more[i] = f[i] * (steps_up ? better * gain : gain);
  }
}

/// A better technique that needs a minimum of capital: who cannot reach it stays poor.
/// Equation: f(x) = A_j x^a with j = 2 where x >= threshold, else 1; two steady states if k_1 < threshold <= k_2.
/// Source: Azariadis and Drazen (1990); docs/model/techniques.md.
class Step final : public Technique {
 public:
  [[nodiscard]] std::string_view name() const override { return "step"; }
  [[nodiscard]] std::string_view summary() const override {
    return "a better technique from a minimum of capital on: the technology trap";
  }

  void describe(Fields& fields) override {
    fields.number("low", shape_.low, 0.8,
                  {.unit = "1/year",
                   .minimum = 0,
                   .maximum = 1e6,
                   .meaning = "A_1, scale of the technique that everybody can use",
                   .source = "calibrated so that poor and rich steady states exist for productivity .72-1.41",
                   .origin = Origin::calibrated});
    fields.number("high", shape_.high, 1.6,
                  {.unit = "1/year",
                   .minimum = 0,
                   .maximum = 1e6,
                   .meaning = "A_2, scale of the better technique",
                   .source = "twice A_1",
                   .origin = Origin::calibrated});
    fields.number("exponent", shape_.exponent, 0.30,
                  {.minimum = 0,
                   .maximum = 1,
                   .meaning = "a, elasticity of output with respect to capital",
                   .source = "Ikegami et al. (2016), low technology",
                   .origin = Origin::sourced});
    fields.number("threshold", shape_.threshold, 2.0,
                  {.unit = "U",
                   .minimum = 0,
                   .maximum = 1e6,
                   .meaning = "capital from which the better technique can be used, in poverty lines x persons",
                   .source = "calibrated with A_1 and A_2",
                   .origin = Origin::calibrated});
  }

  void output(const double* x, double* f, std::size_t n) const override { step_output(x, f, n, shape_); }
  void output_of_more(const CapitalGrowth& growth, double* f_more) const override {
    if (growth.ratio <= 0 || shape_.low <= 0) return output(growth.more, f_more, growth.n);
    step_output_grown(growth, f_more, math::pow(growth.ratio, shape_.exponent), shape_);
  }

 private:
  StepShape shape_ = {};
};

}  // namespace

std::unique_ptr<Technique> make_step_technique() {
  return std::make_unique<Step>();
}

}  // namespace povtrap
