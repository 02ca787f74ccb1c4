#include <gtest/gtest.h>

#include <cmath>

#include "unit/shocks/struck_households.hpp"

namespace povtrap {
namespace {

TEST(AssetLoss, TakesATenthAFifthOrThreeTenths) {
  const auto shock = test::shock_with(make_asset_loss(), {{"small", 0.05}, {"medium", 0.03}, {"large", 0.02}});
  test::StruckHouseholds struck(200000, 1);
  struck.strike(*shock);
  const auto share = [&](double left) { return struck.share_of([&](std::size_t i) { return struck.capital[i] == left; }); };
  EXPECT_NEAR(share(0.9), 0.05, 0.002);
  EXPECT_NEAR(share(0.8), 0.03, 0.002);
  EXPECT_NEAR(share(0.7), 0.02, 0.0015);
  EXPECT_NEAR(share(1.0), 0.90, 0.003);
}

/// The mean of what is left after a year is E[theta] = .983 with the default probabilities, whatever the length of a period.
TEST(AssetLoss, CostsTheSameInAYearOfAnyPeriods) {
  const auto shock = test::shock_with(make_asset_loss());
  for (const std::int64_t periods : {1, 2, 4, 12}) {
    test::StruckHouseholds struck(100000, periods);
    struck.strike(*shock, periods * 4);
    const double left = std::accumulate(struck.capital.begin(), struck.capital.end(), 0.0) / 100000;
    EXPECT_NEAR(std::log(left) / 4, std::log(1 - 0.017), 0.0008) << periods;
  }
}

TEST(AssetLoss, DeclaresWhatIsGone) {
  const auto shock = test::shock_with(make_asset_loss());
  test::StruckHouseholds struck(20000, 1);
  struck.strike(*shock, 3);
  const double left = std::accumulate(struck.capital.begin(), struck.capital.end(), 0.0);
  EXPECT_GT(struck.capital_lost, 0);
  EXPECT_NEAR(left + struck.capital_lost, 20000, 1e-8);
}

TEST(AssetLoss, LeavesEverythingElseAlone) {
  const auto shock = test::shock_with(make_asset_loss());
  test::StruckHouseholds struck(1000, 1);
  struck.strike(*shock, 5);
  EXPECT_EQ(struck.share_of([&](std::size_t i) {
    return struck.employer[i] == 3 && struck.skill[i] == 1.0 && struck.marks[i] == 0 && struck.age[i] == 40;
  }),
            1.0);
}

}  // namespace
}  // namespace povtrap
