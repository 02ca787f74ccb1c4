#include <algorithm>
#include <cmath>
#include <vector>

#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

Steps interest(Steps balance, double rate) {
  return static_cast<Steps>(std::floor(static_cast<double>(std::max<Steps>(0, balance)) * rate));
}

/// Interest that passes through the bank: on firms' loans, government bonds, deposits of all but households, foreign claims.
void pay_interest(Stage& stage) {
  Economy& e = stage.economy;
  const CreditParameters& credit = stage.model.credit;
  const double dt = stage.dt();
  for (Firm& firm : e.firms) {
    e.ledger.pay(firm.account, e.bank.account, interest(firm.debt, credit.loan_rate * dt), Flow::loan_interest);
    e.ledger.pay(e.bank.account, firm.account, interest(firm.account.balance, e.bank.deposit_rate * dt), Flow::deposit_interest);
  }
  for (VillageFund& fund : e.funds)
    e.ledger.pay(e.bank.account, fund.account, interest(fund.account.balance, e.bank.deposit_rate * dt), Flow::deposit_interest);
  e.ledger.pay(e.bank.account, e.insurer.account, interest(e.insurer.account.balance, e.bank.deposit_rate * dt),
               Flow::deposit_interest);
  for (Ngo& ngo : e.ngos)
    e.ledger.pay(e.bank.account, ngo.account, interest(ngo.account.balance, e.bank.deposit_rate * dt), Flow::deposit_interest);
  const Steps on_bonds = interest(e.government.bank_bonds(), credit.bond_rate * dt);
  e.ledger.pay(e.government.account, e.bank.account, on_bonds, Flow::deposit_interest);
  const Steps handed_back = interest(on_bonds, credit.bond_remittance);
  if (handed_back > 0) e.ledger.pay(e.bank.account, e.government.account, handed_back, Flow::dividends);
  e.ledger.pay(e.bank.account, e.world.account, interest(e.world.account.balance, e.bank.deposit_rate * dt),
               Flow::deposit_interest);
  e.ledger.pay(e.world.account, e.bank.account, interest(-e.world.account.balance, credit.foreign_rate * dt),
               Flow::deposit_interest);
}

/// Firms and the bank pay last period's profits into the pool of the owners, after gifts to NGOs.
void fill_dividend_pool(Stage& stage) {
  Economy& e = stage.economy;
  for (Firm& firm : e.firms) {
    const Steps profit = dividends_of(firm, stage.model.firms, stage.dt());
    const Steps gift = e.ngos.empty() ? 0 : interest(profit, stage.model.firms.donations);
    if (gift > 0) e.ledger.pay(firm.account, e.ngos[e.regions[firm.region].bloc % e.ngos.size()].account, gift, Flow::donations);
    e.ledger.pay(firm.account, e.dividend_pool, profit - gift, Flow::dividends);
  }
  e.ledger.pay(e.insurer.account, e.dividend_pool, insurer_surplus(stage), Flow::dividends);
  Steps loans = household_loans(stage);
  for (const Firm& firm : e.firms) loans += firm.debt;
  const Steps bonds = e.government.bank_bonds();
  Steps equity = loans + bonds + e.bank.account.balance;
  if (stage.model.credit.dividends_from_closed_books) {
    for (const Flow flow : {Flow::deposit_interest, Flow::loan_interest, Flow::dividends})
      equity -= e.bank.account.posted[index(flow)];
  }
  const Steps surplus = equity - static_cast<Steps>(stage.model.credit.capital_ratio * static_cast<double>(loans + bonds));
  e.ledger.pay(e.bank.account, e.dividend_pool, interest(surplus, stage.model.credit.bank_payout * stage.dt()), Flow::dividends);
}

/// What is in the pool is divided over blocks by claims; inside a block the household pass divides it on.
void share_dividends(Stage& stage) {
  Economy& e = stage.economy;
  std::vector<double> claims(e.blocks.size());
  for (std::size_t b = 0; b < claims.size(); ++b) claims[b] = stage.shares[b].dividend_weight;
  std::vector<Steps> parts(claims.size());
  const Steps total = e.dividend_pool.balance;
  split_steps(total, claims, parts);
  if (e.ledger.fault().hits(FaultKind::dropped_remainder, Flow::dividends, e.calendar.period)) parts[0] -= 1;
  for (std::size_t b = 0; b < parts.size(); ++b) stage.shares[b].dividends = parts[b];
  e.ledger.settle(e.dividend_pool, -total, Flow::dividends);
}

/// Provinces pay their share of the top-up as far as their money reaches, the centre pays the rest.
void settle_support(Stage& stage) {
  Economy& e = stage.economy;
  Steps central = national_sum(stage, &BlockTally::support);
  for (const Region& region : e.regions) {
    Account& province = e.provinces[region.province].account;
    const Steps share = interest(region_sum(stage, region, &BlockTally::support), stage.model.programmes.top_up.local_share);
    const Steps local = std::min(share, std::max<Steps>(0, province.balance));
    e.ledger.settle(province, -local, Flow::social_transfers);
    central -= local;
  }
  e.ledger.settle(e.government.account, -central, Flow::social_transfers);
  e.government.transfers += to_lcu(central);
}

}  // namespace

void pay_capital_income(Stage& stage) {
  pay_interest(stage);
  fill_dividend_pool(stage);
  share_dividends(stage);
  open_payroll(stage);
}

void settle_incomes(Stage& stage) {
  Economy& e = stage.economy;
  close_payroll(stage);
  for (std::size_t b = 0; b < stage.tallies.size(); ++b) stage.shares[b].dividend_weight += stage.tallies[b].claims_issued;
  for (Firm& firm : e.firms) e.ledger.settle(firm.account, -firm.wage_bill, Flow::wages);
  e.ledger.settle(e.food_market, -national_sum(stage, &BlockTally::farm_sales), Flow::farm_sales);
  e.ledger.settle(e.bank.account, -national_sum(stage, &BlockTally::deposit_interest), Flow::deposit_interest);
  const Steps loan_interest = national_sum(stage, &BlockTally::loan_interest);
  e.ledger.settle(e.bank.account, loan_interest, Flow::loan_interest);
  // Watching borrowers costs the same whoever pays the interest.
  const Steps tracking =
      interest(loan_interest + national_sum(stage, &BlockTally::bank_discount), stage.model.credit.tracking_share());
  if (tracking > 0) e.ledger.pay(e.bank.account, e.world.account, tracking, Flow::trade);
  e.ledger.settle(e.government.account, -national_sum(stage, &BlockTally::bond_interest), Flow::deposit_interest);
  settle_relief_wages(stage);
  settle_support(stage);
  settle_cash(stage);
  settle_fund_loans(stage);
  settle_premiums(stage);
  for (const Region& region : e.regions) {
    const Steps donations = region_sum(stage, region, &BlockTally::donations);
    if (!e.ngos.empty()) e.ledger.settle(e.ngos[region.bloc % e.ngos.size()].account, donations, Flow::donations);
    collect_tax(stage, region, region_sum(stage, region, &BlockTally::tax));
  }
}

void collect_tax(Stage& stage, const Region& region, Steps tax) {
  Economy& e = stage.economy;
  const Steps local = interest(tax, stage.model.programmes.government.local_share);
  e.ledger.settle(e.provinces[region.province].account, local, Flow::taxes);
  e.ledger.settle(e.government.account, tax - local, Flow::taxes);
  stage.memory.taxes += to_lcu(tax);
}

}  // namespace povtrap
