#pragma once

#include <span>
#include <vector>

#include "indicators/ranked_measures.hpp"
#include "simulation/measures.hpp"

namespace povtrap {

/// Measures of last year's income per head that need ranks, for each group of each grouping. Small groups are sorted. Large ones
/// are looked at twice: first everybody is counted in bins of a fine scale, then incomes of the few bins that hold a quantile are
/// sorted. Nothing is kept of a household; sums are whole numbers, so that bits do not depend on the number of threads.
[[nodiscard]] std::vector<std::vector<RankedMeasures>> rank_incomes(const Stage& stage, std::span<const Grouping> groupings,
                                                                    const RankQuestions& questions);

}  // namespace povtrap
