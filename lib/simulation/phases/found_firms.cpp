#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "core/kernel.hpp"
#include "core/math.hpp"
#include "core/sums.hpp"
#include "simulation/phases/firm_renewal.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

constexpr std::array<Industry, 3> industries = {Industry::services, Industry::manufactures, Industry::food};

/// Money of a block's households beyond what founders keep.   Ensures: on the grid, >= 0.
POVTRAP_KERNEL void spare_money(std::size_t n, double reserve, const double* POVTRAP_RESTRICT deposits,
                                const float* POVTRAP_RESTRICT persons, double* POVTRAP_RESTRICT spare) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i)
    spare[i] = floor_to_grid(math::max(0.0, deposits[i] - reserve * static_cast<double>(persons[i])));
}

/// Claims are issued in parts of 2^-10, so that the unit of money leaves no trace in their last bits.
POVTRAP_KERNEL void issue_claims(std::size_t n, double price, const double* POVTRAP_RESTRICT paid, double* POVTRAP_RESTRICT issued,
                                 float* POVTRAP_RESTRICT ownership) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const float owned = ownership[i], more = owned + static_cast<float>(round_to_grid(paid[i] / price));
    issued[i] = static_cast<double>(more) - static_cast<double>(owned);
    ownership[i] = more;
  }
}

void add_to(TradeReport& trade, const Firm& firm) {
  trade.firms += 1;
  trade.expected_sales += firm.expected_sales;
  trade.capital += firm.capital;
  trade.wage_sum += firm.expected_sales * firm.wage;
  trade.productivity_sum += firm.expected_sales * firm.productivity;
  trade.price_sum += firm.expected_sales * firm.price;
}

/// The firms of a trade in a region; if there are none yet, founders look at all the firms around.
TradeReport report_on(const Stage& stage, const Region& region, Industry industry) {
  TradeReport trade, all;
  for (std::size_t f = region.first_firm; f < region.first_firm + region.firms; ++f) {
    const Firm& firm = stage.economy.firms[f];
    if (!firm.open) continue;
    add_to(all, firm);
    if (firm.industry == industry) add_to(trade, firm);
  }
  return trade.expected_sales > 0 ? trade : all;
}

/// What buyers pay for a unit: manufacturers set their price, the others take that of the region.
double price_of(const Region& region, Industry industry, double markup_price) {
  return industry == Industry::services ? region.services_price : industry == Industry::food ? region.food_price : markup_price;
}

/// What founders of a region have to spend, block by block.
Steps count_founders_money(Stage& stage, const Region& region, double reserve) {
  Economy& e = stage.economy;
  Steps total = 0;
  std::array<double, block_size> spare;
  for (std::size_t b = region.first_block; b < region.first_block + region.blocks; ++b) {
    const Block& block = e.blocks[b];
    spare_money(block.size, reserve, e.households.deposits.data() + block.first, e.households.persons.data() + block.first,
                spare.data());
    stage.shares[b].founders_money = sum_steps(spare.data(), block.size);
    total += stage.shares[b].founders_money;
  }
  return total;
}

/// A firm smaller than those of its trade, with the best technique of its day, that pays labour what its product is worth.
Firm draft_firm(const Stage& stage, std::size_t r, Industry industry, const TradeReport& trade) {
  const FirmDemographyParameters& p = stage.model.demography;
  const double sales = trade.expected_sales;
  const FirmParameters& f = stage.model.firms;
  const double price = price_of(stage.economy.regions[r], industry, trade.price_sum / sales), wage = trade.wage_sum / sales;
  const double frontier = (1.0 + f.markup) * f.wage * stage.model.poverty.line * math::pow(stage.own_growth, p.frontier);
  const double productivity = std::max(trade.productivity_sum / sales, frontier);
  const double worth = price * productivity / (1.0 + stage.model.programmes.government.vat) / (1.0 + stage.model.firms.markup);
  Firm firm;
  firm.region = r;
  firm.industry = industry;
  firm.productivity = productivity;
  firm.wage = math::clamp(worth, wage, wage * (1.0 + p.wage_premium));
  firm.price = price_of(stage.economy.regions[r], industry, maker_price(firm, f, stage.memory.maker_price));
  firm.expected_sales = p.size * sales / trade.firms;
  firm.wage_bill = to_steps(floor_to_grid(firm.expected_sales / productivity * firm.wage * stage.dt()));
  return firm;
}

/// What the founders of a firm pay.   Units: grid steps.
Steps equity_of(const Stage& stage, const Firm& firm) {
  const double capital = stage.model.firms.capital_output * firm.expected_sales * stage.economy.regions[firm.region].manufactures_price;
  const double wages = stage.model.firms.wage_fund * to_lcu(firm.wage_bill) / stage.dt();
  return to_steps(floor_to_grid(stage.model.demography.own_share * (capital + wages)));
}

/// Firms that are founded in a region and an industry, until the founders' money is used up.
void found_in(Stage& stage, std::size_t r, Industry industry, Steps& money) {
  Economy& e = stage.economy;
  const Region& region = e.regions[r];
  const TradeReport trade = report_on(stage, region, industry);
  if (trade.expected_sales <= 0 || (industry == Industry::food && region.kind == RegionKind::urban)) return;
  Firm firm = draft_firm(stage, r, industry, trade);
  const FounderTerms terms{stage.model.firms.capital_output, region.manufactures_price, stage.model.firms.depreciation,
                         stage.model.programmes.government.vat};
  const double wanted = wanted_entrants(trade, founder_return(firm, trade, terms), stage.model.demography);
  const auto key = static_cast<std::uint32_t>(industries.size() * r + static_cast<std::size_t>(industry));
  const auto count = static_cast<std::int64_t>(
      wanted + draw_uniform(stage.streams.founding, key, static_cast<std::uint32_t>(e.calendar.period)));
  const Stream niche = make_stream(static_cast<std::uint64_t>(stage.model.run.seed), "firms.niche");
  const Steps equity = equity_of(stage, firm);
  const double size = std::max(1.0, firm.expected_sales / stage.model.poverty.line);
  for (std::int64_t k = 0; k < count && equity > 0 && equity <= money; ++k) {
    money -= equity;
    stage.renewal.equity += equity;
    stage.renewal.founded += 1;
    firm.niche = size * math::exp(stage.model.firms.niche * draw_normal(niche, e.firms_founded++, 0));
    e.firms.push_back(firm);
    e.ledger.settle(e.firms.back().account, equity, Flow::equity, Sector::firms_capital);
  }
}

/// Net worth of all firms and the bank over all claims on their profits.
double price_of_claim(const Stage& stage) {
  const Economy& e = stage.economy;
  double worth = 0, claims = 0;
  Steps loans = household_loans(stage);
  for (const Firm& firm : e.firms) {
    worth += to_lcu(firm.account.balance - firm.debt) + firm.capital * e.regions[firm.region].manufactures_price;
    loans += firm.debt;
  }
  worth += to_lcu(loans + e.government.bank_bonds() + e.bank.account.balance);
  for (const BlockShares& shares : stage.shares) claims += shares.dividend_weight;
  return claims > 0 && worth > 0 ? worth / claims : 1.0;
}

}  // namespace

void found_firms(Stage& stage) {
  Economy& e = stage.economy;
  stage.nation.founder_reserve = stage.model.demography.founder_reserve * stage.model.poverty.line * stage.memory.price_index;
  stage.nation.claim_price = price_of_claim(stage);
  for (std::size_t r = 0; r < e.regions.size(); ++r) {
    const Region& region = e.regions[r];
    const Steps money = count_founders_money(stage, region, stage.nation.founder_reserve);
    const auto available = static_cast<Steps>(std::floor(static_cast<double>(money) * stage.model.demography.risk_share));
    Steps left = available;
    for (const Industry industry : industries) found_in(stage, r, industry, left);
    if (left == available) continue;
    std::vector<double> weights;
    for (std::size_t b = 0; b < region.blocks; ++b)
      weights.push_back(static_cast<double>(stage.shares[region.first_block + b].founders_money));
    std::vector<Steps> parts(weights.size());
    split_steps(available - left, weights, parts);
    for (std::size_t b = 0; b < region.blocks; ++b) stage.shares[region.first_block + b].equity = parts[b];
  }
}

void buy_shares(HouseholdPass& pass) {
  if (pass.shares.equity == 0) return;
  double *spare = pass.scratch.row(), *paid = pass.scratch.row(), *issued = pass.scratch.row();
  Households& h = pass.households;
  spare_money(pass.n, pass.nation.founder_reserve, pass.books.opening(), pass.of(h.persons), spare);
  ration_in_block(pass.shares.equity, pass.shares.founders_money, spare, paid, pass.n);
  pass.books.spend(Flow::equity, paid);
  issue_claims(pass.n, pass.nation.claim_price, paid, issued, pass.of(h.ownership));
  pass.tally.claims_issued = lane_sum(issued, pass.n);
}

}  // namespace povtrap
