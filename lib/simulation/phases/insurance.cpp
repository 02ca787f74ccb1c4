#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "core/kept_money.hpp"
#include "core/kernel.hpp"
#include "core/math.hpp"
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

/// Bits of the column `insured`. Taste for insurance is a trait, so it is drawn once.
constexpr std::uint8_t insured_bit = 1, willing_bit = 2;

using Row = std::array<double, block_size>;

POVTRAP_KERNEL void note_willing(std::size_t n, double share, const double* POVTRAP_RESTRICT taste,
                                 std::uint8_t* POVTRAP_RESTRICT insured) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i)
    insured[i] = static_cast<std::uint8_t>((insured[i] & insured_bit) | (taste[i] < share ? willing_bit : std::uint8_t{0}));
}

POVTRAP_KERNEL void end_contracts(std::size_t n, std::uint8_t* POVTRAP_RESTRICT insured) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) insured[i] = static_cast<std::uint8_t>(insured[i] & willing_bit);
}

struct ClaimRates {
  double covered;  ///< of a unit of capital [LCU]
  double line;
};

/// What insured households lost of their capital, as far as it is covered.
POVTRAP_KERNEL void assess_losses(std::size_t n, ClaimRates r, const double* POVTRAP_RESTRICT before,
                                  const double* POVTRAP_RESTRICT capital, const std::uint8_t* POVTRAP_RESTRICT insured,
                                  float* POVTRAP_RESTRICT kept, double* POVTRAP_RESTRICT claim) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double lost = r.covered * math::max(0.0, before[i] - capital[i]);
    const float lines = keep_money((insured[i] & insured_bit) != 0 ? lost : 0.0, r.line);
    kept[i] = lines;
    claim[i] = found_money(lines, r.line);
  }
}

POVTRAP_KERNEL void recall_claims(std::size_t n, double line, const float* POVTRAP_RESTRICT kept,
                                  double* POVTRAP_RESTRICT claim) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) claim[i] = found_money(kept[i], line);
}

POVTRAP_KERNEL void rebuild(std::size_t n, const double* POVTRAP_RESTRICT indemnity, double* POVTRAP_RESTRICT invested) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) invested[i] += indemnity[i];
}

struct Offer {
  double price;          ///< of capital
  double rate, subsidy;  ///< premium over the value [1/period]; share of it that is paid by the government
  double food;           ///< of a person, for which money is kept [LCU]
};

struct Customers {
  const double *capital, *deposits, *grant;
  const float* persons;
};

/// Rows of money, zero where nothing is bought.
struct Contracts {
  double *premium, *subsidy, *value;
};

/// Who likes to be insured and can spare the premium buys. Returns how many do.
POVTRAP_KERNEL std::size_t choose_insurance(std::size_t n, Offer o, const Customers& customers, const Contracts& contracts,
                                            std::uint8_t* POVTRAP_RESTRICT insured) {
  const double *POVTRAP_RESTRICT capital = customers.capital, *POVTRAP_RESTRICT deposits = customers.deposits,
                                 *POVTRAP_RESTRICT grant = customers.grant;
  const float* POVTRAP_RESTRICT persons = customers.persons;
  double *POVTRAP_RESTRICT premium = contracts.premium, *POVTRAP_RESTRICT subsidy = contracts.subsidy,
                           *POVTRAP_RESTRICT insured_value = contracts.value;
  std::uint64_t count = 0;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint8_t traits = insured[i] & willing_bit;
    const double value = capital[i] * o.price, whole = floor_to_grid(o.rate * value);
    const double helped = floor_to_grid(o.subsidy * whole), due = whole - helped;
    const double spare = deposits[i] - grant[i] - o.food * static_cast<double>(persons[i]);
    const bool buys = (static_cast<double>(traits) > 0.0) & (whole > 0.0) & (due <= spare);
    premium[i] = buys ? due : 0.0;
    subsidy[i] = buys ? helped : 0.0;
    insured_value[i] = buys ? value : 0.0;
    insured[i] = static_cast<std::uint8_t>(traits | (buys ? insured_bit : 0));
    count += buys ? 1 : 0;
  }
  return count;
}

Offer offer_of(const HouseholdPass& pass) {
  const InsuranceParameters& p = pass.model.programmes.insurance;
  return {.price = pass.region.manufactures_price,
          .rate = p.premium_rate(pass.economy.insurer.loss_rate) * pass.dt(),
          .subsidy = p.subsidy,
          .food = pass.model.consumption.distress * pass.model.poverty.line * pass.dt()};
}

}  // namespace

void open_insurer(Stage& stage) {
  Economy& e = stage.economy;
  Households& h = e.households;
  const InsuranceParameters& p = stage.model.programmes.insurance;
  if (!p.active) return;
  if (h.insured.empty()) e.insurer.loss_rate = p.expected_loss;
  h.insured.resize(h.size(), 0);
  h.insured_loss.resize(h.size(), 0.0F);
  const Stream stream = make_stream(static_cast<std::uint64_t>(stage.model.run.seed), "insurance");
  stage.workers.for_each(e.blocks.size(), [&](std::size_t b) {
    const Block& block = e.blocks[b];
    Row taste;
    fill_uniform(stream, h.id.data() + block.first, block.size, 0, 0, taste.data());
    note_willing(block.size, p.buyers(), taste.data(), h.insured.data() + block.first);
  });
}

void claim_losses(HouseholdPass& pass, const double* before) {
  const InsuranceParameters& p = pass.model.programmes.insurance;
  if (!p.active) return;
  const Households& h = pass.households;
  Row claim;
  assess_losses(pass.n, {p.coverage * pass.region.manufactures_price, pass.model.poverty.line}, before, pass.of(h.capital),
                pass.of(h.insured), pass.of(pass.households.insured_loss), claim.data());
  pass.tally.insurance_claims = sum_steps(claim.data(), pass.n);
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
  const Steps claimed = pass.tally.insurance_claims, paid = pass.shares.indemnities;
  if (claimed == 0) return;
  Row claim;
  double* given = pass.scratch.row();
  recall_claims(pass.n, pass.model.poverty.line, pass.of(pass.households.insured_loss), paid == claimed ? given : claim.data());
  if (paid != claimed) ration_in_block(paid, claimed, claim.data(), given, pass.n);
  pass.books.receive(Flow::insurance, given);
  rebuild(pass.n, given, pass.grants());
}

void buy_insurance(HouseholdPass& pass) {
  const InsuranceParameters& p = pass.model.programmes.insurance;
  if (!p.active) return;
  static constexpr Row nothing = {};
  Households& h = pass.households;
  if (!p.sold(moment_of(pass.economy.calendar))) return end_contracts(pass.n, pass.of(h.insured));
  double* premium = pass.scratch.row();
  Row subsidy, value;
  const double* grant = pass.rows.grant == nullptr ? nothing.data() : pass.rows.grant;
  pass.tally.insured = static_cast<double>(choose_insurance(pass.n, offer_of(pass),
                                                            {pass.of(h.capital), pass.of(h.deposits), grant, pass.of(h.persons)},
                                                            {premium, subsidy.data(), value.data()}, pass.of(h.insured)));
  pass.tally.premium_subsidies = p.subsidy > 0 ? sum_steps(subsidy.data(), pass.n) : 0;
  pass.tally.insured_capital = lane_sum(value.data(), pass.n);
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
