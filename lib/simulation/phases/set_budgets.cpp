#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

Steps share_of(Steps balance, double share) {
  return static_cast<Steps>(std::floor(static_cast<double>(std::max<Steps>(0, balance)) * std::min(1.0, share)));
}

/// Provinces of the most productive bloc give part of their money to all others, by population.
void pay_east_west(Stage& stage) {
  Economy& e = stage.economy;
  const auto& productivity = stage.model.regions.productivity;
  const auto rich = static_cast<std::size_t>(std::max_element(productivity.begin(), productivity.end()) - productivity.begin());
  std::vector<double> weights(e.provinces.size());
  for (std::size_t p = 0; p < weights.size(); ++p) weights[p] = e.provinces[p].bloc == rich ? 0.0 : e.provinces[p].persons;
  if (std::accumulate(weights.begin(), weights.end(), 0.0) <= 0) return;
  std::vector<Steps> parts(weights.size());
  for (Province& giver : e.provinces) {
    if (giver.bloc != rich) continue;
    const Steps gift = share_of(giver.account.balance, stage.model.programmes.government.east_west * stage.dt());
    split_steps(gift, weights, parts);
    for (std::size_t p = 0; p < parts.size(); ++p) {
      if (parts[p] != 0) e.ledger.pay(giver.account, e.provinces[p].account, parts[p], Flow::intergovernmental_transfers);
    }
  }
}

/// Income per head of each province in the last period.   Units: [LCU/year].
std::vector<double> provincial_incomes(const Economy& e) {
  std::vector<double> incomes(e.provinces.size(), 0.0);
  for (const Region& region : e.regions) incomes[region.province] += region.mean_income * region.persons;
  for (std::size_t p = 0; p < incomes.size(); ++p)
    incomes[p] = e.provinces[p].persons > 0 ? incomes[p] / e.provinces[p].persons : 0.0;
  return incomes;
}

/// The centre gives part of its taxes to provinces, which spend no more than they have.
void pay_vertical(Stage& stage) {
  Economy& e = stage.economy;
  const GovernmentParameters& p = stage.model.programmes.government;
  if (p.vertical_transfer <= 0) return;
  const double taxes = e.government.smoothed_taxes * (1.0 - p.local_share) * stage.dt();
  const Steps money = to_steps(floor_to_grid(std::max(0.0, p.vertical_transfer * taxes)));
  const std::vector<double> incomes = provincial_incomes(e);
  const double richest = *std::max_element(incomes.begin(), incomes.end());
  std::vector<double> heads, need;
  for (std::size_t k = 0; k < incomes.size(); ++k) {
    heads.push_back(e.provinces[k].persons);
    need.push_back(e.provinces[k].persons * (richest - incomes[k]));
  }
  const bool by_need = p.vertical_rule == "need" && std::accumulate(need.begin(), need.end(), 0.0) > 0;
  std::vector<Steps> parts(heads.size());
  split_steps(money, by_need ? need : heads, parts);
  for (std::size_t k = 0; k < parts.size(); ++k)
    e.ledger.pay(e.government.account, e.provinces[k].account, parts[k], Flow::intergovernmental_transfers);
  e.government.transfers += to_lcu(money);
}

/// What the world gives while a project runs, and what the government orders from NGOs.
void fund_ngos(Stage& stage) {
  Economy& e = stage.economy;
  const NgoParameters& p = stage.model.programmes.ngos;
  double persons = 0;
  for (const Province& province : e.provinces) persons += province.persons;
  const double now = static_cast<double>(e.calendar.period - e.calendar.burn_in_periods) * e.calendar.length();
  const double aid = p.aided(now) ? p.foreign_aid * stage.model.poverty.line * persons * stage.dt() : 0.0;
  for (Ngo& ngo : e.ngos) {
    const Steps part = to_steps(floor_to_grid(aid / static_cast<double>(e.ngos.size())));
    if (part > 0) e.ledger.pay(e.world.account, ngo.account, part, Flow::donations);
    const Steps order = to_steps(floor_to_grid(p.procurement * stage.model.poverty.line * ngo.persons * stage.dt()));
    if (order > 0) e.ledger.pay(e.government.account, ngo.account, order, Flow::subsidies);
    e.government.transfers += to_lcu(order);
  }
}

/// What an NGO can hand out in a period, by its money and by the persons whom its staff can reach.
Steps most_grants(const Stage& stage, const Ngo& ngo) {
  const NgoParameters& p = stage.model.programmes.ngos;
  if (p.capacity <= 0) return ngo.budget;
  const double persons = p.capacity * ngo.rural_persons * stage.dt();
  return std::min(ngo.budget, to_steps(floor_to_grid(stage.model.programmes.grants.amount * stage.model.poverty.line * persons)));
}

/// Splits what a giver can pay over the blocks of its regions, in proportion to what was promised there.
Steps grant(Stage& stage, auto serves, Steps most) {
  std::vector<std::size_t> blocks;
  std::vector<double> weights;
  Steps wanted = 0;
  for (std::size_t b = 0; b < stage.tallies.size(); ++b) {
    if (!serves(stage.economy.regions[stage.economy.blocks[b].region])) continue;
    blocks.push_back(b);
    weights.push_back(static_cast<double>(stage.tallies[b].grants_wanted));
    wanted += stage.tallies[b].grants_wanted;
  }
  const Steps total = std::min(wanted, most);
  if (total <= 0) return 0;
  std::vector<Steps> parts(blocks.size());
  split_steps(total, weights, parts);
  for (std::size_t k = 0; k < blocks.size(); ++k) {
    stage.shares[blocks[k]].grants =
        total == wanted ? stage.tallies[blocks[k]].grants_wanted : std::min(parts[k], stage.tallies[blocks[k]].grants_wanted);
  }
  Steps given = 0;
  for (std::size_t b : blocks) given += stage.shares[b].grants;
  return given;
}

void budget_grants(Stage& stage) {
  Economy& e = stage.economy;
  const GrantParameters& grants = stage.model.programmes.grants;
  const NgoParameters& p = stage.model.programmes.ngos;
  stage.memory.grant_funds = 0;
  for (Ngo& ngo : e.ngos) {
    const Steps budget = share_of(ngo.account.balance, p.spending * stage.dt());
    ngo.budget = budget - share_of(budget, p.overhead);
    stage.memory.grant_funds += to_lcu(ngo.budget);
    ngo.given = 0;
    if (grants.provider != "ngos") continue;
    ngo.given = grant(
        stage, [&](const Region& r) { return r.bloc == ngo.bloc; }, most_grants(stage, ngo));
    e.ledger.settle(ngo.account, -ngo.given, Flow::capital_transfers);
    for (const Region& region : e.regions)
      ngo.candidates -= region.bloc == ngo.bloc ? region_sum(stage, region, &BlockTally::grant_persons) : 0.0;
  }
  if (grants.provider == "central_government") {
    const Steps given = grant(
        stage, [](const Region&) { return true; }, std::numeric_limits<Steps>::max());
    e.ledger.settle(e.government.account, -given, Flow::capital_transfers);
    e.government.transfers += to_lcu(given);
  }
  for (std::size_t k = 0; grants.provider == "provinces" && k < e.provinces.size(); ++k) {
    Account& account = e.provinces[k].account;
    const Steps given = grant(
        stage, [&](const Region& r) { return r.province == k; }, std::max<Steps>(0, account.balance));
    e.ledger.settle(account, -given, Flow::capital_transfers);
  }
}

}  // namespace

void set_budgets(Stage& stage) {
  pay_vertical(stage);
  pay_east_west(stage);
  fund_ngos(stage);
  endow_funds(stage);
  set_interest_discounts(stage);
  budget_indemnities(stage);
  budget_grants(stage);
  set_cash(stage);
  allot_own_transfers(stage);
}

}  // namespace povtrap
