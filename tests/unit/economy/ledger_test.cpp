#include "economy/ledger.hpp"

#include <gtest/gtest.h>

namespace povtrap {
namespace {

Account account_of(Sector sector, Steps balance = 0) {
  Account account{.sector = sector};
  account.balance = balance;
  account.open_period();
  return account;
}

TEST(Ledger, PostsBothLegsOfAPayment) {
  Ledger ledger;
  Account firm = account_of(Sector::firms_current, 100), ngo = account_of(Sector::ngos);
  ledger.pay(firm, ngo, 30, Flow::donations);
  EXPECT_EQ(firm.balance, 70);
  EXPECT_EQ(ngo.balance, 30);
  EXPECT_EQ(ledger.cell(Flow::donations, Sector::firms_current), -30);
  EXPECT_EQ(ledger.cell(Flow::donations, Sector::ngos), 30);
  EXPECT_EQ(ngo.posted[index(Flow::donations)], 30);
  EXPECT_EQ(ngo.moved[index(Flow::donations)], 30);
}

TEST(Ledger, LetsLoansRunBothWays) {
  Ledger ledger;
  Account bank = account_of(Sector::bank), government = account_of(Sector::central_government);
  ledger.pay(bank, government, 50, Flow::bonds);
  ledger.pay(bank, government, -20, Flow::bonds);
  EXPECT_EQ(government.balance, 30);
  EXPECT_EQ(ledger.cell(Flow::bonds, Sector::bank), -30);
}

TEST(Ledger, PostsAFirmsInvestmentToItsCapitalAccount) {
  Ledger ledger;
  Account firm = account_of(Sector::firms_current, 100);
  ledger.settle(firm, -40, Flow::firm_investment, Sector::firms_capital);
  EXPECT_EQ(firm.balance, 60);
  EXPECT_EQ(ledger.cell(Flow::firm_investment, Sector::firms_capital), -40);
  EXPECT_EQ(ledger.cell(Flow::firm_investment, Sector::firms_current), 0);
  ledger.transfer_within(Sector::firms_current, Sector::firms_capital, 40, Flow::retained_profit);
  EXPECT_EQ(ledger.cell(Flow::retained_profit, Sector::firms_current), -40);
  EXPECT_EQ(ledger.cell(Flow::retained_profit, Sector::firms_capital), 40);
  EXPECT_EQ(firm.balance, 60);
}

TEST(Ledger, StartsEveryPeriodEmpty) {
  Ledger ledger;
  ledger.post_leg(Flow::wages, Sector::households, 7);
  ledger.open_period(3);
  EXPECT_EQ(ledger.cell(Flow::wages, Sector::households), 0);
  EXPECT_EQ(ledger.period(), 3);
}

TEST(Ledger, PlantsAFaultOnceAndOnlyInItsFlowAndPeriod) {
  Ledger ledger({.kind = FaultKind::step_in_one_leg, .flow = Flow::donations, .period = 2});
  Account firm = account_of(Sector::firms_current, 100), ngo = account_of(Sector::ngos);
  const auto sum = [&] {
    return ledger.cell(Flow::donations, Sector::firms_current) + ledger.cell(Flow::donations, Sector::ngos);
  };
  ledger.open_period(1);
  ledger.pay(firm, ngo, 10, Flow::donations);
  EXPECT_EQ(sum(), 0);
  ledger.open_period(2);
  ledger.pay(firm, ngo, 10, Flow::wages);
  EXPECT_EQ(firm.balance + ngo.balance, 100);
  ledger.pay(firm, ngo, 10, Flow::donations);
  EXPECT_EQ(sum(), 1);
  ledger.pay(firm, ngo, 10, Flow::donations);
  EXPECT_EQ(sum(), 1);
}

TEST(Ledger, CanForgetAPostingOrADeposit) {
  Ledger forgets_posting({.kind = FaultKind::skipped_posting, .flow = Flow::trade, .period = 0});
  Account account = account_of(Sector::world);
  forgets_posting.settle(account, 5, Flow::trade);
  EXPECT_EQ(account.balance, 5);
  EXPECT_EQ(forgets_posting.cell(Flow::trade, Sector::world), 0);
  Ledger forgets_deposit({.kind = FaultKind::skipped_deposit, .flow = Flow::trade, .period = 0});
  Account other = account_of(Sector::world);
  forgets_deposit.settle(other, 5, Flow::trade);
  EXPECT_EQ(other.balance, 0);
  EXPECT_EQ(other.posted[index(Flow::trade)], 5);
  EXPECT_EQ(forgets_deposit.cell(Flow::trade, Sector::world), 5);
}

}  // namespace
}  // namespace povtrap
