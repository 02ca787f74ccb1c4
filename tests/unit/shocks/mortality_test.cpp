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
    const double untouched = struck.share_of([&](std::size_t i) { return struck.age[i] == 40; });
    EXPECT_NEAR(untouched, std::pow(1 - 0.05 / static_cast<double>(periods), 2.0 * static_cast<double>(periods)), 0.004)
        << periods;
  }
}

TEST(Mortality, TakesTheJobButNotTheWealth) {
  const auto shock = test::shock_with(make_mortality(), {{"working_life", 1.0}});
  test::StruckHouseholds struck(100, 1);
  struck.strike(*shock);
  EXPECT_EQ(struck.share_of(
                [&](std::size_t i) { return struck.employer[i] == -1 && struck.age[i] == 25 && struck.capital[i] == 1.0; }),
            1.0);
}

/// The slope of log skill over parents is rho; the mean of skill stays one and the spread of its log sd.
TEST(Mortality, PassesOnPartOfTheSkill) {
  const double sd = 0.35, middle = -0.5 * sd * sd;
  const auto shock = test::shock_with(make_mortality(), {{"working_life", 1.0}, {"inheritance", 0.5}, {"spread", sd}});
  test::StruckHouseholds struck(200000, 1);
  std::vector<double> parent(struck.id.size());
  for (std::uint32_t i = 0; i < parent.size(); ++i) {
    parent[i] = sd * draw_normal(make_stream(9, "parents"), i, 0);
    struck.skill[i] = std::exp(middle + parent[i]);
  }
  struck.strike(*shock);
  double xy = 0, xx = 0, yy = 0, skill = 0;
  for (std::size_t i = 0; i < parent.size(); ++i) {
    const double heir = std::log(struck.skill[i]) - middle;
    xy += parent[i] * heir, xx += parent[i] * parent[i], yy += heir * heir, skill += struck.skill[i];
  }
  const double n = static_cast<double>(parent.size());
  EXPECT_NEAR(xy / xx, 0.5, 0.01);
  EXPECT_NEAR(skill / n, 1.0, 0.004);
  EXPECT_NEAR(std::sqrt(yy / n), sd, 0.003);
}

}  // namespace
}  // namespace povtrap
