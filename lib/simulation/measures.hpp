#pragma once

#include <vector>

#include "indicators/inequality.hpp"
#include "simulation/stage.hpp"

namespace povtrap {

/// A division of the nation's regions into groups of people whose measures are reported together.
struct Grouping {
  std::size_t groups = 0;
  std::vector<std::size_t> group_of;  ///< of each region; `groups` if it belongs to none
};

/// Poverty sums of each group, block by block.
[[nodiscard]] std::vector<PovertySums> poverty_of(const Stage& stage, const Grouping& grouping);

/// Income per head of the last year, weighted by persons. Everybody is sorted once; each grouping only deals the sorted out.
class RankedIncomes {
 public:
  explicit RankedIncomes(const Stage& stage);
  /// Incomes of each group in rising order.
  [[nodiscard]] std::vector<Column<WeightedValue>> of(const Grouping& grouping) const;

 private:
  Column<TaggedValue> sorted_;  ///< the tag is the region
};

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
