#include "economy/audit.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <povtrap/error.hpp>
#include <string>

namespace povtrap {
namespace {

/// A nation with one firm, one NGO, a bank and households whose deposits are known only as a sum.
struct TinyNation {
  TinyNation() {
    economy.firms.resize(1);
    economy.ngos.resize(1);
    economy.regions.resize(1);
    economy.provinces.resize(1);
    economy.firms[0].account.balance = 100;
    economy.household_opening = 50;
    economy.bank.account.balance = -150;
    economy.for_each_account([](Account& account) { account.open_period(); });
  }

  /// The firm pays wages to households.
  void pay_wages(Steps amount) {
    economy.ledger.settle(economy.firms[0].account, -amount, Flow::wages);
    economy.ledger.post_leg(Flow::wages, Sector::households, amount);
    households.net[index(Flow::wages)] += amount;
    deposits += amount;
  }

  void audit() { audit_books(economy, households, deposits); }

  std::string complaint() {
    try {
      audit();
    } catch (const ModelError& error) {
      return error.what();
    }
    return "";
  }

  Economy economy;
  FlowTotals households;
  Steps deposits = 50;
};

TEST(Audit, PassesBooksThatBalanceAndClosesTheColumns) {
  TinyNation nation;
  nation.pay_wages(30);
  nation.economy.ledger.pay(nation.economy.firms[0].account, nation.economy.ngos[0].account, 5, Flow::donations);
  EXPECT_NO_THROW(nation.audit());
  EXPECT_EQ(nation.economy.ledger.cell(Flow::deposits, Sector::households), -30);
  EXPECT_EQ(nation.economy.ledger.cell(Flow::deposits, Sector::firms_current), 35);
  EXPECT_EQ(nation.economy.ledger.cell(Flow::deposits, Sector::ngos), -5);
}

TEST(Audit, NamesTheFlowOfALegWithoutACounterpart) {
  TinyNation nation;
  nation.pay_wages(30);
  nation.economy.ledger.post_leg(Flow::taxes, Sector::central_government, 1);
  EXPECT_NE(nation.complaint().find("'taxes'"), std::string::npos);
}

TEST(Audit, NamesTheFlowThatMovedOtherMoneyThanRecorded) {
  TinyNation nation;
  nation.pay_wages(30);
  nation.economy.firms[0].account.moved[index(Flow::wages)] += 1;
  EXPECT_NE(nation.complaint().find("'wages'"), std::string::npos);
}

TEST(Audit, NamesTheFlowWhereLedgerAndRecordsDiffer) {
  TinyNation nation;
  nation.pay_wages(30);
  nation.economy.ledger.post_leg(Flow::donations, Sector::ngos, 4);
  nation.economy.ledger.post_leg(Flow::donations, Sector::world, -4);
  EXPECT_NE(nation.complaint().find("'donations'"), std::string::npos);
}

TEST(Audit, NoticesABalanceThatChangedByItself) {
  TinyNation nation;
  nation.economy.ngos[0].account.balance += 1;
  EXPECT_NE(nation.complaint().find("'change_in_deposits'"), std::string::npos);
}

TEST(Audit, NoticesHouseholdDepositsThatTheFlowsDoNotExplain) {
  TinyNation nation;
  nation.pay_wages(30);
  nation.deposits += 1;
  EXPECT_NE(nation.complaint().find("households"), std::string::npos);
}

TEST(Audit, WantsMarketsEmpty) {
  TinyNation nation;
  nation.economy.ledger.pay(nation.economy.firms[0].account, nation.economy.food_market, 5, Flow::consumption);
  EXPECT_NE(nation.complaint().find("market account still holds"), std::string::npos);
  TinyNation other;
  other.economy.ledger.pay(other.economy.firms[0].account, other.economy.regions[0].services_market, 5, Flow::consumption);
  EXPECT_NE(other.complaint().find("services market still holds"), std::string::npos);
}

TEST(Audit, WantsGoodsConservedUpToRounding) {
  EXPECT_NO_THROW(audit_goods({.what = "capital", .opening = 100, .gained = 20, .lost = 30, .closing = 90 + 1e-8}, 0));
  EXPECT_THROW(audit_goods({.what = "capital", .opening = 100, .gained = 20, .lost = 30, .closing = 90 + 1e-6}, 0), ModelError);
  EXPECT_NO_THROW(audit_goods({.what = "nothing"}, 0));
}

}  // namespace
}  // namespace povtrap
