#include <algorithm>
#include <cmath>

#include "economy/audit.hpp"
#include "economy/fund_books.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// Bonds close the central budget: the bank takes what is missing, and what is left over redeems old ones.
void close_central_budget(Stage& stage) {
  Economy& e = stage.economy;
  const Steps missing = std::max(-e.government.account.balance, -e.government.bonds);
  e.ledger.pay(e.bank.account, e.government.account, missing, Flow::bonds);
  e.government.bonds += missing;
}

/// Firms' investment beyond new loans is paid from their current account.
void retain_profits(Stage& stage) {
  Ledger& ledger = stage.economy.ledger;
  Steps capital_account = 0;
  for (const Flow flow : {Flow::firm_investment, Flow::equity, Flow::loans}) capital_account += ledger.cell(flow, Sector::firms_capital);
  ledger.transfer_within(Sector::firms_current, Sector::firms_capital, -capital_account, Flow::retained_profit);
}

}  // namespace

void open_books(Stage& stage) {
  Economy& e = stage.economy;
  e.ledger.open_period(e.calendar.period);
  e.for_each_account([](Account& account) { account.open_period(); });
  stage.goods.persons = stage.goods.capital_left_behind = 0;
  for (Region& region : e.regions) {
    region.migrant_spending = 0;
    stage.goods.persons += region.persons;
  }
  e.household_opening = 0;
  ration_bonds(stage);
  for (BlockTally& tally : stage.tallies) {
    const Steps deposits = tally.deposits_at_close, debt = tally.debt;
    const double capital = tally.capital;
    tally = BlockTally{};
    tally.deposits_at_close = deposits;
    tally.debt = debt;
    tally.capital = capital;
    e.household_opening += deposits;
  }
  for (BlockShares& shares : stage.shares) shares = BlockShares{.dividend_weight = shares.dividend_weight};
  stage.goods.capital_opening = national_sum(stage, &BlockTally::capital);
  stage.memory.taxes = e.government.transfers = 0;
  stage.renewal = FirmRenewal{};
  stage.nation.price_index = stage.memory.price_index;
  set_growth(stage);
  set_deposit_rate(stage);
}

void close_books(Stage& stage) {
  Economy& e = stage.economy;
  close_central_budget(stage);
  retain_profits(stage);
  FlowTotals households;
  Steps deposits = 0;
  for (const BlockTally& tally : stage.tallies) {
    households += tally.flows;
    deposits += tally.deposits_at_close;
  }
  for (std::size_t f = 0; f < flow_count; ++f) e.ledger.post_leg(static_cast<Flow>(f), Sector::households, households.net[f]);
  audit_books(e, households, deposits);
  audit_fund_loans(e, stage.workers);
  const double lost = national_sum(stage, &BlockTally::capital_lost), bought = national_sum(stage, &BlockTally::capital_bought),
               sold = national_sum(stage, &BlockTally::capital_sold);
  const double worn = stage.model.enterprise.depreciation * stage.dt() * national_sum(stage, &BlockTally::capital_before);
  audit_goods({.what = "capital of households",
               .opening = stage.goods.capital_opening,
               .gained = bought,
               .lost = lost + sold + worn + stage.goods.capital_left_behind,
               .closing = national_sum(stage, &BlockTally::capital)},
              e.calendar.period);
  double persons = 0;
  for (const Region& region : e.regions) persons += region.persons;
  audit_goods({.what = "persons of all regions", .opening = stage.goods.persons, .closing = persons}, e.calendar.period);
}

}  // namespace povtrap
