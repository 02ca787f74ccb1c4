#include <gtest/gtest.h>

#include <cmath>

#include "unit/described.hpp"
#include "unit/mechanisms/saving_questions.hpp"

namespace povtrap {
namespace {

TEST(SavingStoneGeary, NeverInvestsMoreThanIsNotConsumed) {
  const auto rule = test::described(make_stone_geary_saving(), {{"spending_of_excess", 0.0}});
  test::ManySavers savers;
  savers.ask(*rule);
  for (std::size_t i = 0; i < savers.income.size(); ++i) {
    ASSERT_GE(savers.investing[i], 0.0);
    if (savers.income[i] > 0) {
      ASSERT_LE(savers.investing[i], savers.income[i] - savers.consumption[i] + 1e-9 * savers.income[i]) << savers.income[i];
    }
  }
}

TEST(SavingStoneGeary, ConsumesNoMoreThanIncomeAndExcessDeposits) {
  const auto rule = test::described(make_stone_geary_saving());
  test::ManySavers savers;
  savers.ask(*rule);
  for (std::size_t i = 0; i < savers.income.size(); ++i)
    ASSERT_LE(savers.consumption[i], savers.income[i] + 0.05 * 0.25 * savers.deposits[i] + 1e-9);
}

TEST(SavingStoneGeary, SavesNothingBelowTheIntercept) {
  const auto rule = test::described(make_stone_geary_saving(), {{"intercept", 0.5}});
  test::ManySavers savers(1);
  savers.line = {1000};
  savers.deposits = {0};
  savers.income = {124.9};
  savers.ask(*rule);
  EXPECT_EQ(savers.consumption[0], 124.9);
  EXPECT_EQ(savers.investing[0], 0.0);
}

TEST(SavingStoneGeary, SavesAShareAboveItAndFillsTheReserveFirst) {
  const auto rule = test::described(
      make_stone_geary_saving(),
      {{"rate", 0.2}, {"intercept", 0.5}, {"buffer", 0.4}, {"filling_of_buffer", 0.2}, {"spending_of_excess", 0.1}});
  test::ManySavers savers(3);
  savers.line = {1000, 1000, 1000};
  savers.income = {225, 225, 225};  // a period of a quarter: 125 are needed to live, of the other 100 a fifth is saved
  savers.deposits = {0, 350, 360};  // the reserve is .4 of a year's 900
  savers.ask(*rule);
  EXPECT_NEAR(savers.consumption[0], 205, 1e-9);
  EXPECT_NEAR(savers.investing[0], 20 - 0.2 * 0.25 * 360, 1e-9);
  EXPECT_NEAR(savers.investing[1], 20 - 0.2 * 0.25 * 10, 1e-9);
  EXPECT_NEAR(savers.investing[2], 20, 1e-9);
  savers.deposits = {460, 360, 360};
  savers.ask(*rule);
  EXPECT_NEAR(savers.consumption[0], 205 + 0.1 * 0.25 * 100, 1e-9);
}

TEST(SavingStoneGeary, DoesNotDependOnThePeriodLengthForSteadyIncomes) {
  const auto rule = test::described(make_stone_geary_saving());
  test::ManySavers quarter(50), year(50);
  for (double& income : year.income) income *= 4;
  quarter.ask(*rule, 0.25);
  year.ask(*rule, 1.0);
  for (std::size_t i = 0; i < 50; ++i) {
    EXPECT_NEAR(year.consumption[i], 4 * quarter.consumption[i], 1e-9 * (1 + std::abs(year.consumption[i])));
    EXPECT_NEAR(year.investing[i], 4 * quarter.investing[i], 1e-9 * (1 + year.investing[i]));
  }
}

}  // namespace
}  // namespace povtrap
