#include "mechanisms/work_capacity.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "unit/described.hpp"

namespace povtrap {
namespace {

std::vector<double> capacities(const WorkCapacity& rule, const std::vector<double>& nutrition) {
  std::vector<double> phi(nutrition.size());
  rule.capacity(nutrition.data(), phi.data(), phi.size());
  return phi;
}

TEST(WorkCapacity, IsWholeForTheWellFed) {
  const auto hill = test::described(make_hill_capacity());
  for (const double phi : capacities(*hill, {1.0, 1.5, 3.0, 1e6})) EXPECT_NEAR(phi, 1.0, 1e-14);
}

TEST(WorkCapacity, FallsToItsFloorForTheHungry) {
  const auto hill = test::described(make_hill_capacity(), {{"floor", 0.4}, {"exponent", 2.0}, {"half", 0.5}});
  const double at_one = 0.4 + 0.6 / 1.25;
  const auto phi = capacities(*hill, {0.0, 0.5, 0.9, 1.0});
  EXPECT_NEAR(phi[0], 0.4 / at_one, 1e-14);
  EXPECT_NEAR(phi[1], 0.7 / at_one, 1e-14);
  EXPECT_LT(phi[2], 1.0);
  EXPECT_TRUE(phi[0] < phi[1] && phi[1] < phi[2] && phi[2] < phi[3]);
}

TEST(WorkCapacity, IsBelowOneEvenForTheWellFedWhenRaw) {
  const auto hill = test::described(make_hill_capacity(), {{"floor", 0.4}, {"exponent", 2.0}, {"half", 0.5}, {"raw", true}});
  const auto phi = capacities(*hill, {0.0, 0.5, 1.0, 2.0});
  EXPECT_NEAR(phi[0], 0.4, 1e-14);
  EXPECT_NEAR(phi[1], 0.7, 1e-14);
  EXPECT_NEAR(phi[2], 0.4 + 0.6 / 1.25, 1e-14);
  EXPECT_NEAR(phi[3], 0.4 + 0.6 * 4 / 4.25, 1e-14);
}

TEST(WorkCapacity, DoesNotDependOnFoodWhenOff) {
  const auto off = test::described(make_constant_capacity());
  for (const double phi : capacities(*off, {0.0, 0.5, 2.0})) EXPECT_EQ(phi, 1.0);
}

TEST(WorkCapacity, HasNoSeamAtTheUsualCurvature) {
  const std::vector<double> nutrition{0.0, 0.2, 0.5, 0.8, 1.3};
  const auto at = [&](double exponent) { return capacities(*test::described(make_hill_capacity(), {{"exponent", exponent}}), nutrition); };
  const auto below = at(2.0 - 1e-9), usual = at(2.0), above = at(2.0 + 1e-9);
  for (std::size_t i = 0; i < nutrition.size(); ++i) EXPECT_NEAR(usual[i], 0.5 * (below[i] + above[i]), 1e-12);
}

TEST(WorkCapacity, SaysWhenFoodDoesNotMatter) {
  EXPECT_TRUE(test::described(make_constant_capacity())->never_limits());
  EXPECT_FALSE(test::described(make_hill_capacity())->never_limits());
}

}  // namespace
}  // namespace povtrap
