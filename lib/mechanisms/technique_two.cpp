#include "core/kernel.hpp"
#include "core/math.hpp"
#include "mechanisms/technique.hpp"

namespace povtrap {

namespace {

struct TwoShape {
  double low, low_exponent, high, high_exponent, fixed_loss;
};

POVTRAP_KERNEL void two_output(const double* POVTRAP_RESTRICT x, double* POVTRAP_RESTRICT f, std::size_t n, TwoShape s) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double traditional = s.low * math::pow(x[i], s.low_exponent);
    const double modern = s.high * math::pow(x[i], s.high_exponent) - s.fixed_loss;
    f[i] = traditional > modern ? traditional : modern;
  }
}

/// A household uses the better of two techniques; the modern one costs a fixed amount of output (lost, not paid to anybody).
/// Equation: f(x) = max(A_L x^gL, A_H x^gH - E).   Source: Ikegami, Carter, Barrett and Janzen (2016); docs/model/techniques.md.
class TwoTechnique final : public Technique {
 public:
  [[nodiscard]] std::string_view name() const override { return "two_technique"; }
  [[nodiscard]] std::string_view summary() const override {
    return "the better of a traditional and a modern technique with a fixed loss: a trap only with optimal saving";
  }

  void describe(Fields& fields) override {
    fields.number("low", shape_.low, 1.0,
                  {.unit = "1/year", .minimum = 0, .maximum = 1e6, .meaning = "A_L, scale of the traditional technique"});
    fields.number("low_exponent", shape_.low_exponent, 0.30,
                  {.minimum = 0,
                   .maximum = 1,
                   .meaning = "gL, its elasticity with respect to capital",
                   .source = "Ikegami et al. (2016)",
                   .origin = Origin::sourced});
    fields.number("high", shape_.high, 1.0,
                  {.unit = "1/year", .minimum = 0, .maximum = 1e6, .meaning = "A_H, scale of the modern technique"});
    fields.number("high_exponent", shape_.high_exponent, 0.45,
                  {.minimum = 0,
                   .maximum = 1,
                   .meaning = "gH, its elasticity with respect to capital",
                   .source = "Ikegami et al. (2016)",
                   .origin = Origin::sourced});
    fields.number("fixed_loss", shape_.fixed_loss, 0.45,
                  {.unit = "U/year",
                   .minimum = 0,
                   .maximum = 1e6,
                   .meaning = "E, output that the modern technique loses",
                   .source = "Ikegami et al. (2016)",
                   .origin = Origin::sourced});
  }

  void output(const double* x, double* f, std::size_t n) const override { two_output(x, f, n, shape_); }

 private:
  TwoShape shape_ = {};
};

}  // namespace

std::unique_ptr<Technique> make_two_technique() {
  return std::make_unique<TwoTechnique>();
}

}  // namespace povtrap
