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

/// Debts are repaid in parts; who owes more than the capital is worth gives up what is there, and the rest is written off.
POVTRAP_KERNEL void repay(std::size_t n, double share, const double* POVTRAP_RESTRICT deposits,
                          const std::uint8_t* POVTRAP_RESTRICT rank, const double* POVTRAP_RESTRICT loan,
                          double* POVTRAP_RESTRICT debt, double* POVTRAP_RESTRICT repayment, double* POVTRAP_RESTRICT write_off) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const bool insolvent = (rank[i] & debt_called) != 0;
    const double due = insolvent ? debt[i] : share * debt[i];
    repayment[i] = math::min(debt[i], floor_to_grid(math::min(due, math::max(0.0, deposits[i]))));
    const double left = debt[i] - repayment[i];
    write_off[i] = insolvent ? left : 0.0;
    debt[i] = left - write_off[i] + loan[i];
  }
}

POVTRAP_KERNEL void realise_income(std::size_t n, const double* POVTRAP_RESTRICT revenue, const double* POVTRAP_RESTRICT tax,
                                   float* POVTRAP_RESTRICT income, float* POVTRAP_RESTRICT own_year) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const float total = static_cast<float>(static_cast<double>(income[i]) + revenue[i] - tax[i]);
    income[i] = total;
    own_year[i] += total;
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
  select_class(pass.n, cut, pass.model.poverty.line, pass.of(h.loan_request), pass.of(h.loan_rank), above, at);
  ration_in_block(pass.shares.loans_at_cutoff, pass.tally.loan_requests[cut], at, rationed, pass.n);
  for (std::size_t i = 0; i < pass.n; ++i) above[i] += rationed[i];
  pass.books.receive(Flow::loans, above);
  return above;
}

/// Loans become capital.
void invest_loans(HouseholdPass& pass, const double* money) {
  double *capital = pass.of(pass.households.capital), *bought = pass.scratch.row();
  if (pass.books.spend(Flow::household_capital, money) > 0) {
    const double price = pass.region.manufactures_price;
    for (std::size_t i = 0; i < pass.n; ++i) {
      bought[i] = money[i] / price;
      capital[i] += bought[i];
    }
    pass.tally.capital_bought += lane_sum(bought, pass.n);
  }
  pass.tally.capital = lane_sum(capital, pass.n);
}

/// Who cannot even pay the interest on what was borrowed for school is insolvent too.
void call_school_debts(HouseholdPass& pass) {
  const double *school = pass.of(pass.households.school_debt), *deposits = pass.of(pass.households.deposits);
  std::uint8_t* rank = pass.of(pass.households.loan_rank);
  for (std::size_t i = 0; i < pass.n; ++i) rank[i] |= school[i] > 0.0 && deposits[i] < 0.0 ? debt_called : 0;
}

void repay_loans(HouseholdPass& pass, const double* new_loans) {
  Households& h = pass.households;
  if (h.loan_rank.empty()) return;
  double *repayment = pass.scratch.row(), *write_off = pass.scratch.row();
  if (pass.model.schooling.active) call_school_debts(pass);
  repay(pass.n, pass.model.credit.repayment * pass.dt(), pass.of(h.deposits), pass.of(h.loan_rank), new_loans, pass.of(h.debt),
        repayment, write_off);
  if (pass.model.schooling.active) settle_school_debt(pass, new_loans);
  pass.tally.write_off = sum_steps(write_off, pass.n);
  pass.tally.repayments = pass.books.spend(Flow::loans, repayment);
}

/// What is known from the second pass of who sells services.
struct SellerRows {
  double *capacity, *earnings;
};

/// Where plans are revised, what was expected to the last step is what comes in, so that nobody is short of a step.
SellerRows recall_sellers(HouseholdPass& pass) {
  if (pass.model.goods.planning_rounds > 1) return {pass.rows.services_capacity, pass.rows.earnings};
  const SellerRows known{pass.scratch.row(), pass.scratch.row()};
  const float *capacity = pass.of(pass.households.services_capacity), *earnings = pass.of(pass.households.earnings);
  for (std::size_t i = 0; i < pass.n; ++i) {
    known.capacity[i] = static_cast<double>(capacity[i]);
    known.earnings[i] = static_cast<double>(earnings[i]) * pass.model.poverty.line;
  }
  return known;
}

/// What is sold of own services, after tax.
void sell_services(HouseholdPass& pass, double* revenue, double* tax) {
  Households& h = pass.households;
  const double line = pass.model.poverty.line;
  const SellerRows known = recall_sellers(pass);
  const double weight = lane_sum(known.capacity, pass.n);
  split_in_block(pass.shares.services_sold, weight, known.capacity, revenue, pass.n);
  const GovernmentParameters& government = pass.model.programmes.government;
  tax_services(pass.n, {government.income_tax, government.income_threshold * line * pass.dt()},
               known.earnings, revenue, pass.of(h.persons), tax);
  pass.books.receive(Flow::consumption, revenue);
  pass.tally.services_tax = pass.books.spend(Flow::taxes, tax);
}

}  // namespace

void consume_and_invest(HouseholdPass& pass) {
  Households& h = pass.households;
  double *revenue = pass.scratch.row(), *tax = pass.scratch.row(), *money = pass.scratch.row();
  sell_services(pass, revenue, tax);
  const double* loans = take_loans(pass);
  std::copy_n(loans, pass.n, money);
  take_fund_loans(pass, money);
  invest_loans(pass, money);
  repay_loans(pass, loans);

  realise_income(pass.n, revenue, tax, pass.of(pass.income_now()), pass.of(h.own_income_year));
  for (std::size_t i = 0; !h.support.empty() && i < pass.n; ++i) pass.of(h.own_income_year)[i] -= pass.of(h.support)[i];
  leave_out_own_transfers(pass);
  pass.tally.income = lane_sum(pass.of(pass.income_now()), pass.n);
}

}  // namespace povtrap
