#pragma once

#include <vector>

#include "indicators/inequality.hpp"
#include "simulation/stage.hpp"

namespace povtrap {

/// Poverty sums over some regions, block by block.
[[nodiscard]] PovertySums poverty_of(const Stage& stage, const std::vector<std::size_t>& regions);

/// Income per head of the last year over some regions, weighted by persons.
[[nodiscard]] Distribution incomes_of(const Stage& stage, const std::vector<std::size_t>& regions);

/// Is this region's population in the published headcount?
[[nodiscard]] bool is_counted(const Stage& stage, const Region& region);

/// Sums of the year that has just closed, over everybody who is counted.
struct YearSums {
  TransitionSums transitions;
  SpellSums spells;
  TargetingSums targeting;
};
[[nodiscard]] YearSums counted_year(const Stage& stage);

/// Income of the last year per head of one household.   Units: [LCU/year].
[[nodiscard]] double yearly_income_per_head(const Stage& stage, std::size_t household);

/// Quantiles that are reported: 5, 10, 25, 50, 75, 90, 95 %.
[[nodiscard]] std::vector<double> reported_quantiles();

}  // namespace povtrap
