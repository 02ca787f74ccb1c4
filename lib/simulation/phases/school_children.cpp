#include <algorithm>
#include <vector>

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

/// Households whose generation has the given age now, by their place in the block.
std::vector<std::size_t> at_age(const HouseholdPass& pass, double age) {
  std::vector<std::size_t> found;
  const SchoolingParameters& p = pass.model.schooling;
  const std::int64_t year = pass.economy.calendar.year_index();
  const std::int64_t wanted = static_cast<std::int64_t>(age) % static_cast<std::int64_t>(p.generation);
  for (std::size_t i = 0; i < pass.n; ++i) {
    if (p.age_of_generation(pass.households.id[pass.block.first + i], year) == wanted) found.push_back(i);
  }
  return found;
}

/// Asks the families that decide now; writes their answers into rows of the block.
void decide(HouseholdPass& pass, const std::vector<std::size_t>& families, double* goes, double* loan) {
  const Households& h = pass.households;
  double *x = pass.scratch.row(), *f = pass.scratch.row();
  for (std::size_t i = 0; i < pass.n; ++i) {
    const std::size_t k = pass.block.first + i;
    x[i] = h.capital[k] / (pass.model.poverty.line * static_cast<double>(h.persons[k]));
  }
  ask_technique(pass, x, f);
  std::vector<double> money, earnings, answer(families.size()), borrowed(families.size());
  for (const std::size_t i : families) {
    money.push_back(h.deposits[pass.block.first + i]);
    earnings.push_back(plain_earnings(pass, i, f[i]));
  }
  const double discount = pass.region.kind == RegionKind::rural ? pass.nation.bank_discount : 0.0;
  const SchoolingQuestion question{families.size(),
                                   money.data(),
                                   earnings.data(),
                                   fee_of(pass.model),
                                   child_earnings_of(pass.model),
                                   pass.economy.bank.deposit_rate,
                                   pass.model.credit.household_rate() - discount};
  decide_on_school(pass.model.schooling, question, answer.data(), borrowed.data());
  std::fill_n(goes, pass.n, 0.0);
  std::fill_n(loan, pass.n, 0.0);
  for (std::size_t j = 0; j < families.size(); ++j) {
    goes[families[j]] = answer[j];
    loan[families[j]] = borrowed[j];
  }
}

/// Fees, loans and what working children bring home, all at once.
void pay_for_school(HouseholdPass& pass, const std::vector<std::size_t>& families, const double* goes, const double* loan) {
  Households& h = pass.households;
  double *fee = pass.scratch.row(), *child = pass.scratch.row();
  const double cost = fee_of(pass.model), work = child_earnings_of(pass.model);
  std::fill_n(fee, pass.n, 0.0);
  std::fill_n(child, pass.n, 0.0);
  std::uint8_t* schooling = pass.of(h.schooling);
  for (const std::size_t i : families) {
    const bool at_school = goes[i] > 0.0;
    fee[i] = at_school ? cost : 0.0;
    child[i] = at_school ? 0.0 : work;
    schooling[i] = static_cast<std::uint8_t>((schooling[i] & worker_bit) | (at_school ? child_bit : 0));
    pass.tally.pupils += goes[i];
    pass.of(h.debt)[i] += loan[i];
    pass.of(h.school_debt)[i] += loan[i];
  }
  pass.tally.school_loans = pass.books.receive(Flow::loans, loan);
  pass.tally.debt += pass.tally.school_loans;
  pass.tally.child_sales = pass.books.receive(Flow::farm_sales, child);
  pass.tally.school_fees = pass.books.spend(Flow::consumption, fee);
}

}  // namespace

void school_children(HouseholdPass& pass) {
  if (!pass.model.schooling.active) return;
  std::uint8_t* schooling = pass.of(pass.households.schooling);
  if (pass.economy.calendar.opens_year()) {
    const std::vector<std::size_t> families = at_age(pass, 0.0);
    double *goes = pass.scratch.row(), *loan = pass.scratch.row();
    if (!families.empty()) {
      decide(pass, families, goes, loan);
      pay_for_school(pass, families, goes, loan);
    }
    for (const std::size_t i : at_age(pass, pass.model.schooling.delay))
      schooling[i] = static_cast<std::uint8_t>((schooling[i] & child_bit) | ((schooling[i] & child_bit) != 0 ? worker_bit : 0));
  }
  for (std::size_t i = 0; i < pass.n; ++i) pass.tally.schooled += (schooling[i] & worker_bit) != 0 ? 1.0 : 0.0;
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
  const std::uint8_t* schooling = pass.of(pass.households.schooling);
  double* income = pass.rows.cash_income;
  const double work = child_earnings_of(pass.model);
  for (const std::size_t i : at_age(pass, 0.0)) income[i] += (schooling[i] & child_bit) != 0 ? 0.0 : work;
}

void apply_schooling(HouseholdPass& pass, double* phi) {
  if (!pass.model.schooling.active) return;
  const std::uint8_t* schooling = pass.of(pass.households.schooling);
  const double premium = pass.model.schooling.premium;
  for (std::size_t i = 0; i < pass.n; ++i) phi[i] *= (schooling[i] & worker_bit) != 0 ? premium : 1.0;
}

double school_efficiency(const Model& model, const Households& households, std::size_t i) {
  return model.schooling.active && (households.schooling[i] & worker_bit) != 0 ? model.schooling.premium : 1.0;
}

void settle_school_debt(HouseholdPass& pass, const double* new_loans) {
  double* school_debt = pass.of(pass.households.school_debt);
  const double* debt = pass.of(pass.households.debt);
  for (std::size_t i = 0; i < pass.n; ++i) school_debt[i] = std::min(school_debt[i], debt[i] - new_loans[i]);
}

}  // namespace povtrap
