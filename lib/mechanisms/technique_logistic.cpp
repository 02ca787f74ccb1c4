#include "core/kernel.hpp"
#include "core/math.hpp"
#include "mechanisms/technique.hpp"

namespace povtrap {

namespace {

struct LogisticShape {
  double low, high, exponent, centre, steepness;
};

POVTRAP_KERNEL void logistic_output(const double* POVTRAP_RESTRICT x, double* POVTRAP_RESTRICT f, std::size_t n,
                                    LogisticShape s) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double scale = s.low + (s.high - s.low) / (1.0 + math::exp(-s.steepness * (x[i] - s.centre)));
    f[i] = scale * math::pow(x[i], s.exponent);
  }
}

/// The step technology with a smooth transition.
/// Equation: f(x) = [A_L + (A_H - A_L) / (1 + exp(-g (x - c)))] x^a.   Source: docs/model/techniques.md.
class Logistic final : public Technique {
 public:
  [[nodiscard]] std::string_view name() const override { return "logistic"; }
  [[nodiscard]] std::string_view summary() const override {
    return "productivity rises smoothly with capital around a centre: a soft technology trap";
  }

  void describe(Fields& fields) override {
    fields.number("low", shape_.low, 0.8,
                  {.unit = "1/year", .minimum = 0, .maximum = 1e6, .meaning = "A_L, scale far below the centre"});
    fields.number("high", shape_.high, 1.6,
                  {.unit = "1/year", .minimum = 0, .maximum = 1e6, .meaning = "A_H, scale far above the centre"});
    fields.number("exponent", shape_.exponent, 0.30,
                  {.minimum = 0, .maximum = 1, .meaning = "a, elasticity of output with respect to capital"});
    fields.number("centre", shape_.centre, 2.0,
                  {.unit = "U", .minimum = 0, .maximum = 1e6, .meaning = "c, capital at which half of the gain is reached"});
    fields.number("steepness", shape_.steepness, 4.0,
                  {.unit = "1/U", .minimum = 0, .maximum = 1e6, .meaning = "g, how sharp the transition is"});
  }

  void output(const double* x, double* f, std::size_t n) const override { logistic_output(x, f, n, shape_); }

 private:
  LogisticShape shape_ = {};
};

}  // namespace

std::unique_ptr<Technique> make_logistic_technique() {
  return std::make_unique<Logistic>();
}

}  // namespace povtrap
