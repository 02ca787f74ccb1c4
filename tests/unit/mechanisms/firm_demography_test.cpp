#include "mechanisms/firm_demography.hpp"

#include <gtest/gtest.h>

namespace povtrap {
namespace {

TradeReport ten_firms() {
  return {.firms = 10, .expected_sales = 1000, .capital = 1500, .wage_sum = 0, .productivity_sum = 0, .price_sum = 0};
}

Firm entrant(double price, double wage, double productivity) {
  Firm firm;
  firm.price = price;
  firm.wage = wage;
  firm.productivity = productivity;
  return firm;
}

constexpr FounderTerms terms{.capital_output = 1.5, .capital_price = 1.0, .depreciation = 0.08, .vat = 0.1};

TEST(FounderReturn, IsTheMarginOverCapitalLessWear) {
  EXPECT_NEAR(founder_return(entrant(1.1, 20, 40), ten_firms(), terms), (1.0 - 0.5) / 1.5 - 0.08, 1e-12);
}

TEST(FounderReturn, FallsWithIdleCapitalOfTheTrade) {
  TradeReport idle = ten_firms();
  idle.capital = 3000;
  EXPECT_NEAR(founder_return(entrant(1.1, 20, 40), idle, terms), 0.5 * (1.0 - 0.5) / 1.5 - 0.08, 1e-12);
}

TEST(FounderReturn, DoesNotRiseWhereCapitalIsShort) {
  TradeReport short_of_capital = ten_firms();
  short_of_capital.capital = 100;
  EXPECT_EQ(founder_return(entrant(1.1, 20, 40), short_of_capital, terms),
            founder_return(entrant(1.1, 20, 40), ten_firms(), terms));
}

FirmDemographyParameters parameters() {
  FirmDemographyParameters p;
  p.hurdle = 0.08;
  p.speed = 2;
  p.fastest = 0.3;
  return p;
}

TEST(Entrants, AreNoneAtTheHurdleAndGrowWithTheReturnAboveIt) {
  EXPECT_EQ(wanted_entrants(ten_firms(), 0.08, parameters()), 0.0);
  EXPECT_EQ(wanted_entrants(ten_firms(), -0.5, parameters()), 0.0);
  EXPECT_NEAR(wanted_entrants(ten_firms(), 0.13, parameters()), 10 * 2 * 0.05, 1e-12);
}

TEST(Entrants, AreNeverMoreThanTheFastestRate) {
  EXPECT_NEAR(wanted_entrants(ten_firms(), 9.0, parameters()), 3.0, 1e-12);
}

TEST(Firm, ClosesWhenItOwesMoreThanItHas) {
  Firm firm = entrant(1, 20, 40);
  firm.workers = 3;
  firm.capital = 100;
  firm.account.balance = to_steps(50);
  firm.debt = to_steps(249);
  EXPECT_FALSE(must_close(firm, 2.0, 1.5));
  firm.debt = to_steps(251);
  EXPECT_TRUE(must_close(firm, 2.0, 1.5));
}

TEST(Firm, ClosesWhenNobodyWorksThereAndItsCapitalIsWornOut) {
  Firm firm = entrant(1, 20, 40);
  firm.capital = 29;  // half a worker needs 1.5 x 40 / 2
  EXPECT_TRUE(must_close(firm, 1.0, 1.5));
  firm.capital = 31;
  EXPECT_FALSE(must_close(firm, 1.0, 1.5));
  firm.capital = 29;
  firm.workers = 1;
  EXPECT_FALSE(must_close(firm, 1.0, 1.5));
}

}  // namespace
}  // namespace povtrap
