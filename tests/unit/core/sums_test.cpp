#include "core/sums.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

namespace povtrap {
namespace {

/// The documented order, written plainly.
double plain_lane_sum(const std::vector<double>& x) {
  double lane[8] = {};
  for (std::size_t i = 0; i < x.size(); ++i) lane[i % 8] += x[i];
  return ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

TEST(Sums, FollowTheDocumentedOrderToTheLastBit) {
  std::vector<double> x, y, products;
  std::vector<float> narrow;
  for (int n = 0; n < 300; ++n) {
    EXPECT_EQ(lane_sum(x.data(), x.size()), plain_lane_sum(x));
    EXPECT_EQ(lane_dot(x.data(), y.data(), x.size()), plain_lane_sum(products));
    EXPECT_EQ(lane_sum(narrow.data(), narrow.size()), plain_lane_sum(std::vector<double>(narrow.begin(), narrow.end())));
    x.push_back(std::sin(n) * std::exp(n % 40));
    y.push_back(std::cos(3 * n));
    products.push_back(x.back() * y.back());
    narrow.push_back(static_cast<float>(x.back()));
  }
}

TEST(Sums, OfFloatsAreAddedUpInDouble) {
  const std::vector<float> tenths(10'000'000 / 16, 0.1f);
  EXPECT_NEAR(lane_sum(tenths.data(), tenths.size()), static_cast<double>(0.1f) * static_cast<double>(tenths.size()), 1e-6);
}

}  // namespace
}  // namespace povtrap
