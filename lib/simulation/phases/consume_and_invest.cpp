#include <algorithm>

#include "core/kept_money.hpp"
#include "core/kernel.hpp"
#include "core/math.hpp"
#include "core/sums.hpp"
#include "markets/credit.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

struct TaxRates {
  double rate, tax_free_period;  ///< of a person
};

/// Tax on own services when they are paid, on top of what was taxed already.
POVTRAP_KERNEL void tax_services(std::size_t n, TaxRates r, const double* POVTRAP_RESTRICT earnings,
                                 const double* POVTRAP_RESTRICT revenue, const float* POVTRAP_RESTRICT persons,
                                 double* POVTRAP_RESTRICT tax) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double over = earnings[i] - r.tax_free_period * static_cast<double>(persons[i]);
    tax[i] = floor_to_grid(r.rate * (math::max(0.0, over + revenue[i]) - math::max(0.0, over)));
  }
}

/// What is sold of own services becomes income, after tax.
POVTRAP_KERNEL void add_sales(std::size_t n, const double* POVTRAP_RESTRICT revenue, const double* POVTRAP_RESTRICT tax,
                              float* POVTRAP_RESTRICT income) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) income[i] = static_cast<float>(static_cast<double>(income[i]) + revenue[i] - tax[i]);
}

/// What is known from the second pass of who sells services.
struct SellerRows {
  double *capacity, *earnings;
};

POVTRAP_KERNEL void find_sellers(std::size_t n, double line, const float* POVTRAP_RESTRICT kept_capacity,
                                 const float* POVTRAP_RESTRICT kept_earnings, double* POVTRAP_RESTRICT capacity,
                                 double* POVTRAP_RESTRICT earnings) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    capacity[i] = static_cast<double>(kept_capacity[i]);
    earnings[i] = static_cast<double>(kept_earnings[i]) * line;
  }
}

/// Where plans are revised, what was expected to the last step is what comes in, so that nobody is short of a step.
SellerRows recall_sellers(HouseholdPass& pass) {
  if (pass.model.goods.planning_rounds > 1) return {pass.rows.services_capacity, pass.rows.earnings};
  const SellerRows known{pass.scratch.row(), pass.scratch.row()};
  find_sellers(pass.n, pass.model.poverty.line, pass.of(pass.households.services_capacity), pass.of(pass.households.earnings),
               known.capacity, known.earnings);
  return known;
}

void sell_services(HouseholdPass& pass) {
  if (pass.shares.services_sold == 0) return;
  const SellerRows known = recall_sellers(pass);
  double *revenue = pass.scratch.row(), *tax = pass.scratch.row();
  split_in_block(pass.shares.services_sold, lane_sum(known.capacity, pass.n), known.capacity, revenue, pass.n);
  const GovernmentParameters& government = pass.model.programmes.government;
  tax_services(pass.n, {government.income_tax, government.income_threshold * pass.model.poverty.line * pass.dt()}, known.earnings,
               revenue, pass.of(pass.households.persons), tax);
  pass.books.receive(Flow::consumption, revenue);
  pass.tally.services_tax = pass.books.spend(Flow::taxes, tax);
  add_sales(pass.n, revenue, tax, pass.of(pass.income_now()));
}

POVTRAP_KERNEL void select_class(std::size_t n, std::size_t cutoff, double line, const float* POVTRAP_RESTRICT request,
                                 const std::uint8_t* POVTRAP_RESTRICT rank, double* POVTRAP_RESTRICT above,
                                 double* POVTRAP_RESTRICT at) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const std::size_t by_return = rank[i] & (return_classes - 1);
    const double wanted = found_money(request[i], line);
    above[i] = by_return > cutoff ? wanted : 0.0;
    at[i] = by_return == cutoff ? wanted : 0.0;
  }
}

/// Who asks with a return above the cut-off gets all, who is at it a part. No row if nobody gets anything.
const double* take_loans(HouseholdPass& pass) {
  if (pass.tally.loans_granted == 0) return nullptr;
  Households& h = pass.households;
  double *loans = pass.scratch.row(), *at = pass.scratch.row();
  const std::size_t cut = pass.shares.loan_cutoff;
  select_class(pass.n, cut, pass.model.poverty.line, pass.of(h.loan_request), pass.of(h.loan_rank), loans, at);
  if (pass.shares.loans_at_cutoff > 0) {
    double* rationed = pass.scratch.row();
    ration_in_block(pass.shares.loans_at_cutoff, pass.tally.loan_requests[cut], at, rationed, pass.n);
    for (std::size_t i = 0; i < pass.n; ++i) loans[i] += rationed[i];
  }
  pass.books.receive(Flow::loans, loans);
  return loans;
}

/// Capital goods are bought, all of the money becomes capital.
POVTRAP_KERNEL void buy_capital(std::size_t n, double goods_per_lcu, const double* POVTRAP_RESTRICT money,
                                double* POVTRAP_RESTRICT bought, double* POVTRAP_RESTRICT capital) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    bought[i] = money[i] * goods_per_lcu;
    capital[i] += bought[i];
  }
}

/// Loans of the bank and of the village fund become capital.
void invest_loans(HouseholdPass& pass, const double* bank_loans) {
  if (bank_loans == nullptr && pass.region.fund == no_fund) return;
  double *money = pass.scratch.row(), *bought = pass.scratch.row(), *capital = pass.of(pass.households.capital);
  if (bank_loans == nullptr)
    std::fill_n(money, pass.n, 0.0);
  else
    std::copy_n(bank_loans, pass.n, money);
  take_fund_loans(pass, money);
  if (pass.books.spend(Flow::household_capital, money) == 0) return;
  buy_capital(pass.n, 1.0 / pass.region.manufactures_price, money, bought, capital);
  pass.tally.capital_bought += lane_sum(bought, pass.n);
  pass.tally.capital = lane_sum(capital, pass.n);
}

/// Who cannot even pay the interest on what was borrowed for school is insolvent too.
void call_school_debts(HouseholdPass& pass) {
  const double *school = pass.of(pass.households.school_debt), *deposits = pass.of(pass.households.deposits);
  std::uint8_t* rank = pass.of(pass.households.loan_rank);
  for (std::size_t i = 0; i < pass.n; ++i) rank[i] |= school[i] > 0.0 && deposits[i] < 0.0 ? debt_called : 0;
}

/// Debts are repaid in parts; who owes more than the capital is worth gives up what is there, and the rest is written off.
POVTRAP_KERNEL void repay(std::size_t n, double share, const double* POVTRAP_RESTRICT deposits,
                          const std::uint8_t* POVTRAP_RESTRICT rank, const double* POVTRAP_RESTRICT loan,
                          double* POVTRAP_RESTRICT debt, double* POVTRAP_RESTRICT repayment) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const bool insolvent = (rank[i] & debt_called) != 0;
    const double due = insolvent ? debt[i] : share * debt[i];
    repayment[i] = math::min(debt[i], floor_to_grid(math::min(due, math::max(0.0, deposits[i]))));
    debt[i] = (insolvent ? 0.0 : debt[i] - repayment[i]) + loan[i];
  }
}

void repay_loans(HouseholdPass& pass, const double* new_loans) {
  Households& h = pass.households;
  if (h.loan_rank.empty() || (pass.tally.debt == 0 && new_loans == nullptr)) return;
  double *repayment = pass.scratch.row(), *none = pass.scratch.row();
  if (new_loans == nullptr) {
    std::fill_n(none, pass.n, 0.0);
    new_loans = none;
  }
  if (pass.model.schooling.active) call_school_debts(pass);
  repay(pass.n, pass.model.credit.repayment * pass.dt(), pass.of(h.deposits), pass.of(h.loan_rank), new_loans, pass.of(h.debt),
        repayment);
  if (pass.model.schooling.active) settle_school_debt(pass, new_loans);
  pass.tally.repayments = pass.books.spend(Flow::loans, repayment);
  const Steps owed = pass.tally.debt + pass.tally.loans_granted;
  pass.tally.debt = sum_steps(pass.of(h.debt), pass.n);
  pass.tally.write_off = owed - pass.tally.repayments - pass.tally.debt;
}

/// Own income of the year grows by that of the period.
POVTRAP_KERNEL void add_to_year(std::size_t n, const float* POVTRAP_RESTRICT income, float* POVTRAP_RESTRICT own_year) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) own_year[i] += income[i];
}

/// Support is no own income.
POVTRAP_KERNEL void take_off(std::size_t n, const float* POVTRAP_RESTRICT support, float* POVTRAP_RESTRICT own_year) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) own_year[i] -= support[i];
}

void realise_incomes(HouseholdPass& pass) {
  Households& h = pass.households;
  add_to_year(pass.n, pass.of(pass.income_now()), pass.of(h.own_income_year));
  if (!h.support.empty()) take_off(pass.n, pass.of(h.support), pass.of(h.own_income_year));
  leave_out_own_transfers(pass);
  pass.tally.income = lane_sum(pass.of(pass.income_now()), pass.n);
}

}  // namespace

void consume_and_invest(HouseholdPass& pass) {
  sell_services(pass);
  const double* loans = take_loans(pass);
  invest_loans(pass, loans);
  repay_loans(pass, loans);
  realise_incomes(pass);
}

}  // namespace povtrap
