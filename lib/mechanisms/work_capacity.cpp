#include "mechanisms/work_capacity.hpp"

#include <algorithm>

#include "core/kernel.hpp"
#include "core/math.hpp"

namespace povtrap {

namespace {

struct HillShape {
  double floor, exponent, half, normaliser;
};

POVTRAP_KERNEL void hill(const double* POVTRAP_RESTRICT nutrition, double* POVTRAP_RESTRICT phi, std::size_t n, HillShape s) {
  const double half_power = math::pow(s.half, s.exponent);
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double power = math::pow(nutrition[i], s.exponent);
    const double raw = s.floor + (1.0 - s.floor) * power / (power + half_power);
    phi[i] = math::min(1.0, raw * s.normaliser);
  }
}

/// The same with e = 2, the usual curvature, without a power.
POVTRAP_KERNEL void quadratic_hill(const double* POVTRAP_RESTRICT nutrition, double* POVTRAP_RESTRICT phi, std::size_t n,
                                   HillShape s) {
  const double half_power = s.half * s.half;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double power = nutrition[i] * nutrition[i];
    const double raw = s.floor + (1.0 - s.floor) * power / (power + half_power);
    phi[i] = math::min(1.0, raw * s.normaliser);
  }
}

/// Food does not limit work.
class Constant final : public WorkCapacity {
 public:
  [[nodiscard]] std::string_view name() const override { return "off"; }
  [[nodiscard]] std::string_view summary() const override { return "work capacity does not depend on food: no nutrition trap"; }
  void capacity(const double*, double* phi, std::size_t n) const override { std::fill_n(phi, n, 1.0); }
  [[nodiscard]] bool never_limits() const override { return true; }
};

/// Who eats too little cannot work fully, earns less, and eats little again.
/// Equation: phi = phi_min + (1 - phi_min) n^e / (n^e + a^e), divided by its value at n = 1 and capped at 1 unless raw.
/// Source: Dasgupta and Ray (1986); mild by default, Kraay and McKenzie (2014); docs/model/nutrition.md.
class Hill final : public WorkCapacity {
 public:
  [[nodiscard]] std::string_view name() const override { return "hill"; }
  [[nodiscard]] std::string_view summary() const override { return "hunger lowers work capacity: the nutrition trap"; }

  void describe(Fields& fields) override {
    fields.number("floor", floor_, 0.5,
                  {.minimum = 0,
                   .maximum = 1,
                   .meaning = "phi_min, capacity of somebody who eats nothing",
                   .source = "mild: Kraay and McKenzie (2014) find little evidence of adult nutrition traps"});
    fields.number("exponent", exponent_, 2.0,
                  {.minimum = 0.1,
                   .maximum = 20,
                   .meaning = "e, curvature of the capacity curve",
                   .source = "Ray (1998), ch. 8",
                   .origin = Origin::sourced});
    fields.number(
        "half", half_, 0.5,
        {.unit = "requirement", .minimum = 1e-6, .maximum = 100, .meaning = "a, intake at which half of the gain is reached"});
    fields.flag("raw", raw_, false, {.meaning = "use the curve as it is, below 1 even for the well fed (theory tests)"});
  }

  void capacity(const double* nutrition, double* phi, std::size_t n) const override {
    const double at_one = floor_ + (1.0 - floor_) / (1.0 + math::pow(half_, exponent_));
    const HillShape shape{floor_, exponent_, half_, raw_ ? 1.0 : 1.0 / at_one};
    exponent_ == 2.0 ? quadratic_hill(nutrition, phi, n, shape) : hill(nutrition, phi, n, shape);
  }

 private:
  double floor_ = 0, exponent_ = 1, half_ = 1;
  bool raw_ = false;
};

}  // namespace

std::unique_ptr<WorkCapacity> make_constant_capacity() {
  return std::make_unique<Constant>();
}
std::unique_ptr<WorkCapacity> make_hill_capacity() {
  return std::make_unique<Hill>();
}

}  // namespace povtrap
