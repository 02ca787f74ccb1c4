#include "theory/expectations.hpp"

namespace povtrap::theory {
namespace {

TEST(EastWest, GivesEveryListedValue) {
  expect_listed_values("G7", measure_east_west(canonical("east_west")));
}

TEST(EastWest, FollowsTheSteadyStatesForOtherParameters) {
  const double s = 0.25, A = 1.1, d = 0.06, T = 0.3;
  const Config config = canonical("east_west", {{"saving.stone_geary.rate", "0.25"},
                                                {"enterprise.solow.scale", "1.1"},
                                                {"enterprise.depreciation", "0.06"},
                                                {"cash.amount", "0.3"},
                                                {"grants.amount", "0.3"}});
  const auto income = [&](double k) { return s * (A * std::sqrt(k) + T) - d * k; };
  const auto capital = [&](double k) { return s * A * std::sqrt(k) + T - d * k; };
  const Values measured = measure_east_west(config);
  expect_relative(measured.at("G7.y_transfer_0.5_to_income"), A * std::sqrt(zero_of(income, 1.0, 1000.0)), 1e-9);
  expect_relative(measured.at("G7.y_transfer_0.5_all_invested"), A * std::sqrt(zero_of(capital, 1.0, 1000.0)), 1e-9);
}

TEST(EastWest, TakesFromTheEastWhatItGivesToTheWest) {
  Laboratory helped(canonical("east_west")), alone(canonical("east_west", {{"cash.active", "false"}}));
  helped.run(1);
  alone.run(1);
  const double s = 0.2, T = 0.5;
  EXPECT_NEAR(helped.capital().front() - alone.capital().front(), s * T, 1e-9) << "West";
  EXPECT_NEAR(helped.capital().back() - alone.capital().back(), -s * T, 1e-9) << "East";
}

TEST(EastWest, LeavesNothingBehindWhenHelpStops) {
  Laboratory helped(canonical("east_west", {{"cash.end", "50"}}));
  helped.run(50);
  EXPECT_GT(helped.farm_sales().front(), 4.2);
  helped.run(900);
  EXPECT_NEAR(helped.farm_sales().front(), 4.0, 1e-6);
}

}  // namespace
}  // namespace povtrap::theory
