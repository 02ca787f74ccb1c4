#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "unit/shocks/struck_households.hpp"

namespace povtrap {
namespace {

TEST(Mortality, BringsHeirsAtTheSameRateInPeriodsOfAnyLength) {
  const auto shock = test::shock_with(make_mortality(), {{"working_life", 20.0}, {"heir_age", 25.0}});
  for (const std::int64_t periods : {1, 2, 4, 12}) {
    test::StruckHouseholds struck(100000, periods);
    struck.strike(*shock, periods * 2);
    const double untouched = struck.share_of([&](std::size_t i) { return struck.age[i] == 40.0F; });
    EXPECT_NEAR(untouched, std::pow(1 - 0.05 / static_cast<double>(periods), 2.0 * static_cast<double>(periods)), 0.004)
        << periods;
  }
}

TEST(Mortality, TakesTheJobButNotTheWealth) {
  const auto shock = test::shock_with(make_mortality(), {{"working_life", 1.0}});
  test::StruckHouseholds struck(100, 1);
  struck.strike(*shock);
  EXPECT_EQ(struck.share_of(
                [&](std::size_t i) { return struck.employer[i] == -1 && struck.age[i] == 25.0F && struck.capital[i] == 1.0; }),
            1.0);
}

/// ln h' = rho ln h + sqrt(1 - rho^2) sd z: the slope over parents is rho and the spread of a population stays sd.
TEST(Mortality, PassesOnPartOfTheSkill) {
  const auto shock = test::shock_with(make_mortality(), {{"working_life", 1.0}, {"inheritance", 0.5}, {"spread", 0.35}});
  test::StruckHouseholds struck(200000, 1);
  std::vector<double> parent(struck.id.size());
  for (std::uint32_t i = 0; i < parent.size(); ++i)
    struck.skill[i] = std::exp(parent[i] = 0.35 * draw_normal(make_stream(9, "parents"), i, 0));
  struck.strike(*shock);
  double xy = 0, xx = 0, y = 0, yy = 0;
  for (std::size_t i = 0; i < parent.size(); ++i) {
    const double heir = std::log(struck.skill[i]);
    xy += parent[i] * heir, xx += parent[i] * parent[i], y += heir, yy += heir * heir;
  }
  const double n = static_cast<double>(parent.size());
  EXPECT_NEAR(xy / xx, 0.5, 0.01);
  EXPECT_NEAR(y / n, 0.0, 0.004);
  EXPECT_NEAR(std::sqrt(yy / n), 0.35, 0.003);
}

}  // namespace
}  // namespace povtrap
