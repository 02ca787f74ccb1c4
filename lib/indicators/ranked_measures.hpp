#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "indicators/income_bins.hpp"

namespace povtrap {

/// Which measures that need ranks are asked for.
struct RankQuestions {
  std::vector<double> shares;  ///< of people below the quantiles
  double line_share = 0;       ///< of the median, a relative poverty line; 0: none
};

/// The answers; NaN where nobody lives.
struct RankedMeasures {
  static constexpr double never = std::numeric_limits<double>::quiet_NaN();
  double gini = never, palma = never, median = never;
  double below_line = never;      ///< share of people below the relative line
  std::vector<double> quantiles;  ///< one for each share
};

/// Measures of people whose incomes are all known.   Throws: DataError if there are none.
[[nodiscard]] RankedMeasures measure_ranks(std::vector<RankedIncome> incomes, const RankQuestions& questions);

/// What the Gini index may err by if nobody looks into the bins that bins_to_open() leaves closed.
inline constexpr double gini_tolerance = 1e-7;

/// Bins of a group in which everybody's own income matters: those with a quantile, a bound of Palma's tenths or the relative line,
/// the open ones, and as many of the fullest as keep the Gini within its tolerance. One mark for each bin.
[[nodiscard]] std::vector<std::uint8_t> bins_to_open(const IncomeScale& scale, const IncomeBins& group,
                                                     const RankQuestions& questions);

/// Measures of a group of which `opened` bins are known income by income, the others by their sums.
/// Ensures: quantiles, median, Palma and the share below the line are those of measure_ranks() but for rounding, the Gini index
/// within gini_tolerance.   Requires: `incomes` are all of the group's in the opened bins.   Throws: DataError if nobody is there.
[[nodiscard]] RankedMeasures measure_opened(const IncomeScale& scale, const IncomeBins& group,
                                            std::span<const std::uint8_t> opened, std::vector<RankedIncome> incomes,
                                            const RankQuestions& questions);

}  // namespace povtrap
