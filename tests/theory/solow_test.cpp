#include <povtrap/simulation.hpp>

#include "theory/expectations.hpp"

namespace povtrap::theory {
namespace {

TEST(Solow, GivesEveryListedValue) {
  expect_listed_values("G1", measure_solow(canonical("solow")));
}

TEST(Solow, ErrorOfThePeriodIsProportionalToItsLength) {
  constexpr double continuous = 2.7530896249;  // G1.k50_continuous
  const auto error = [&](std::int64_t per_year) {
    const Config config = with(canonical("solow"), "run.periods_per_year", static_cast<double>(per_year));
    return capital_after(config, 1.0, 50 * per_year) - continuous;
  };
  const double yearly = error(1), half_yearly = error(2), quarterly = error(4), monthly = error(12);
  EXPECT_GT(yearly, 0.007);
  EXPECT_NEAR(half_yearly / yearly, 1.0 / 2, 0.01);
  EXPECT_NEAR(quarterly / yearly, 1.0 / 4, 0.01);
  EXPECT_NEAR(monthly / yearly, 1.0 / 12, 0.01);
  EXPECT_NEAR(limit_at_zero({1.0 / 4, 1.0 / 12}, {quarterly, monthly}), 0.0, 1e-4);
}

TEST(Solow, SteadyStateDoesNotDependOnThePeriod) {
  const double yearly = settle(canonical("solow"), 1.0).capital;
  for (const double per_year : {2.0, 4.0, 12.0}) {
    expect_relative(settle(with(canonical("solow"), "run.periods_per_year", per_year), 1.0).capital, yearly, 1e-9);
  }
}

TEST(Solow, FollowsTheTextbookForOtherParameters) {
  const double s = 0.3, A = 1.2, a = 0.5, d = 0.08;
  Config config = canonical("solow", {{"saving.stone_geary.rate", "0.3"},
                                      {"enterprise.solow.scale", "1.2"},
                                      {"enterprise.solow.exponent", "0.5"},
                                      {"enterprise.depreciation", "0.08"}});
  const Values measured = measure_solow(config);
  expect_relative(measured.at("G1.k_star"), std::pow(s * A / d, 1 / (1 - a)), 1e-9);
  expect_relative(measured.at("G1.y_star"), A * std::pow(s * A / d, a / (1 - a)), 1e-9);
  EXPECT_NEAR(measured.at("G1.eigenvalue"), 1 - d * (1 - a), 1e-9);
  double k = 0.2;
  for (int year = 0; year < 30; ++year) k = (1 - d) * k + s * A * std::pow(k, a);
  expect_relative(capital_after(config, 0.2, 30), k, 1e-10);
}

TEST(Solow, AttractsRichAndPoorToTheSameCapital) {
  const Config config = canonical("solow");
  const double from_below = settle(config, 1e-3).capital, from_above = settle(config, 1e3).capital;
  expect_relative(from_below, from_above, 1e-9);
  EXPECT_TRUE(std::isnan(threshold(config, 1e-3, 1e3))) << "a threshold was found where there is none";
}

TEST(Solow, LetsThePoorGrowFaster) {
  double last_growth = 1e9;
  for (const auto& [first, next] : ladder(canonical("solow"), 1)) {
    EXPECT_LT(next / first, last_growth) << "from capital " << first;
    last_growth = next / first;
  }
}

TEST(Solow, GivesTheSameThroughThePublicInterface) {
  Config config = canonical("solow", {{"population.households", "1"}, {"population.capital_high", "1"}});
  Simulation simulation(config, 1);
  simulation.run();
  const double capital = yearly_series(simulation.result(), "household_capital").back();
  EXPECT_EQ(capital / config.number("poverty.line"), capital_after(config, 1.0, 50));
}

TEST(Solow, ShowsItsLadderInTheResult) {
  Simulation simulation(canonical("solow"), 1);
  simulation.run();
  const Dataset result = simulation.result();
  const auto& panel = std::get<std::vector<float>>(result.variable("panel_capital").values);
  ASSERT_EQ(panel.size(), 50U * 9U);
  EXPECT_NEAR(panel[49 * 9] / 1073741824.0, 2.7605140338, 1e-6) << "the household that began with 1, after 50 years";
}

}  // namespace
}  // namespace povtrap::theory
