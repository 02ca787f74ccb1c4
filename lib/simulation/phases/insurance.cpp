#include <algorithm>
#include <cmath>
#include <vector>

#include "core/kept_money.hpp"
#include "core/sums.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// The insurer learns how much is lost of what it insured.
void learn_losses(Stage& stage) {
  Insurer& insurer = stage.economy.insurer;
  const InsuranceParameters& p = stage.model.programmes.insurance;
  if (insurer.insured_capital <= 0 || p.coverage <= 0) return;
  const double seen = to_lcu(insurer.claims) / p.coverage / insurer.insured_capital / stage.dt();
  insurer.loss_rate += std::min(1.0, p.learning * stage.dt()) * (seen - insurer.loss_rate);
}

double moment_of(const Calendar& calendar) {
  return static_cast<double>(calendar.period - calendar.burn_in_periods) * calendar.length();
}

}  // namespace

void open_insurer(Stage& stage) {
  Economy& e = stage.economy;
  if (!stage.model.programmes.insurance.active) return;
  e.insurer.loss_rate = stage.model.programmes.insurance.expected_loss;
  e.households.insured.resize(e.households.size(), 0);
  e.households.insured_loss.resize(e.households.size(), 0.0F);
}

void claim_losses(HouseholdPass& pass, const double* before) {
  const InsuranceParameters& p = pass.model.programmes.insurance;
  if (!p.active) return;
  const double* capital = pass.of(pass.households.capital);
  const std::uint8_t* insured = pass.of(pass.households.insured);
  float* kept = pass.of(pass.households.insured_loss);
  double* claim = pass.scratch.row();
  const double rate = p.coverage * pass.region.manufactures_price;
  for (std::size_t i = 0; i < pass.n; ++i)
    kept[i] = insured[i] != 0 ? keep_money(rate * std::max(0.0, before[i] - capital[i]), pass.model.poverty.line) : 0.0F;
  for (std::size_t i = 0; i < pass.n; ++i) claim[i] = found_money(kept[i], pass.model.poverty.line);
  pass.tally.insurance_claims = sum_steps(claim, pass.n);
}

void budget_indemnities(Stage& stage) {
  Economy& e = stage.economy;
  const InsuranceParameters& p = stage.model.programmes.insurance;
  Insurer& insurer = e.insurer;
  if (!p.active) return;
  insurer.claims = national_sum(stage, &BlockTally::insurance_claims);
  learn_losses(stage);
  const Steps missing = insurer.claims - std::max<Steps>(0, insurer.account.balance);
  if (p.guaranteed && missing > 0) {
    e.ledger.pay(e.government.account, insurer.account, missing, Flow::insurance);
    e.government.transfers += to_lcu(missing);
  }
  const Steps paid = std::clamp<Steps>(insurer.account.balance, 0, insurer.claims);
  std::vector<double> weights;
  for (const BlockTally& tally : stage.tallies) weights.push_back(static_cast<double>(tally.insurance_claims));
  std::vector<Steps> parts(weights.size(), 0);
  if (paid > 0) split_steps(paid, weights, parts);
  insurer.indemnities = 0;
  for (std::size_t b = 0; b < parts.size(); ++b) {
    stage.shares[b].indemnities =
        paid == insurer.claims ? stage.tallies[b].insurance_claims : std::min(parts[b], stage.tallies[b].insurance_claims);
    insurer.indemnities += stage.shares[b].indemnities;
  }
  e.ledger.settle(insurer.account, -insurer.indemnities, Flow::insurance);
}

void receive_indemnities(HouseholdPass& pass) {
  if (pass.tally.insurance_claims == 0) return;
  double *given = pass.scratch.row(), *claim = pass.scratch.row(), *invested = pass.grants();
  const float* kept = pass.of(pass.households.insured_loss);
  for (std::size_t i = 0; i < pass.n; ++i) claim[i] = found_money(kept[i], pass.model.poverty.line);
  ration_in_block(pass.shares.indemnities, pass.tally.insurance_claims, claim, given, pass.n);
  pass.books.receive(Flow::insurance, given);
  for (std::size_t i = 0; i < pass.n; ++i) invested[i] += given[i];
}

void buy_insurance(HouseholdPass& pass) {
  const InsuranceParameters& p = pass.model.programmes.insurance;
  if (!p.active) return;
  Households& h = pass.households;
  std::uint8_t* insured = pass.of(h.insured);
  std::fill_n(insured, pass.n, std::uint8_t{0});
  if (!p.sold(moment_of(pass.economy.calendar))) return;
  double *taste = pass.scratch.row(), *premium = pass.scratch.row();
  fill_uniform(make_stream(static_cast<std::uint64_t>(pass.model.run.seed), "insurance"), pass.of(h.id), pass.n, 0, 0, taste);
  const double price = pass.region.manufactures_price, buyers = p.buyers();
  const double rate = p.premium_rate(pass.economy.insurer.loss_rate) * pass.dt();
  const double food = pass.model.consumption.distress * pass.model.poverty.line * pass.dt();
  for (std::size_t i = 0; i < pass.n; ++i) {
    const double value = pass.of(h.capital)[i] * price, grant = pass.rows.grant == nullptr ? 0.0 : pass.rows.grant[i];
    const double whole = floor_to_grid(rate * value), subsidy = floor_to_grid(p.subsidy * whole);
    const double spare = pass.of(h.deposits)[i] - grant - food * static_cast<double>(pass.of(h.persons)[i]);
    const bool buys = taste[i] < buyers && whole > 0.0 && whole - subsidy <= spare;
    premium[i] = buys ? whole - subsidy : 0.0;
    insured[i] = buys ? 1 : 0;
    pass.tally.premium_subsidies += buys ? to_steps(subsidy) : 0;
    pass.tally.insured_capital += buys ? value : 0.0;
    pass.tally.insured += buys ? 1.0 : 0.0;
  }
  pass.tally.premiums = pass.books.spend(Flow::insurance, premium);
}

void settle_premiums(Stage& stage) {
  Economy& e = stage.economy;
  if (!stage.model.programmes.insurance.active) return;
  Insurer& insurer = e.insurer;
  insurer.premiums = national_sum(stage, &BlockTally::premiums);
  insurer.subsidies = national_sum(stage, &BlockTally::premium_subsidies);
  insurer.insured_capital = national_sum(stage, &BlockTally::insured_capital);
  e.ledger.settle(insurer.account, insurer.premiums, Flow::insurance);
  e.ledger.pay(e.government.account, insurer.account, insurer.subsidies, Flow::insurance);
  e.government.transfers += to_lcu(insurer.subsidies);
  const double yearly = to_lcu(insurer.premiums + insurer.subsidies) / stage.dt();
  insurer.yearly_premiums += std::min(1.0, stage.dt()) * (yearly - insurer.yearly_premiums);
}

void plan_insurer_costs(Stage& stage) {
  const InsuranceParameters& p = stage.model.programmes.insurance;
  for (Region& region : stage.economy.regions) {
    if (!p.active) return;
    const Steps premiums =
        region_sum(stage, region, &BlockTally::premiums) + region_sum(stage, region, &BlockTally::premium_subsidies);
    region.insurer_services = static_cast<Steps>(std::floor(static_cast<double>(premiums) * p.expenses));
  }
}

Steps insurer_surplus(const Stage& stage) {
  const Insurer& insurer = stage.economy.insurer;
  if (!stage.model.programmes.insurance.active) return 0;
  const double kept = stage.model.programmes.insurance.reserves * insurer.yearly_premiums;
  const double spare = std::max(0.0, to_lcu(insurer.account.balance) - kept);
  return to_steps(floor_to_grid(spare * std::min(1.0, stage.dt())));
}

}  // namespace povtrap
