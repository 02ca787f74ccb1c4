#include <cmath>

#include "core/math.hpp"
#include "shocks/shared_luck.hpp"
#include "shocks/shock.hpp"

namespace povtrap {

namespace {

/// The head dies and an heir takes over: wealth stays, part of the skill goes, the job is lost.
/// Equation: death with probability dt / expected working life; ln h' = m + rho (ln h - m) + sqrt(1 - rho^2) sd z, m = -sd^2 / 2.
/// Source: intergenerational elasticity .4-.6, Becker and Tomes (1979); docs/model/shocks.md.
class Mortality final : public Shock {
 public:
  [[nodiscard]] std::string_view name() const override { return "mortality"; }
  [[nodiscard]] std::string_view summary() const override { return "a death passes the household to an heir"; }

  void describe(Fields& fields) override {
    fields.number("working_life", working_life_, 45,
                  {.unit = "year", .minimum = 1, .maximum = 1e9, .meaning = "mean time between successions"});
    fields.number("inheritance", inheritance_, 0.5,
                  {.minimum = 0,
                   .maximum = 1,
                   .meaning = "rho, elasticity of the heir's skill with respect to the parent's",
                   .source = "Becker and Tomes (1979); .4-.6 in later work",
                   .origin = Origin::sourced});
    fields.number("spread", spread_, 0.35,
                  {.unit = "log", .minimum = 0, .maximum = 3, .meaning = "standard deviation of log skill among heirs"});
    fields.number("heir_age", heir_age_, 25, {.unit = "year", .minimum = 15, .maximum = 60, .meaning = "age of a new head"});
  }

  void strike(const ShockTarget& t) const override {
    const auto period = static_cast<std::uint32_t>(t.calendar.period);
    const double middle = -0.5 * spread_ * spread_;  // of log skill, so that the mean of skill stays one
    const double around = std::sqrt(1.0 - inheritance_ * inheritance_) * spread_;
    const Struck dead = t.words.struck(LuckOf::mortality, t.calendar.length() / working_life_);
    dead.fetch(t.skill), dead.fetch(t.age), dead.fetch(t.employer);
    for (const std::size_t i : dead) {
      const double luck = draw_normal(stream_, t.id[i], period, 1);
      t.skill[i] = math::exp(middle + inheritance_ * (math::log(t.skill[i]) - middle) + around * luck);
      t.age[i] = static_cast<std::uint8_t>(heir_age_);
      t.employer[i] = -1;
    }
  }

 private:
  double working_life_ = 1, inheritance_ = 0, spread_ = 0, heir_age_ = 0;
};

}  // namespace

std::unique_ptr<Shock> make_mortality() {
  return std::make_unique<Mortality>();
}

}  // namespace povtrap
