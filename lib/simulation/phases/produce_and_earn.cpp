#include <algorithm>
#include <array>

#include "core/kernel.hpp"
#include "core/math.hpp"
#include "simulation/phases/earnings.hpp"

namespace povtrap {

namespace {

POVTRAP_KERNEL void interest_on(std::size_t n, double rate, const double* POVTRAP_RESTRICT money,
                                double* POVTRAP_RESTRICT interest) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) interest[i] = floor_to_grid(rate * math::max(0.0, money[i]));
}

/// Market incomes of a block: rows of money, or of zeros where nobody gets any.
struct Incomes {
  const double *farm, *wages, *relief_wages, *interest, *dividends;
};

struct Rates {
  double line_period, loan, tax, tax_free, donation, donor_line;

  [[nodiscard]] bool all_zero() const { return loan == 0 && tax == 0 && donation == 0; }
};

/// What is taken out of what was earned. Everything on the grid.
struct Deductions {
  double *tax, *donation, *loan_interest;
};

POVTRAP_KERNEL void add_up(std::size_t n, Incomes income, double* POVTRAP_RESTRICT earnings, double* POVTRAP_RESTRICT cash) {
  const double *POVTRAP_RESTRICT farm = income.farm, *POVTRAP_RESTRICT wages = income.wages,
                                *POVTRAP_RESTRICT relief = income.relief_wages, *POVTRAP_RESTRICT interest = income.interest,
                                *POVTRAP_RESTRICT dividends = income.dividends;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double earned = farm[i] + wages[i] + interest[i] + dividends[i] + relief[i];
    earnings[i] = earned;
    cash[i] = earned;
  }
}

POVTRAP_KERNEL void add_up_and_deduct(std::size_t n, Rates r, Incomes income, const float* POVTRAP_RESTRICT persons,
                                      const double* POVTRAP_RESTRICT debt, Deductions out, double* POVTRAP_RESTRICT earnings,
                                      double* POVTRAP_RESTRICT cash) {
  const double *POVTRAP_RESTRICT farm = income.farm, *POVTRAP_RESTRICT wages = income.wages,
                                *POVTRAP_RESTRICT relief = income.relief_wages, *POVTRAP_RESTRICT interest = income.interest,
                                *POVTRAP_RESTRICT dividends = income.dividends;
  double *POVTRAP_RESTRICT tax = out.tax, *POVTRAP_RESTRICT donation = out.donation,
                          *POVTRAP_RESTRICT loan_interest = out.loan_interest;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double earned = farm[i] + wages[i] + interest[i] + dividends[i] + relief[i];
    const double line = r.line_period * static_cast<double>(persons[i]);
    const double taxed = floor_to_grid(r.tax * math::max(0.0, earned - r.tax_free * line));
    const double given = floor_to_grid(r.donation * math::max(0.0, earned - r.donor_line * line));
    const double to_bank = floor_to_grid(r.loan * debt[i]);
    earnings[i] = earned;
    tax[i] = taxed;
    donation[i] = given;
    loan_interest[i] = to_bank;
    cash[i] = earned - taxed - given - to_bank;
  }
}

constexpr std::array<double, block_size> nothing = {};

/// Interest on deposits, and of the government on its bonds.
const double* receive_interest(HouseholdPass& pass) {
  const double rate = pass.economy.bank.deposit_rate * pass.dt();
  const bool bonds = pass.model.portfolio.active;
  if (rate == 0 && !bonds) return nothing.data();
  double* interest = pass.scratch.row();
  interest_on(pass.n, rate, pass.books.opening(), interest);
  if (bonds) {
    double* on_bonds = pass.scratch.row();
    interest_on(pass.n, pass.model.credit.bond_rate * pass.dt(), pass.of(pass.households.bonds), on_bonds);
    for (std::size_t i = 0; i < pass.n; ++i) interest[i] += on_bonds[i];
    pass.tally.bond_interest = sum_steps(on_bonds, pass.n);
  }
  pass.tally.deposit_interest = pass.books.receive(Flow::deposit_interest, interest) - pass.tally.bond_interest;
  return interest;
}

/// The block's part of distributed profits, by claims.
const double* receive_dividends(HouseholdPass& pass) {
  if (pass.shares.dividends == 0) return nothing.data();
  double *weights = pass.scratch.row(), *dividends = pass.scratch.row();
  std::copy_n(pass.of(pass.households.ownership), pass.n, weights);
  split_in_block(pass.shares.dividends, pass.shares.dividend_weight, weights, dividends, pass.n);
  pass.books.receive(Flow::dividends, dividends);
  return dividends;
}

void deduct(HouseholdPass& pass, const Incomes& income) {
  const Households& h = pass.households;
  const GovernmentParameters& government = pass.model.programmes.government;
  const NgoParameters& ngos = pass.model.programmes.ngos;
  const PassRows& rows = pass.rows;
  const double discount = pass.region.kind == RegionKind::rural ? pass.nation.bank_discount : 0.0;
  const Rates rates{pass.model.poverty.line * pass.dt(),
                    (pass.model.credit.household_rate() - discount) * pass.dt(),
                    government.income_tax,
                    government.income_threshold,
                    ngos.donations,
                    ngos.donor_line};
  if (rates.all_zero()) return add_up(pass.n, income, rows.earnings, rows.cash_income);
  const Deductions out{pass.scratch.row(), pass.scratch.row(), pass.scratch.row()};
  add_up_and_deduct(pass.n, rates, income, pass.of(h.persons), pass.of(h.debt), out, rows.earnings, rows.cash_income);
  pass.tally.tax = pass.books.spend(Flow::taxes, out.tax);
  pass.tally.donations = pass.books.spend(Flow::donations, out.donation);
  pass.tally.loan_interest = pass.books.spend(Flow::loan_interest, out.loan_interest);
}

}  // namespace

void produce_and_earn(HouseholdPass& pass) {
  if (pass.rows.grant != nullptr) std::fill_n(pass.rows.grant, pass.n, 0.0);
  const WorkRows work = find_work(pass);
  double *farm = pass.scratch.row(), *wages = pass.scratch.row();
  run_own_enterprise(pass, work.effort, farm);
  pass.tally.farm_sales = pass.books.receive(Flow::farm_sales, farm);
  Away away;
  const bool have_jobs = earn_wages(pass, work.phi, wages, away);
  if (have_jobs) pass.tally.wage_income = to_lcu(pass.books.receive(Flow::wages, wages));
  const double *interest = receive_interest(pass), *dividends = receive_dividends(pass), *relief = earn_relief_wages(pass);
  deduct(pass, {farm, have_jobs ? wages : nothing.data(), relief == nullptr ? nothing.data() : relief, interest, dividends});
  count_child_earnings(pass);
  live_away(pass, away, wages, pass.rows.cash_income);
  buy_shares(pass);  // after dividends, which go to the old claims
  find_bank_discount(pass);
  service_fund_debts(pass);
}

}  // namespace povtrap
