#include <povtrap/simulation.hpp>

#include "theory/expectations.hpp"

namespace povtrap::theory {
namespace {

TEST(ModelPc, GivesEveryListedValue) {
  expect_listed_values("B3", measure_portfolio(canonical("portfolio")));
}

TEST(ModelPc, FollowsTheLongRunForOtherParameters) {
  const double theta = 0.25, G = 30, r = 0.04, l0 = 0.4, l1 = 3, l2 = 0.05, a1 = 0.7, a2 = 0.5;
  Laboratory economy(canonical("portfolio", {{"government.income_tax", "0.25"},
                                             {"government.fixed_purchases", "30"},
                                             {"credit.bond_rate", "0.04"},
                                             {"portfolio.share", "0.4"},
                                             {"portfolio.interest_response", "3"},
                                             {"portfolio.income_response", "0.05"},
                                             {"saving.stone_geary.rate", "0.3"},
                                             {"saving.stone_geary.spending_of_excess", "0.5"}}));
  economy.run(2000);
  const double wealth_per_income = (1 - a1) / a2, held = (l0 + l1 * r) * wealth_per_income - l2;
  const double income = (1 - theta) * G / (theta - (1 - theta) * r * held);
  const Accounts rest = economy.accounts();
  expect_relative(rest.disposable, income, 1e-6);
  expect_relative(rest.wealth, wealth_per_income * income, 1e-6);
  expect_relative(rest.bonds, held * income, 1e-6);
  expect_relative(rest.output, income + G, 1e-6);
}

TEST(ModelPc, IsSimWithoutInterest) {
  Laboratory economy(canonical("portfolio", {{"credit.bond_rate", "0"}}));
  economy.run(1000);
  EXPECT_NEAR(economy.accounts().output, 100.0, 1e-6);
  EXPECT_NEAR(economy.accounts().wealth, 80.0, 1e-6);
  EXPECT_GT(economy.accounts().bonds, 40.0);
}

TEST(ModelPc, HasNoOtherWealthThanTheDebtOfTheGovernment) {
  Simulation simulation(canonical("portfolio"), 1);
  simulation.run();
  const Dataset result = simulation.result();
  const auto money = yearly_series(result, "household_deposits"), bonds = yearly_series(result, "household_bonds"),
             debt = yearly_series(result, "government_bonds"), equity = yearly_series(result, "bank_equity");
  for (std::size_t t = 0; t < money.size(); ++t) {
    EXPECT_EQ(money[t] + bonds[t], debt[t]) << "period " << t + 1;
    EXPECT_EQ(equity[t], 0.0) << "period " << t + 1;
  }
}

TEST(ModelPc, RationsBondsThatDoNotExist) {
  Laboratory economy(canonical("portfolio", {{"portfolio.share", "1"}, {"portfolio.interest_response", "100"}}));
  economy.run(50);
  EXPECT_GT(economy.accounts().bonds, 0.0);
  EXPECT_LE(economy.accounts().bonds, economy.accounts().wealth);
}

}  // namespace
}  // namespace povtrap::theory
