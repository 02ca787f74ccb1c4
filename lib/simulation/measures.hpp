#pragma once

#include <vector>

#include "simulation/stage.hpp"

namespace povtrap {

/// A division of the nation's regions into groups of people whose measures are reported together.
struct Grouping {
  std::size_t groups = 0;
  std::vector<std::size_t> group_of;  ///< of each region; `groups` if it belongs to none
};

/// Poverty sums of each group, block by block.
[[nodiscard]] std::vector<PovertySums> poverty_of(const Stage& stage, const Grouping& grouping);

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
/// The same of all households of a block, in single precision.   Shape: incomes[block.size].
void yearly_incomes_per_head(const Stage& stage, const Block& block, float* incomes);

/// Quantiles that are reported: 5, 10, 25, 50, 75, 90, 95 %.
[[nodiscard]] std::vector<double> reported_quantiles();

}  // namespace povtrap
