#include <cmath>
#include <povtrap/simulation.hpp>

#include "theory/expectations.hpp"

namespace povtrap::theory {
namespace {

const Config& discounted() {
  static const Config config =
      canonical("village_fund", {{"interest_discount.active", "true"}, {"interest_discount.points", "0.027075"}});
  return config;
}

/// The fund at the ends of years, in yuan.
std::vector<double> fund(const Config& config) {
  Simulation simulation(config, 1);
  simulation.run();
  std::vector<double> equity = yearly_series(simulation.result(), "fund_equity");
  for (double& e : equity) e /= config.number("poverty.line") / 3000.0;
  return equity;
}

TEST(VillageFund, GivesEveryListedValue) {
  expect_listed_values("P3", measure_village_fund(canonical("village_fund")));
}

TEST(VillageFund, GivesTheLeverageOfAnInterestDiscount) {
  expect_listed_values("P4", measure_interest_discount(discounted()));
}

TEST(VillageFund, BreaksEvenWhereInterestPaysForDefault) {
  const auto melts = [](double lost) {
    const std::vector<double> equity = fund(with(canonical("village_fund"), "village_funds.default_share", lost));
    return equity.back() < equity.front();
  };
  EXPECT_NEAR(turning_point(0.0, 0.2, 1e-9, melts), 0.06 / 1.06, 1e-8);
}

TEST(VillageFund, EarnsTheSameWithADiscount) {
  const std::vector<double> without = fund(canonical("village_fund")), with_discount = fund(discounted());
  for (std::size_t t = 0; t < without.size(); ++t) expect_relative(with_discount[t], without[t], 1e-12);
}

TEST(VillageFund, LosesTheSquareOfTheShareUnderJointLiability) {
  const double p = 0.2;
  const Config config = with(canonical("village_fund"), "village_funds.default_share", p);
  const double growth = 1 + 0.06 * (1 - p * p) - p * p;
  expect_relative(fund(with(config, "village_funds.joint_liability", std::string("true"))).back(), 150000 * std::pow(growth, 10),
                  1e-9);
}

TEST(VillageFund, LosesTheSameOnAverageByLot) {
  Config config = with(canonical("village_fund", {{"village_funds.default_rule", "draw"}}), "population.households", 4000.0);
  config = with(with(config, "village_funds.default_share", 0.08), "run.years", 11.0);
  // The sum over ten years of a binomial share of 4,000 equal loans has a standard deviation of .0136 of the fund; five of
  // them leave a false alarm of one in a million.
  expect_relative(fund(config).back(), 116688.534398, 5 * std::sqrt(10 * 0.08 * 0.92 / 4000));
}

TEST(VillageFund, LosesLessByLotUnderJointLiability) {
  Config config = with(canonical("village_fund", {{"village_funds.default_rule", "draw"}}), "population.households", 4000.0);
  config = with(with(config, "village_funds.default_share", 0.2), "run.years", 6.0);
  const double growth = 1 + 0.06 * (1 - 0.2) - 0.04;  // who fails pays no interest; partners cover the loan unless both fail
  const double end = fund(with(config, "village_funds.joint_liability", std::string("true"))).back();
  expect_relative(end, 150000 * std::pow(growth, 5), 0.02);
}

TEST(VillageFund, GrowsALittleFasterInShorterPeriods) {
  const double yearly = fund(canonical("village_fund")).back();
  const double quarterly = fund(with(canonical("village_fund"), "run.periods_per_year", 4.0)).back();
  const double rate = 1 + 0.06 * 0.98 - 0.02, by_quarter = 1 + (0.06 * (1 - 0.02 / 4) - 0.02) / 4;
  expect_relative(quarterly / yearly, std::pow(by_quarter, 43) / std::pow(rate, 10), 1e-9);
}

}  // namespace
}  // namespace povtrap::theory
