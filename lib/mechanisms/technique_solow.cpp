#include "core/kernel.hpp"
#include "core/math.hpp"
#include "mechanisms/technique.hpp"

namespace povtrap {

namespace {

POVTRAP_KERNEL void power_output(const double* POVTRAP_RESTRICT x, double* POVTRAP_RESTRICT f, std::size_t n, double scale,
                                 double exponent) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) f[i] = scale * math::pow(x[i], exponent);
}

POVTRAP_KERNEL void power_output_grown(const double* POVTRAP_RESTRICT f, double* POVTRAP_RESTRICT f_more, std::size_t n,
                                       double gain) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) f_more[i] = f[i] * gain;
}

/// Diminishing returns everywhere, so one steady state: the null model without a trap.
/// Equation: f(x) = A x^a.   Source: Solow (1956); docs/model/techniques.md.
class Solow final : public Technique {
 public:
  [[nodiscard]] std::string_view name() const override { return "solow"; }
  [[nodiscard]] std::string_view summary() const override {
    return "one technique with diminishing returns, f(x) = A x^a: no trap";
  }

  void describe(Fields& fields) override {
    fields.number("scale", scale_, 1.0,
                  {.unit = "1/year", .minimum = 0, .maximum = 1e6, .meaning = "A, yearly output of one unit of capital"});
    fields.number("exponent", exponent_, 0.30,
                  {.minimum = 0, .maximum = 1, .meaning = "a, elasticity of output with respect to capital"});
  }

  void output(const double* x, double* f, std::size_t n) const override { power_output(x, f, n, scale_, exponent_); }
  void output_of_more(const CapitalGrowth& growth, double* f_more) const override {
    if (growth.ratio <= 0) return output(growth.more, f_more, growth.n);
    power_output_grown(growth.f, f_more, growth.n, math::pow(growth.ratio, exponent_));
  }

 private:
  double scale_ = 0, exponent_ = 0;
};

}  // namespace

std::unique_ptr<Technique> make_solow_technique() {
  return std::make_unique<Solow>();
}

}  // namespace povtrap
