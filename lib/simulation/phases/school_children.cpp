#include <algorithm>
#include <array>

#include "core/kernel.hpp"
#include "core/math.hpp"
#include "simulation/ask_rules.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

constexpr auto worker_bit = static_cast<std::uint8_t>(Schooled::worker), child_bit = static_cast<std::uint8_t>(Schooled::child);

/// The part of the cost that a family pays.   Units: [LCU], on the grid.
double fee_of(const Model& model) {
  return round_to_grid(std::max(0.0, model.schooling.cost - model.schooling.subsidy) * model.poverty.line);
}

double child_earnings_of(const Model& model) {
  return round_to_grid(model.schooling.child_earnings * model.poverty.line);
}

/// A year's work without schooling and luck: own output, and the wage of who has a job.
double plain_earnings(const HouseholdPass& pass, std::size_t i, double f) {
  const Households& h = pass.households;
  const std::size_t k = pass.block.first + i;
  const bool sells_services = h.trade[k] != 0;
  const double price = sells_services ? pass.region.services_price * pass.region.expected_utilisation : pass.region.food_price;
  const double unit = pass.model.poverty.line * static_cast<double>(h.persons[k]);
  const double own = price * pass.region.output_factor * static_cast<double>(h.ability[k]) * unit * f;
  if (h.employer[k] < 0) return own;
  return own + pass.economy.firms[static_cast<std::size_t>(h.employer[k])].wage * h.skill[k] * pass.region.labour_efficiency;
}

/// Flags of one block: whose turn it is.
using Turns = std::array<std::uint8_t, block_size>;

void find_turns(const HouseholdPass& pass, double age, Turns& turns) {
  find_generation(pass.model.schooling, age, pass.economy.calendar.year_index(), {pass.of(pass.households.id), pass.n},
                  turns.data());
}

POVTRAP_KERNEL void capital_per_unit(std::size_t n, double line, const float* POVTRAP_RESTRICT persons,
                                     const double* POVTRAP_RESTRICT capital, double* POVTRAP_RESTRICT x) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) x[i] = capital[i] / (line * static_cast<double>(persons[i]));
}

/// Families that decide now, by their places in the block, and what they answer.
struct Families {
  std::size_t count = 0;
  std::array<std::uint32_t, block_size> place;
  std::array<double, block_size> goes, loan;
};

void find_families(const HouseholdPass& pass, Families& families) {
  Turns turns;
  find_turns(pass, 0.0, turns);
  for (std::size_t i = 0; i < pass.n; ++i) {
    families.place[families.count] = static_cast<std::uint32_t>(i);
    families.count += turns[i];
  }
}

void decide(HouseholdPass& pass, Families& families) {
  const Households& h = pass.households;
  std::array<double, block_size> x, f, money, earnings;
  capital_per_unit(pass.n, pass.model.poverty.line, pass.of(h.persons), pass.of(h.capital), x.data());
  ask_technique(pass, x.data(), {families.place.data(), families.count}, f.data());
  const double* deposits = pass.of(h.deposits);
  for (std::size_t k = 0; k < families.count; ++k) {
    money[k] = deposits[families.place[k]];
    earnings[k] = plain_earnings(pass, families.place[k], f[k]);
  }
  const double discount = pass.region.kind == RegionKind::rural ? pass.nation.bank_discount : 0.0;
  const SchoolingQuestion question{families.count,
                                   money.data(),
                                   earnings.data(),
                                   fee_of(pass.model),
                                   child_earnings_of(pass.model),
                                   pass.economy.bank.deposit_rate,
                                   pass.model.credit.household_rate() - discount};
  decide_on_school(pass.model.schooling, question, families.goes.data(), families.loan.data());
}

/// Fees, loans and what working children bring home, all at once.
void pay_for_school(HouseholdPass& pass, const Families& families) {
  Households& h = pass.households;
  double *fee = pass.scratch.row(), *child = pass.scratch.row(), *loan = pass.scratch.row();
  for (double* row : {fee, child, loan}) std::fill_n(row, pass.n, 0.0);
  double *debt = pass.of(h.debt), *school_debt = pass.of(h.school_debt), pupils = 0;
  const double cost = fee_of(pass.model), work = child_earnings_of(pass.model);
  std::uint8_t* schooling = pass.of(h.schooling);
  for (std::size_t k = 0; k < families.count; ++k) {
    const std::size_t i = families.place[k];
    const bool at_school = families.goes[k] > 0.0;
    fee[i] = at_school ? cost : 0.0;
    child[i] = at_school ? 0.0 : work;
    loan[i] = families.loan[k];
    schooling[i] = static_cast<std::uint8_t>((schooling[i] & worker_bit) | (at_school ? child_bit : 0));
    pupils += families.goes[k];
    debt[i] += loan[i];
    school_debt[i] += loan[i];
  }
  pass.tally.pupils = pupils;
  pass.tally.school_loans = pass.books.receive(Flow::loans, loan);
  pass.tally.debt += pass.tally.school_loans;
  pass.tally.child_sales = pass.books.receive(Flow::farm_sales, child);
  pass.tally.school_fees = pass.books.spend(Flow::consumption, fee);
}

/// Children take over from their parents.
POVTRAP_KERNEL void come_of_age(std::size_t n, const std::uint8_t* POVTRAP_RESTRICT turn,
                                std::uint8_t* POVTRAP_RESTRICT schooling) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const auto grown = static_cast<std::uint8_t>((schooling[i] & child_bit) != 0 ? child_bit | worker_bit : 0);
    schooling[i] = turn[i] != 0 ? grown : schooling[i];
  }
}

POVTRAP_KERNEL std::uint32_t count_schooled(std::size_t n, const std::uint8_t* POVTRAP_RESTRICT schooling) {
  std::uint32_t count = 0;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) count += schooling[i] & worker_bit;
  return count;
}

POVTRAP_KERNEL void add_child_earnings(std::size_t n, double work, const std::uint8_t* POVTRAP_RESTRICT turn,
                                       const std::uint8_t* POVTRAP_RESTRICT schooling, double* POVTRAP_RESTRICT income) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) income[i] += (turn[i] != 0) & ((schooling[i] & child_bit) == 0) ? work : 0.0;
}

POVTRAP_KERNEL void work_better(std::size_t n, double premium, const std::uint8_t* POVTRAP_RESTRICT schooling,
                                double* POVTRAP_RESTRICT phi) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) phi[i] *= (schooling[i] & worker_bit) != 0 ? premium : 1.0;
}

POVTRAP_KERNEL void cap_school_debt(std::size_t n, const double* POVTRAP_RESTRICT debt, const double* POVTRAP_RESTRICT new_loans,
                                    double* POVTRAP_RESTRICT school_debt) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) school_debt[i] = math::min(school_debt[i], debt[i] - new_loans[i]);
}

}  // namespace

void school_children(HouseholdPass& pass) {
  if (!pass.model.schooling.active) return;
  std::uint8_t* schooling = pass.of(pass.households.schooling);
  if (pass.economy.calendar.opens_year()) {
    Families families;
    find_families(pass, families);
    if (families.count > 0) {
      decide(pass, families);
      pay_for_school(pass, families);
    }
    Turns turns;
    find_turns(pass, pass.model.schooling.delay, turns);
    come_of_age(pass.n, turns.data(), schooling);
  }
  pass.tally.schooled = count_schooled(pass.n, schooling);
}

void settle_schools(Stage& stage) {
  if (!stage.model.schooling.active) return;
  Economy& e = stage.economy;
  const SchoolingParameters& p = stage.model.schooling;
  const Steps fee = to_steps(fee_of(stage.model)), cost = to_steps(round_to_grid(p.cost * stage.model.poverty.line));
  for (Region& region : e.regions) {
    Account& market = p.taught == "local" ? region.services_market : e.manufactures_market;
    const Steps fees = region_sum(stage, region, &BlockTally::school_fees),
                work = region_sum(stage, region, &BlockTally::child_sales);
    const auto pupils = static_cast<Steps>(region_sum(stage, region, &BlockTally::pupils));
    const Steps subsidy = pupils * std::max<Steps>(0, cost - fee);
    e.ledger.settle(market, fees, Flow::consumption);
    if (p.provider == "world" && subsidy > 0) {
      e.ledger.pay(e.world.account, market, subsidy, Flow::donations);
    } else if (subsidy > 0) {
      e.ledger.pay(e.government.account, market, subsidy, Flow::subsidies);
      e.government.transfers += to_lcu(subsidy);
    }
    if (p.taught == "abroad" && fees + subsidy > 0) e.ledger.pay(market, e.world.account, fees + subsidy, Flow::trade);
    e.ledger.settle(e.food_market, -work, Flow::farm_sales);
    if (work > 0) e.ledger.pay(e.world.account, e.food_market, work, Flow::trade);
  }
  e.ledger.settle(e.bank.account, -national_sum(stage, &BlockTally::school_loans), Flow::loans);
}

void count_child_earnings(HouseholdPass& pass) {
  if (!pass.model.schooling.active || pass.tally.child_sales == 0) return;
  Turns turns;
  find_turns(pass, 0.0, turns);
  add_child_earnings(pass.n, child_earnings_of(pass.model), turns.data(), pass.of(pass.households.schooling),
                     pass.rows.cash_income);
}

void apply_schooling(HouseholdPass& pass, double* phi) {
  if (pass.model.schooling.active) work_better(pass.n, pass.model.schooling.premium, pass.of(pass.households.schooling), phi);
}

double school_efficiency(const Model& model, const Households& households, std::size_t i) {
  return model.schooling.active && (households.schooling[i] & worker_bit) != 0 ? model.schooling.premium : 1.0;
}

void settle_school_debt(HouseholdPass& pass, const double* new_loans) {
  cap_school_debt(pass.n, pass.of(pass.households.debt), new_loans, pass.of(pass.households.school_debt));
}

}  // namespace povtrap
