#pragma once

#include <functional>
#include <vector>

#include "indicators/inequality.hpp"
#include "simulation/stage.hpp"

namespace povtrap {

/// Poverty sums over the regions for which `counts` is true, block by block.
[[nodiscard]] PovertySums poverty_of(const Stage& stage, const std::function<bool(const Region&)>& counts);

/// Is this region's population in the published headcount?
[[nodiscard]] bool is_counted(const Stage& stage, const Region& region);

/// The same sums for everybody who is counted.
[[nodiscard]] PovertySums counted_poverty(const Stage& stage);
[[nodiscard]] TransitionSums counted_transitions(const Stage& stage);

/// Income per head of the last year of everybody who is counted, weighted by persons.
[[nodiscard]] Distribution counted_incomes(const Stage& stage);

/// Income of the last year per head of one household.   Units: [LCU/year].
[[nodiscard]] double yearly_income_per_head(const Stage& stage, std::size_t household);

/// Quantiles that are reported: 5, 10, 25, 50, 75, 90, 95 %.
[[nodiscard]] std::vector<double> reported_quantiles();

/// Measures of a group that may be empty: NaN then.
[[nodiscard]] double share_or_nan(const PovertySums& sums);
[[nodiscard]] double mean_or_nan(const PovertySums& sums);

}  // namespace povtrap
