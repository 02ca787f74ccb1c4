#include <gtest/gtest.h>

#include "unit/described.hpp"
#include "unit/mechanisms/saving_questions.hpp"

namespace povtrap {
namespace {

TEST(SavingBuffer, NeverInvestsMoreThanIsNotConsumed) {
  const auto rule = test::described(make_buffer_saving());
  test::ManySavers savers;
  savers.ask(*rule);
  for (std::size_t i = 0; i < savers.income.size(); ++i) {
    ASSERT_GE(savers.investing[i], 0.0);
    if (savers.income[i] > 0 && savers.investing[i] > 0 && savers.consumption[i] <= savers.income[i]) {
      ASSERT_LE(savers.investing[i], savers.income[i] - savers.consumption[i] + savers.deposits[i]);
    }
  }
}

TEST(SavingBuffer, InvestsOnlyOnceTheReserveIsFull) {
  const auto rule = test::described(
      make_buffer_saving(), {{"months", 6.0}, {"adjustment", 0.5}, {"investing_rate", 0.2}, {"intercept", 0.0}, {"enough", 1.0}});
  test::ManySavers savers(3);
  savers.line = {1000, 1000, 1000};
  savers.income = {250, 250, 250};  // 1,000 a year, so that the reserve is 500
  savers.deposits = {100, 499, 500};
  savers.ask(*rule);
  EXPECT_NEAR(savers.consumption[0], 250 - 0.5 * 0.25 * 400, 1e-9);
  EXPECT_EQ(savers.investing[0], 0.0);
  EXPECT_EQ(savers.investing[1], 0.0);
  EXPECT_NEAR(savers.investing[2], 50, 1e-9);
  EXPECT_NEAR(savers.consumption[2], 200, 1e-9);
}

TEST(SavingBuffer, InvestsFromTheGivenPartOfTheReserveOn) {
  const auto rule = test::described(make_buffer_saving(), {{"months", 6.0}, {"intercept", 0.0}, {"enough", 0.8}});
  test::ManySavers savers(2);
  savers.line = {1000, 1000};
  savers.income = {250, 250};
  savers.deposits = {399, 401};
  savers.ask(*rule);
  EXPECT_EQ(savers.investing[0], 0.0);
  EXPECT_GT(savers.investing[1], 0.0);
}

TEST(SavingBuffer, EatsUpWhatIsBeyondTheReserve) {
  const auto rule =
      test::described(make_buffer_saving(), {{"months", 6.0}, {"adjustment", 0.5}, {"investing_rate", 0.0}, {"intercept", 0.0}});
  test::ManySavers savers(1);
  savers.line = {1000};
  savers.income = {250};
  savers.deposits = {900};
  savers.ask(*rule);
  EXPECT_NEAR(savers.consumption[0], 250 + 0.5 * 0.25 * 400, 1e-9);
}

TEST(SavingBuffer, SavesNothingBelowTheIntercept) {
  const auto rule = test::described(make_buffer_saving(), {{"intercept", 0.5}});
  test::ManySavers savers(1);
  savers.line = {1000};
  savers.income = {120};
  savers.deposits = {0};
  savers.ask(*rule);
  EXPECT_EQ(savers.consumption[0], 120);
  EXPECT_EQ(savers.investing[0], 0.0);
}

}  // namespace
}  // namespace povtrap
