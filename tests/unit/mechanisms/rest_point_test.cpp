#include "mechanisms/rest_point.hpp"

#include <gtest/gtest.h>

#include "unit/described.hpp"

namespace povtrap {
namespace {

using test::described;
const std::vector<double> income = {0.0, 1000.0, 5000.0}, line = {1000.0, 1000.0, 2000.0};

TEST(RestPoint, OfStoneGearyHoldsTheReserveAndInvestsAllSaving) {
  const auto rule = described(make_stone_geary_saving(), {{"rate", 0.2}, {"intercept", 0.5}, {"buffer", 0.4}});
  const RestPoint rest = rest_point(*rule, income, line);
  EXPECT_EQ(rest.investing[0], 0);
  EXPECT_NEAR(rest.investing[1], 0.2 * 500, 1e-6);
  EXPECT_NEAR(rest.investing[2], 0.2 * 4000, 1e-6);
  EXPECT_NEAR(rest.deposits[1], 400, 1e-6);
  EXPECT_NEAR(rest.deposits[2], 2000, 1e-6);
}

TEST(RestPoint, OfTheBufferRuleHoldsItsMonths) {
  const auto rule = described(make_buffer_saving(), {{"months", 6.0}, {"investing_rate", 0.1}, {"intercept", 0.0}});
  const RestPoint rest = rest_point(*rule, income, line);
  EXPECT_NEAR(rest.deposits[2], 2500, 1e-5);
  EXPECT_NEAR(rest.investing[2], 500, 1e-6);
}

TEST(RestPoint, IncomeForConsumptionLeavesThatConsumption) {
  const auto rule = described(make_stone_geary_saving(), {{"rate", 0.2}, {"intercept", 0.5}});
  const std::vector<double> consumption = {400.0, 900.0, 4200.0};
  const std::vector<double> found = income_for_consumption(*rule, consumption, line);
  EXPECT_NEAR(found[0], 400, 1e-6) << "nothing is saved below the intercept";
  EXPECT_NEAR(found[1], 1000, 1e-6) << "1000 - .2 (1000 - 500)";
  EXPECT_NEAR(found[2], 5000, 1e-6) << "5000 - .2 (5000 - 1000)";
}

TEST(RestPoint, TheLineMovesWithTheSharesThatAreSaved) {
  const auto rule = described(make_stone_geary_saving(), {{"rate", 0.2}, {"intercept", 0.0}});
  EXPECT_NEAR(line_for_consumption(*rule, 800), 1000, 1e-6);
}

}  // namespace
}  // namespace povtrap
