#include <algorithm>

#include "core/kernel.hpp"
#include "core/math.hpp"
#include "core/sums.hpp"
#include "markets/credit.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

struct TaxRates {
  double rate, tax_free_period;
};

/// Tax on own services when they are paid, on top of what was taxed already.
POVTRAP_KERNEL void tax_services(std::size_t n, TaxRates r, const double* POVTRAP_RESTRICT earnings,
                                 const double* POVTRAP_RESTRICT revenue, const float* POVTRAP_RESTRICT persons,
                                 double* POVTRAP_RESTRICT tax) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double free = r.tax_free_period * static_cast<double>(persons[i]);
    tax[i] = floor_to_grid(r.rate * (math::max(0.0, earnings[i] + revenue[i] - free) - math::max(0.0, earnings[i] - free)));
  }
}

POVTRAP_KERNEL void buy_instead(std::size_t n, const double* POVTRAP_RESTRICT manufactures_plan,
                                const double* POVTRAP_RESTRICT services_plan, const double* POVTRAP_RESTRICT services,
                                double* POVTRAP_RESTRICT manufactures) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) manufactures[i] = manufactures_plan[i] + (services_plan[i] - services[i]);
}

POVTRAP_KERNEL void select_class(std::size_t n, std::size_t cutoff, const double* POVTRAP_RESTRICT request,
                                 const std::uint8_t* POVTRAP_RESTRICT rank, double* POVTRAP_RESTRICT above,
                                 double* POVTRAP_RESTRICT at) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    above[i] = rank[i] > cutoff ? request[i] : 0.0;
    at[i] = rank[i] == cutoff ? request[i] : 0.0;
  }
}

struct CapitalRates {
  double wear, price, fire_sale_price;
};

/// Capital wears, and grows by what was bought or shrinks by what was sold in distress.
POVTRAP_KERNEL void install(std::size_t n, CapitalRates r, const double* POVTRAP_RESTRICT money, double* POVTRAP_RESTRICT capital,
                            double* POVTRAP_RESTRICT bought, double* POVTRAP_RESTRICT sold) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    bought[i] = math::max(0.0, money[i]) / r.price;
    const double kept = capital[i] * (1.0 - r.wear);
    sold[i] = math::min(kept, math::max(0.0, -money[i]) / r.fire_sale_price);
    capital[i] = kept + bought[i] - sold[i];
  }
}

/// Debts are repaid in parts; who owes more than the capital is worth gives up what is there, and the rest is written off.
POVTRAP_KERNEL void repay(std::size_t n, double share, double capital_price, double overlooked,
                          const double* POVTRAP_RESTRICT deposits, const double* POVTRAP_RESTRICT capital_before,
                          const double* POVTRAP_RESTRICT loan, double* POVTRAP_RESTRICT debt, double* POVTRAP_RESTRICT repayment,
                          double* POVTRAP_RESTRICT write_off) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const bool insolvent = debt[i] > capital_before[i] * capital_price + overlooked;
    const double due = insolvent ? debt[i] : share * debt[i];
    repayment[i] = math::min(debt[i], floor_to_grid(math::min(due, math::max(0.0, deposits[i]))));
    const double left = debt[i] - repayment[i];
    write_off[i] = insolvent ? left : 0.0;
    debt[i] = left - write_off[i] + loan[i];
  }
}

/// What the member who works elsewhere spends there is income of the household too: he is one of its persons.
POVTRAP_KERNEL void realise_income(std::size_t n, const double* POVTRAP_RESTRICT cash_income,
                                   const double* POVTRAP_RESTRICT revenue, const double* POVTRAP_RESTRICT tax,
                                   const float* POVTRAP_RESTRICT away, const float* POVTRAP_RESTRICT support,
                                   float* POVTRAP_RESTRICT income, float* POVTRAP_RESTRICT own_year) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double total = cash_income[i] + revenue[i] - tax[i] + static_cast<double>(away[i]);
    income[i] = static_cast<float>(total);
    own_year[i] += static_cast<float>(total) - support[i];
  }
}

double* take_loans(HouseholdPass& pass) {
  Households& h = pass.households;
  double *above = pass.scratch.row(), *at = pass.scratch.row(), *rationed = pass.scratch.row();
  const std::size_t cut = pass.shares.loan_cutoff;
  if (pass.tally.loans_granted == 0) {
    std::fill_n(above, pass.n, 0.0);
    return above;
  }
  select_class(pass.n, cut, pass.of(h.loan_request), pass.of(h.loan_rank), above, at);
  ration_in_block(pass.shares.loans_at_cutoff, pass.tally.loan_requests[cut], at, rationed, pass.n);
  for (std::size_t i = 0; i < pass.n; ++i) above[i] += rationed[i];
  pass.books.receive(Flow::loans, above);
  return above;
}

void change_capital(HouseholdPass& pass, const double* money) {
  Households& h = pass.households;
  const double price = pass.region.manufactures_price, wear = pass.model.enterprise.depreciation * pass.dt();
  double *bought = pass.scratch.row(), *sold = pass.scratch.row();
  double* capital = pass.of(h.capital);
  pass.tally.capital_before = lane_sum(capital, pass.n);
  install(pass.n, {wear, price, price * (1.0 - pass.model.consumption.fire_sale_discount)}, money, capital, bought, sold);
  pass.tally.capital_bought = lane_sum(bought, pass.n);
  pass.tally.capital_sold = lane_sum(sold, pass.n);
  pass.tally.capital = lane_sum(capital, pass.n);
}

/// Nobody is insolvent by a debt that paid for school, except who cannot even pay the interest.
/// `security`: capital before the period, to which what needs no security is added.
void spare_pupils(HouseholdPass& pass, double* security) {
  const double *school = pass.of(pass.households.school_debt), *deposits = pass.of(pass.households.deposits);
  for (std::size_t i = 0; i < pass.n; ++i) {
    const bool broke = school[i] > 0.0 && deposits[i] < 0.0;
    security[i] = broke ? -school[i] : security[i] + school[i] / pass.region.manufactures_price;
  }
}

}  // namespace

void consume_and_invest(HouseholdPass& pass) {
  Households& h = pass.households;
  Scratch& s = pass.scratch;
  double *revenue = s.row(), *tax = s.row(), *services = s.row(), *manufactures = s.row();
  split_in_block(pass.shares.services_sold, pass.tally.services_capacity, pass.of(h.services_capacity), revenue, pass.n);
  const GovernmentParameters& government = pass.model.programmes.government;
  tax_services(pass.n, {government.income_tax, government.income_threshold * pass.model.poverty.line * pass.dt()},
               pass.of(h.earnings), revenue, pass.of(h.persons), tax);
  pass.books.receive(Flow::consumption, revenue);
  pass.tally.services_tax = pass.books.spend(Flow::taxes, tax);

  ration_in_block(pass.shares.services_bought, pass.tally.services, pass.of(h.services_plan), services, pass.n);
  buy_instead(pass.n, pass.of(h.manufactures_plan), pass.of(h.services_plan), services, manufactures);
  pass.books.spend(Flow::consumption, pass.of(h.food_plan));
  pass.books.spend(Flow::consumption, services);
  pass.books.spend(Flow::consumption, manufactures);

  const double* loans = take_loans(pass);
  double *money = s.row(), *before = s.row(), *repayment = s.row(), *write_off = s.row();
  const double* plan = pass.of(h.investment_plan);
  for (std::size_t i = 0; i < pass.n; ++i) money[i] = plan[i] + loans[i];
  take_fund_loans(pass, money);
  pass.books.spend(Flow::household_capital, money);
  std::copy_n(pass.of(h.capital), pass.n, before);
  change_capital(pass, money);
  if (pass.model.schooling.active) spare_pupils(pass, before);

  repay(pass.n, pass.model.credit.repayment * pass.dt(), pass.region.manufactures_price,
        overlooked_debt * pass.model.poverty.line, pass.of(h.deposits), before, loans, pass.of(h.debt), repayment, write_off);
  if (pass.model.schooling.active) settle_school_debt(pass, loans);
  pass.tally.write_off = sum_steps(write_off, pass.n);
  pass.tally.repayments = pass.books.spend(Flow::loans, repayment);
  pass.tally.debt = sum_steps(pass.of(h.debt), pass.n);

  const auto slot = static_cast<std::size_t>(pass.economy.calendar.period % pass.economy.calendar.periods_per_year);
  realise_income(pass.n, pass.of(h.cash_income), revenue, tax, pass.of(h.spent_away), pass.of(h.support),
                 pass.of(h.income_history[slot]), pass.of(h.own_income_year));
  leave_out_own_transfers(pass);
  pass.tally.income = lane_sum(pass.of(h.income_history[slot]), pass.n);
}

}  // namespace povtrap
