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

void receive_foreign_aid(Stage& stage) {
  Economy& e = stage.economy;
  double persons = 0;
  for (const Province& province : e.provinces) persons += province.persons;
  const double aid = stage.model.programmes.ngos.foreign_aid * stage.model.poverty.line * persons * stage.dt();
  for (Ngo& ngo : e.ngos) {
    const Steps part = to_steps(floor_to_grid(aid / static_cast<double>(e.ngos.size())));
    if (part > 0) e.ledger.pay(e.world.account, ngo.account, part, Flow::donations);
  }
}

/// Splits what a giver can pay over the blocks of a bloc, in proportion to what was promised there.
Steps grant(Stage& stage, std::size_t bloc, bool everywhere, Steps most) {
  std::vector<std::size_t> blocks;
  std::vector<double> weights;
  Steps wanted = 0;
  for (std::size_t b = 0; b < stage.tallies.size(); ++b) {
    if (!everywhere && stage.economy.regions[stage.economy.blocks[b].region].bloc != bloc) continue;
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
    if (grants.provider != "ngos") continue;
    const Steps given = grant(stage, ngo.bloc, false, ngo.budget);
    e.ledger.settle(ngo.account, -given, Flow::capital_transfers);
  }
  if (grants.provider == "central_government") {
    const Steps given = grant(stage, 0, true, std::numeric_limits<Steps>::max());
    e.ledger.settle(e.government.account, -given, Flow::capital_transfers);
    e.government.transfers += to_lcu(given);
  }
}

}  // namespace

void set_budgets(Stage& stage) {
  pay_east_west(stage);
  receive_foreign_aid(stage);
  budget_grants(stage);
  set_cash(stage);
  allot_own_transfers(stage);
}

}  // namespace povtrap
