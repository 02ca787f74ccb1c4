#pragma once

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "support/canonical_values.hpp"

namespace povtrap::theory {

/// Every value that expected.json lists under the prefix, within its tolerance.
inline void expect_listed_values(const std::string& prefix, const Values& measured) {
  const std::vector<Expected> listed = expected_values(prefix);
  ASSERT_FALSE(listed.empty());
  for (const Expected& e : listed) {
    ASSERT_TRUE(measured.contains(e.id)) << e.id << " is not measured";
    EXPECT_TRUE(e.holds(measured.at(e.id))) << e.id << ": " << measured.at(e.id) << " instead of " << e.value << ", tolerance "
                                            << e.tolerance;
  }
}

inline void expect_relative(double measured, double expected, double tolerance, const std::string& what = "") {
  EXPECT_NEAR(measured, expected, tolerance * std::abs(expected)) << what;
}

/// A textbook function's zero between two arguments of opposite sign, by halving: an oracle that shares nothing with the engine.
template <class Function>
double zero_of(Function function, double low, double high) {
  const bool rises = function(high) > 0;
  for (int i = 0; i < 200; ++i) {
    const double middle = 0.5 * (low + high);
    ((function(middle) > 0) == rises ? high : low) = middle;
  }
  return 0.5 * (low + high);
}

/// The ladder of households that a configuration itself asks for: first capital and capital after some periods.
inline std::vector<std::pair<double, double>> ladder(const Config& config, std::int64_t periods) {
  Laboratory laboratory(config);
  const std::vector<double> first = laboratory.capital();
  laboratory.run(periods);
  const std::vector<double> last = laboratory.capital();
  std::vector<std::pair<double, double>> households;
  for (std::size_t i = 0; i < first.size(); ++i) households.emplace_back(first[i], last[i]);
  return households;
}

}  // namespace povtrap::theory
