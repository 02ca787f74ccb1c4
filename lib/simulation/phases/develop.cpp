#include <algorithm>

#include "core/kernel.hpp"
#include "core/math.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

struct SkillRates {
  double learning, forgetting, floor, ceiling;
};

POVTRAP_KERNEL void learn(std::size_t n, SkillRates r, const std::int32_t* POVTRAP_RESTRICT employer,
                          double* POVTRAP_RESTRICT skill) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double gain = r.learning * math::max(0.0, r.ceiling - skill[i]);
    const double loss = r.forgetting * math::max(0.0, skill[i] - r.floor);
    skill[i] += employer[i] >= 0 ? gain : -loss;
  }
}

/// Goals follow what people around have, seen from the own income, up to twenty times as much.
/// Equation: g' = g + a (min(20, y_around / y) - g).
POVTRAP_KERNEL void aspire(std::size_t n, double adaptation, double around, const float* POVTRAP_RESTRICT income,
                           const float* POVTRAP_RESTRICT persons, double* POVTRAP_RESTRICT goal) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double typical = around * static_cast<double>(persons[i]);
    goal[i] += adaptation * (typical / math::max(static_cast<double>(income[i]), 0.05 * typical) - goal[i]);
  }
}

}  // namespace

void develop(HouseholdPass& pass) {
  Households& h = pass.households;
  const DevelopmentParameters& p = pass.model.development;
  const double dt = pass.dt();
  if (p.skill)
    learn(pass.n, {p.learning * dt, p.forgetting * dt, p.skill_floor, p.skill_ceiling}, pass.of(h.employer), pass.of(h.skill));
  if (p.aspiration && pass.region.mean_income > 0)
    aspire(pass.n, std::min(1.0, p.adaptation * dt), pass.region.mean_income * dt, pass.of(pass.income_now()),
           pass.of(h.persons), pass.of(h.aspiration));
}

void develop_regions(Stage& stage) {
  Economy& e = stage.economy;
  const DevelopmentParameters& p = stage.model.development;
  const double dt = stage.dt();
  for (Region& region : e.regions) {
    const double works = region.persons > 0 ? region.works / region.persons / dt / stage.memory.price_index : 0.0;
    if (stage.memory.reference_works > 0)
      region.public_capital += p.public_depreciation * dt * (works / stage.memory.reference_works - region.public_capital);
    const double capital = region_sum(stage, region, &BlockTally::capital);
    if (region.capital_sum > 0) region.mean_capital = capital / region.capital_sum;
    region.mean_income = region.persons > 0 ? region_sum(stage, region, &BlockTally::income) / region.persons / dt : 0.0;
  }
}

}  // namespace povtrap
