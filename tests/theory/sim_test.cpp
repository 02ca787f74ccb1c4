#include <povtrap/simulation.hpp>

#include "theory/expectations.hpp"

namespace povtrap::theory {
namespace {

/// Model SIM as its book solves it.   Source: Godley and Lavoie (2007), Monetary Economics, chapter 3.
struct Sim {
  double a1, a2, theta, G;

  [[nodiscard]] double income(double money) const { return (G + a2 * money) / (1 - a1 * (1 - theta)); }
  [[nodiscard]] double next_money(double money) const { return money + G - theta * income(money); }
};

TEST(ModelSim, GivesEveryListedValue) {
  expect_listed_values("B2", measure_sim(canonical("sim")));
}

TEST(ModelSim, FollowsTheBookPeriodByPeriodForOtherParameters) {
  const Sim book{.a1 = 0.7, .a2 = 0.3, .theta = 0.25, .G = 10};
  const Config config = canonical("sim", {{"saving.stone_geary.rate", "0.3"},
                                          {"saving.stone_geary.spending_of_excess", "0.3"},
                                          {"government.income_tax", "0.25"},
                                          {"government.fixed_purchases", "10"}});
  Laboratory laboratory(config);
  double money = 0;
  for (int period = 1; period <= 40; ++period) {
    laboratory.run(1);
    expect_relative(laboratory.accounts().output, book.income(money), 1e-9, "income of period " + std::to_string(period));
    money = book.next_money(money);
    expect_relative(laboratory.accounts().wealth, money, 1e-9, "money after period " + std::to_string(period));
  }
}

TEST(ModelSim, FollowsTheClosedFormsForOtherParameters) {
  const double a1 = 0.7, a2 = 0.3, theta = 0.25, G = 10;
  const Values measured = measure_sim(canonical("sim", {{"saving.stone_geary.rate", "0.3"},
                                                        {"saving.stone_geary.spending_of_excess", "0.3"},
                                                        {"government.income_tax", "0.25"},
                                                        {"government.fixed_purchases", "10"}}));
  expect_relative(measured.at("B2.Y_star"), G / theta, 1e-9);
  expect_relative(measured.at("B2.H_star"), (1 - a1) / a2 * (1 - theta) * G / theta, 1e-9);
  expect_relative(measured.at("B2.impact_multiplier"), 1 / (1 - a1 * (1 - theta)), 1e-9);
  expect_relative(measured.at("B2.longrun_multiplier"), 1 / theta, 1e-9);
  EXPECT_NEAR(measured.at("B2.adjust_eigenvalue"), 1 - a2 + (1 - a1) * (1 - theta) * a2 / (1 - a1 * (1 - theta)), 1e-6);
}

TEST(ModelSim, OwesHouseholdsExactlyWhatTheGovernmentBorrowed) {
  Simulation simulation(canonical("sim"), 1);
  simulation.run();
  const Dataset result = simulation.result();
  const auto money = yearly_series(result, "household_deposits"), debt = yearly_series(result, "government_bonds");
  ASSERT_EQ(money.size(), 60U);
  for (std::size_t t = 0; t < money.size(); ++t) EXPECT_EQ(money[t], debt[t]) << "period " << t + 1;
  EXPECT_GT(money.back(), 79.9 * 1073741824.0);
}

TEST(ModelSim, EndsAtTheSameIncomeWhoeverSavesMore) {
  const double thrifty = measure_sim(with(canonical("sim"), "saving.stone_geary.rate", 0.5)).at("B2.Y_star");
  const double generous = measure_sim(with(canonical("sim"), "saving.stone_geary.rate", 0.3)).at("B2.Y_star");
  expect_relative(thrifty, 100.0, 1e-9);
  expect_relative(generous, 100.0, 1e-9);
}

TEST(ModelSim, BeginsLowerAndEndsTheSameIfHouseholdsPlanWithLastSales) {
  const Values measured = measure_sim(with(canonical("sim"), "goods.planning_rounds", 1.0));
  expect_relative(measured.at("B2.Y1"), 20.0, 1e-9);
  expect_relative(measured.at("B2.Y_star"), 100.0, 1e-9);
}

TEST(ModelSim, IsTheSameForManyHouseholdsAsForOne) {
  const Values one = measure_sim(canonical("sim")), many = measure_sim(with(canonical("sim"), "population.households", 40.0));
  expect_relative(many.at("B2.Y1"), one.at("B2.Y1"), 1e-9);
  expect_relative(many.at("B2.Y_star"), one.at("B2.Y_star"), 1e-9);
}

}  // namespace
}  // namespace povtrap::theory
