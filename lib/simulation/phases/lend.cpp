#include <algorithm>
#include <array>
#include <vector>

#include "core/math.hpp"
#include "markets/credit.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

using Requests = std::array<Steps, return_classes>;

std::size_t class_of(const Firm& firm) {
  return static_cast<std::size_t>(math::clamp(100.0 * firm.expected_return, 0.0, static_cast<double>(return_classes - 1)));
}

Requests requests_of(const Stage& stage, const Region& region) {
  Requests requests = {};
  for (std::size_t b = region.first_block; b < region.first_block + region.blocks; ++b) {
    for (std::size_t c = 0; c < return_classes; ++c) requests[c] += stage.tallies[b].loan_requests[c];
  }
  for (std::size_t f = region.first_firm; f < region.first_firm + region.firms; ++f)
    requests[class_of(stage.economy.firms[f])] += stage.economy.firms[f].loan_request;
  return requests;
}

/// What all borrowers owe, added up over all threads.
Steps outstanding_loans(const Stage& stage) {
  constexpr std::size_t parts = 64;
  const Economy& e = stage.economy;
  const std::size_t households = e.households.size();
  std::array<Steps, parts> debts = {};
  stage.workers.for_each(parts, [&](std::size_t part) {
    const std::size_t first = part * households / parts, until = (part + 1) * households / parts;
    debts[part] = sum_steps(e.households.debt.data() + first, until - first);
  });
  Steps loans = 0;
  for (const Steps debt : debts) loans += debt;
  for (const Firm& firm : e.firms) loans += firm.debt;
  return loans;
}

/// Money that may be lent in this period: loans are limited to a share of deposits.
Steps lending_pot(const Stage& stage) {
  return to_steps(floor_to_grid(std::max(0.0, stage.model.credit.loan_limit * stage.economy.deposits()))) -
         outstanding_loans(stage);
}

/// Under a local-lending rule each region is served first, up to its part of the pot by its own deposits.
std::vector<Steps> serve_regions(const Stage& stage, Steps pot, std::vector<Requests>& left) {
  const Economy& e = stage.economy;
  std::vector<Steps> served(e.regions.size(), 0);
  if (stage.model.credit.local_lending == 0) return served;
  std::vector<double> deposits(e.regions.size());
  for (std::size_t r = 0; r < deposits.size(); ++r)
    deposits[r] = std::max(0.0, to_lcu(region_sum(stage, e.regions[r], &BlockTally::deposits_at_close)));
  std::vector<Steps> parts(deposits.size());
  split_steps(static_cast<Steps>(stage.model.credit.local_lending * static_cast<double>(std::max<Steps>(0, pot))), deposits,
              parts);
  for (std::size_t r = 0; r < parts.size(); ++r) {
    const Rationing local = ration_pot(parts[r], left[r]);
    served[r] = local.total;
    for (std::size_t c = local.cutoff + 1; c < return_classes; ++c) left[r][c] = 0;
    left[r][local.cutoff] -= local.rest;
  }
  return served;
}

/// Gives a region's money to its own requests, best return first, and divides the cut-off class exactly.
void grant_loans(Stage& stage, const Region& region, Steps money) {
  Economy& e = stage.economy;
  const Requests requests = requests_of(stage, region);
  const Rationing rationing = ration_pot(money, requests);
  const std::size_t cut = rationing.cutoff;
  std::vector<double> weights;
  for (std::size_t b = region.first_block; b < region.first_block + region.blocks; ++b)
    weights.push_back(static_cast<double>(stage.tallies[b].loan_requests[cut]));
  for (std::size_t f = region.first_firm; f < region.first_firm + region.firms; ++f) {
    const Firm& firm = e.firms[f];
    weights.push_back(class_of(firm) == cut ? static_cast<double>(firm.loan_request) : 0.0);
  }
  std::vector<Steps> parts(weights.size(), 0);
  if (rationing.rest > 0) split_steps(rationing.rest, weights, parts);
  for (std::size_t b = 0; b < region.blocks; ++b) {
    BlockShares& shares = stage.shares[region.first_block + b];
    shares.loan_cutoff = cut;
    shares.loans_at_cutoff = std::min(parts[b], stage.tallies[region.first_block + b].loan_requests[cut]);
    Steps granted = shares.loans_at_cutoff;
    for (std::size_t c = cut + 1; c < return_classes; ++c) granted += stage.tallies[region.first_block + b].loan_requests[c];
    stage.tallies[region.first_block + b].loans_granted = granted;
    e.ledger.settle(e.bank.account, -granted, Flow::loans);
  }
  for (std::size_t f = 0; f < region.firms; ++f) {
    Firm& firm = e.firms[region.first_firm + f];
    const std::size_t own_class = class_of(firm);
    const Steps loan = own_class > cut    ? firm.loan_request
                       : own_class == cut ? std::min(parts[region.blocks + f], firm.loan_request)
                                          : 0;
    lend_to_firm(stage, firm, loan);
    firm.investment_plan += loan;
  }
}

}  // namespace

void lend_to_firm(Stage& stage, Firm& firm, Steps amount) {
  Economy& e = stage.economy;
  if (amount == 0) return;
  e.ledger.settle(e.bank.account, -amount, Flow::loans);
  e.ledger.settle(firm.account, amount, Flow::loans, Sector::firms_capital);
  firm.debt += amount;
}

void lend(Stage& stage) {
  lend_by_funds(stage);
  Economy& e = stage.economy;
  const Steps pot = lending_pot(stage);
  std::vector<Requests> left;
  for (const Region& region : e.regions) left.push_back(requests_of(stage, region));
  std::vector<Steps> money = serve_regions(stage, pot, left);
  Steps used = 0;
  for (Steps served : money) used += served;

  Requests national = {};
  for (const Requests& region : left) {
    for (std::size_t c = 0; c < return_classes; ++c) national[c] += region[c];
  }
  const Rationing rationing = ration_pot(pot - used, national);
  std::vector<double> at_cutoff;
  for (const Requests& region : left) at_cutoff.push_back(static_cast<double>(region[rationing.cutoff]));
  std::vector<Steps> parts(left.size(), 0);
  if (rationing.rest > 0) split_steps(rationing.rest, at_cutoff, parts);
  for (std::size_t r = 0; r < left.size(); ++r) {
    for (std::size_t c = rationing.cutoff + 1; c < return_classes; ++c) money[r] += left[r][c];
    money[r] += std::min(parts[r], left[r][rationing.cutoff]);
    grant_loans(stage, e.regions[r], money[r]);
  }
}

}  // namespace povtrap
