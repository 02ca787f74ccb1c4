#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "markets/credit.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

Steps share_of(Steps amount, double share) {
  return static_cast<Steps>(std::floor(static_cast<double>(std::max<Steps>(0, amount)) * share));
}

/// The period in which the endowments are paid.
std::int64_t first_period(const Stage& stage) {
  const Calendar& calendar = stage.economy.calendar;
  const double since_base = stage.model.programmes.funds.start * static_cast<double>(calendar.periods_per_year);
  return std::max<std::int64_t>(0, calendar.burn_in_periods + std::llround(since_base));
}

std::array<Steps, return_classes> requests_of(const Stage& stage, const Region& region) {
  std::array<Steps, return_classes> requests = {};
  for (std::size_t b = region.first_block; b < region.first_block + region.blocks; ++b) {
    for (std::size_t c = 0; c < return_classes; ++c) requests[c] += stage.tallies[b].fund_requests[c];
  }
  return requests;
}

/// What a fund has lends itself out: first classes first, the last one that is reached by equal parts of the requests.
void lend_in_village(Stage& stage, VillageFund& fund) {
  Ledger& ledger = stage.economy.ledger;
  const Region& region = stage.economy.regions[fund.region];
  const Steps pot = std::max<Steps>(0, fund.account.balance - region.fund_services);
  const Rationing rationing = ration_pot(pot, requests_of(stage, region));
  const std::size_t cut = rationing.cutoff;
  std::vector<double> weights;
  for (std::size_t b = region.first_block; b < region.first_block + region.blocks; ++b)
    weights.push_back(static_cast<double>(stage.tallies[b].fund_requests[cut]));
  std::vector<Steps> parts(weights.size(), 0);
  if (rationing.rest > 0) split_steps(rationing.rest, weights, parts);
  for (std::size_t k = 0; k < parts.size(); ++k) {
    BlockTally& tally = stage.tallies[region.first_block + k];
    BlockShares& shares = stage.shares[region.first_block + k];
    shares.fund_cutoff = cut;
    shares.fund_at_cutoff = std::min(parts[k], tally.fund_requests[cut]);
    tally.fund_lent = shares.fund_at_cutoff;
    for (std::size_t c = cut + 1; c < return_classes; ++c) tally.fund_lent += tally.fund_requests[c];
    ledger.settle(fund.account, -tally.fund_lent, Flow::loans);
    fund.lent += tally.fund_lent;
  }
  fund.loans += fund.lent;
}

}  // namespace

void open_funds(Stage& stage) {
  Economy& e = stage.economy;
  if (!stage.model.programmes.funds.active || !e.funds.empty()) return;
  for (std::size_t r = 0; r < e.regions.size(); ++r) {
    if (e.regions[r].kind == RegionKind::urban) continue;
    e.regions[r].fund = e.funds.size();
    e.funds.push_back({.region = r});
  }
  Households& h = e.households;
  h.fund_debt.resize(h.size(), 0.0);
  h.fund_request.resize(h.size(), 0.0F);
  h.fund_rank.resize(h.size(), 0);
  h.fund_bar.resize(h.size(), 0);
}

void endow_funds(Stage& stage) {
  Economy& e = stage.economy;
  const VillageFundParameters& p = stage.model.programmes.funds;
  for (VillageFund& fund : e.funds) {
    fund.loans_opening = fund.loans;
    fund.lent = fund.repaid = fund.written_off = fund.subsidised = 0;
    if (e.calendar.period != first_period(stage)) continue;
    const double lines = p.endowment_of(static_cast<double>(e.regions[fund.region].households));
    const Steps money = to_steps(floor_to_grid(lines * stage.model.poverty.line));
    e.ledger.pay(e.government.account, fund.account, money, Flow::fund_endowment);
    e.government.transfers += to_lcu(money);
  }
}

void set_interest_discounts(Stage& stage) {
  const ProgrammeParameters& p = stage.model.programmes;
  const Calendar& calendar = stage.economy.calendar;
  const double now = static_cast<double>(calendar.period - calendar.burn_in_periods) * calendar.length();
  stage.nation.fund_discount = p.interest_discount.on("village_funds", p.funds.rate, now);
  stage.nation.bank_discount = p.interest_discount.on("bank", stage.model.credit.household_rate(), now);
}

void settle_fund_loans(Stage& stage) {
  Economy& e = stage.economy;
  for (VillageFund& fund : e.funds) {
    const Region& region = e.regions[fund.region];
    const Steps interest = region_sum(stage, region, &BlockTally::fund_interest);
    const Steps discount = region_sum(stage, region, &BlockTally::fund_discount);
    fund.repaid = region_sum(stage, region, &BlockTally::fund_repaid);
    fund.written_off = region_sum(stage, region, &BlockTally::fund_write_off);
    fund.subsidised = region_sum(stage, region, &BlockTally::fund_subsidised);
    fund.loans -= fund.repaid + fund.written_off;
    e.ledger.settle(fund.account, interest, Flow::loan_interest);
    e.ledger.settle(fund.account, fund.repaid, Flow::loans);
    e.ledger.pay(e.government.account, fund.account, discount, Flow::interest_subsidy);
    e.government.transfers += to_lcu(discount);
  }
  const Steps discount = national_sum(stage, &BlockTally::bank_discount);
  if (discount == 0) return;
  e.ledger.pay(e.government.account, e.bank.account, discount, Flow::interest_subsidy);
  e.government.transfers += to_lcu(discount);
}

void plan_fund_costs(Stage& stage) {
  Economy& e = stage.economy;
  for (const VillageFund& fund : e.funds) {
    const Steps wanted = share_of(fund.loans_opening, stage.model.programmes.funds.cost * stage.dt());
    e.regions[fund.region].fund_services = std::clamp<Steps>(fund.account.balance, 0, wanted);
  }
}

void lend_by_funds(Stage& stage) {
  for (VillageFund& fund : stage.economy.funds) lend_in_village(stage, fund);
}

}  // namespace povtrap
