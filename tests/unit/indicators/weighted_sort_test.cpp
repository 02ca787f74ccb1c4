#include "indicators/weighted_sort.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <povtrap/error.hpp>

namespace povtrap {
namespace {

TEST(WeightedSort, AgreesWithAStableSortOverTheWholeRangeOfNumbers) {
  std::vector<double> values = {0.0, 1e-300, -1e300, 1e300, std::numeric_limits<double>::denorm_min(), -1.5, 1.5, -1e-300};
  for (int i = 0; i < 5000; ++i) values.push_back(std::round(1e3 * std::sin(1.7 * i)) * std::pow(10.0, i % 7 - 3));
  std::vector<double> weights(values.size());
  std::iota(weights.begin(), weights.end(), 1.0);
  std::vector<WeightedValue> expected;
  for (std::size_t i = 0; i < values.size(); ++i) expected.push_back({values[i], weights[i]});
  std::ranges::stable_sort(expected, {}, &WeightedValue::value);
  const auto sorted = sort_by_value(values, weights);
  ASSERT_EQ(sorted.size(), expected.size());
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    EXPECT_EQ(sorted[i].value, expected[i].value);
    EXPECT_EQ(sorted[i].weight, expected[i].weight);
  }
}

TEST(WeightedSort, ZeroHasOneSign) {
  const auto sorted = sort_by_value(std::vector<double>{0.0, -0.0}, std::vector<double>{1, 2});
  EXPECT_EQ(sorted[0].weight, 1);
  EXPECT_FALSE(std::signbit(sorted[1].value));
}

TEST(WeightedSort, LeavesOutThoseWhoStandForNobody) {
  const auto sorted = sort_by_value(std::vector<double>{3, 1, 2}, std::vector<double>{1, 0, 4});
  ASSERT_EQ(sorted.size(), 2U);
  EXPECT_EQ(sorted[0].value, 2);
  EXPECT_TRUE(sort_by_value({}, {}).empty());
}

TEST(WeightedSort, RefusesWhatHasNoRank) {
  const std::vector<double> one = {1};
  const double nan = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
  EXPECT_THROW(static_cast<void>(sort_by_value(one, {})), DataError);
  EXPECT_THROW(static_cast<void>(sort_by_value(std::vector<double>{nan}, one)), DataError);
  EXPECT_THROW(static_cast<void>(sort_by_value(std::vector<double>{infinity}, one)), DataError);
  EXPECT_THROW(static_cast<void>(sort_by_value(one, std::vector<double>{-1})), DataError);
  EXPECT_THROW(static_cast<void>(sort_by_value(one, std::vector<double>{nan})), DataError);
}

}  // namespace
}  // namespace povtrap
