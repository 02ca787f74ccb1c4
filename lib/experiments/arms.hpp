#pragma once

#include <povtrap/compare.hpp>
#include <string>
#include <vector>

#include "experiments/pairing.hpp"
#include "experiments/result_view.hpp"

namespace povtrap {

/// Two results that are being compared, and what has come out so far.
struct Arms {
  const ResultView& base;
  const ResultView& reform;
  const Pairing& pairing;
  const CompareOptions& options;
  Comparison& out;
};

/// What a compared number is; the numbers come later.
struct ValueName {
  std::string table, measure, by, group;
  std::int64_t year;
  std::string units;
};

/// One value of each arm for each pair of runs, NaN where there is none.
struct PairedValues {
  std::vector<double> base, reform;
};

/// Adds means and the interval of the differences; nothing if no pair is complete.
void add_difference(Arms& arms, const ValueName& name, const PairedValues& values);
/// Adds a value that exists only between the arms, one for each pair of runs.
void add_between(Arms& arms, const ValueName& name, const std::vector<double>& values);

/// The nation by year, its quantiles, and what the options ask for.
void compare_nation(Arms& arms);
/// Regions, blocs, villages and towns by year.
void compare_places(Arms& arms);
/// What the support costs, whom it lifts, and one over the other.
void compare_cost(Arms& arms);
/// Growth of the quantiles of income, everybody having the rank of the day.
void compare_quantile_growth(Arms& arms);
/// Gainers, losers and growth by first income, from the panels.
void compare_panels(Arms& arms);

}  // namespace povtrap
