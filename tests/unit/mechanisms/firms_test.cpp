#include "mechanisms/firms.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "unit/described.hpp"

namespace povtrap {
namespace {

FirmParameters parameters(test::Parameters values = {}) {
  FirmParameters p;
  test::describe(p, values);
  return p;
}

/// A quarter without taxes.
InvestmentTerms terms_at(double loan_rate) {
  return {.period_length = 0.25, .goods_price = 1.0, .loan_rate = loan_rate, .vat = 0.0};
}

/// A firm that can make 1,500 units a year and sells 1,000 of them.
Firm steady_firm() {
  Firm firm;
  firm.wage = 1;
  firm.productivity = 1.5;
  firm.price = 1;
  firm.capital = 1500 * 1.5;
  firm.expected_sales = 1000;
  firm.account.balance = to_steps(100);
  return firm;
}

TEST(Firms, PlanTheLabourForWhatTheyExpectToSell) {
  Firm firm = steady_firm();
  plan_production(firm, parameters({{"firms.capital_output", 1.5}}), 0.0);
  EXPECT_NEAR(firm.target_labour, 1000 / 1.5, 1e-9);
}

TEST(Firms, CannotPlanBeyondTheirCapital) {
  Firm firm = steady_firm();
  firm.expected_sales = 1e6;
  plan_production(firm, parameters({{"firms.capital_output", 1.5}}), 0.0);
  EXPECT_NEAR(firm.target_labour, 1500 / 1.5, 1e-9);
}

TEST(Firms, StopWhenTheWageExceedsWhatAWorkerMakes) {
  Firm firm = steady_firm();
  firm.wage = 1.6;
  plan_production(firm, parameters(), 0.0);
  EXPECT_EQ(firm.target_labour, 0.0);
}

TEST(Firms, CountTheTaxThatTheirBuyersPay) {
  Firm firm = steady_firm();
  firm.wage = 1.3;
  plan_production(firm, parameters(), 0.10);
  EXPECT_GT(firm.target_labour, 0.0);
  plan_production(firm, parameters(), 0.20);
  EXPECT_EQ(firm.target_labour, 0.0) << "of a price of 1 the firm keeps 1/1.2";
}

TEST(Firms, LearnFromOrdersWithoutOvershooting) {
  const FirmParameters p = parameters({{"firms.expectations", 0.4}});
  Firm firm = steady_firm();
  firm.orders = 500;  // in a quarter: 2,000 a year
  learn_from_orders(firm, p, 0.25);
  EXPECT_NEAR(firm.expected_sales, 1000 + 0.1 * 1000, 1e-9);
  const FirmParameters hasty = parameters({{"firms.expectations", 12.0}});
  firm = steady_firm();
  firm.orders = 500;
  learn_from_orders(firm, hasty, 0.25);
  EXPECT_NEAR(firm.expected_sales, 2000, 1e-9);
}

TEST(Firms, BorrowOnlyWhatTheirWorthAllowsAndOnlyWhereItPays) {
  const FirmParameters p = parameters({{"firms.max_leverage", 0.5}, {"firms.capital_adjustment", 12.0}});
  Firm firm = steady_firm();
  firm.expected_sales = 1e5;
  plan_investment(firm, p, terms_at(0.0));
  const double worth = 100 + firm.capital;
  EXPECT_LE(to_lcu(firm.loan_request), 0.5 * worth);
  EXPECT_GE(to_lcu(firm.loan_request), 0.5 * worth - 0.01);
  plan_investment(firm, p, terms_at(10.0));
  EXPECT_EQ(firm.loan_request, 0);
}

TEST(Firms, DoNotInvestWhereAUnitOfCapitalDoesNotPay) {
  Firm firm = steady_firm();
  firm.expected_sales = 1e5;
  firm.price = firm.wage / firm.productivity;
  plan_investment(firm, parameters(), terms_at(0.0));
  EXPECT_LT(firm.expected_return, 0.0);
  EXPECT_EQ(firm.investment_plan, 0);
  EXPECT_EQ(firm.loan_request, 0);
}

TEST(Firms, InvestMoreWhenTheyExpectToSellMore) {
  Firm modest = steady_firm(), eager = steady_firm();
  eager.expected_sales = 1200;
  plan_investment(modest, parameters(), terms_at(1.0));
  plan_investment(eager, parameters(), terms_at(1.0));
  EXPECT_GE(modest.investment_plan, 0);
  EXPECT_GT(eager.investment_plan, modest.investment_plan);
}

TEST(Firms, KeepTheirWageFundWhenTheyPayDividends) {
  Firm firm = steady_firm();
  firm.capital = 1e9;  // no growth to save for
  firm.profit = to_steps(1000);
  firm.wage_bill = to_steps(60);
  for (const double balance : {0.0, 50.0, 80.0, 1000.0}) {
    firm.account.balance = to_steps(balance);
    const Steps dividends = dividends_of(firm, parameters(), 0.25);
    EXPECT_GE(dividends, 0);
    EXPECT_TRUE(dividends == 0 || firm.account.balance - dividends >= firm.wage_bill) << balance;
  }
}

TEST(Firms, PayOutMoreOfLargerProfits) {
  Firm firm = steady_firm();
  firm.capital = 1e9;
  firm.account.balance = to_steps(1e5);
  firm.profit = to_steps(100);
  const Steps little = dividends_of(firm, parameters(), 0.25);
  firm.profit = to_steps(200);
  EXPECT_GT(dividends_of(firm, parameters(), 0.25), little);
}

}  // namespace
}  // namespace povtrap
