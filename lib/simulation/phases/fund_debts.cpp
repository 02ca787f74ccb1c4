#include <algorithm>
#include <array>

#include "core/contracts.hpp"
#include "core/kernel.hpp"
#include "core/math.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// Part of the largest loan below which all that is left falls due.   Source: our choice, so that loans end.
constexpr double remnant_share = 0.02;

using Row = std::array<double, block_size>;

POVTRAP_KERNEL void forget_defaults(std::size_t n, std::uint8_t* POVTRAP_RESTRICT bar) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) bar[i] = static_cast<std::uint8_t>(bar[i] - (bar[i] > 0 ? 1 : 0));
}

POVTRAP_KERNEL bool somebody_owes(std::size_t n, const double* POVTRAP_RESTRICT debt) {
  std::uint64_t owing = 0;
  for (std::size_t i = 0; i < n; ++i) owing |= debt[i] > 0.0 ? 1 : 0;
  return owing != 0;
}

struct PerPerson {
  double needs, remnant;  ///< [LCU]
};

/// Money that a borrower can spare is what is beyond the food that distress leaves.
POVTRAP_KERNEL void find_spare_money(std::size_t n, PerPerson each, const double* POVTRAP_RESTRICT deposits,
                                     const float* POVTRAP_RESTRICT persons, double* POVTRAP_RESTRICT payable,
                                     double* POVTRAP_RESTRICT remnant) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double heads = static_cast<double>(persons[i]);
    payable[i] = math::max(0.0, deposits[i] - each.needs * heads);
    remnant[i] = each.remnant * heads;
  }
}

/// Interest lowers income; a loan that failed bars from the next for some years.
POVTRAP_KERNEL void bear(const FundLoans& loans, std::uint8_t years, double* POVTRAP_RESTRICT cash_income,
                         std::uint8_t* POVTRAP_RESTRICT bar) {
  const double* POVTRAP_RESTRICT interest = loans.interest;
  const std::uint8_t* POVTRAP_RESTRICT failed = loans.failed;
  const std::size_t n = loans.n;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) cash_income[i] -= interest[i];
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) bar[i] = failed[i] != 0 ? years : bar[i];
}

/// Loans that do not fail, and the government's part of the interest on them.
POVTRAP_KERNEL void find_discount(const FundLoans& loans, double rate, double* POVTRAP_RESTRICT performing,
                                  double* POVTRAP_RESTRICT discount) {
  const double *POVTRAP_RESTRICT debt = loans.debt, *POVTRAP_RESTRICT repaid = loans.repaid;
  const std::uint8_t* POVTRAP_RESTRICT failed = loans.failed;
  const std::size_t n = loans.n;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double good = (1.0 - static_cast<double>(failed[i])) * (debt[i] + repaid[i]);
    performing[i] = good;
    discount[i] = floor_to_grid(rate * good);
  }
}

POVTRAP_KERNEL void find_share(std::size_t n, double share, const double* POVTRAP_RESTRICT debt, double* POVTRAP_RESTRICT part) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) part[i] = floor_to_grid(share * debt[i]);
}

/// Everybody's luck, if whole loans fail by lot.
void draw_luck(const HouseholdPass& pass, const FundTerms& terms, double* luck) {
  if (terms.failing_chance <= 0) return static_cast<void>(std::fill_n(luck, pass.n, 1.0));
  const Stream stream = make_stream(static_cast<std::uint64_t>(pass.model.run.seed), "village_funds");
  fill_uniform(stream, pass.of(pass.households.id), pass.n, static_cast<std::uint32_t>(pass.economy.calendar.period), 0, luck);
}

}  // namespace

void service_fund_debts(HouseholdPass& pass) {
  if (pass.region.fund == no_fund) return;
  Households& h = pass.households;
  if (pass.economy.calendar.opens_year()) forget_defaults(pass.n, pass.of(h.fund_bar));
  if (!somebody_owes(pass.n, pass.of(h.fund_debt))) return;
  const VillageFundParameters& p = pass.model.programmes.funds;
  const FundTerms terms = terms_of(p, pass.nation.fund_discount, pass.dt());
  const double line = pass.model.poverty.line;
  Row payable, remnant, luck, written_off;
  std::array<std::uint8_t, block_size> failed;
  find_spare_money(pass.n, {pass.model.consumption.distress * line * pass.dt(), remnant_share * p.loan_size * line},
                   pass.of(h.deposits), pass.of(h.persons), payable.data(), remnant.data());
  draw_luck(pass, terms, luck.data());
  const FundLoans loans{pass.n,       pass.of(h.fund_debt), payable.data(),     remnant.data(),
                        luck.data(),  pass.scratch.row(),   pass.scratch.row(), written_off.data(),
                        failed.data()};
  service_fund_loans(terms, loans);
  bear(loans, static_cast<std::uint8_t>(p.exclusion), pass.rows.cash_income, pass.of(h.fund_bar));
  if (pass.nation.fund_discount > 0) {
    find_discount(loans, pass.nation.fund_discount * pass.dt(), payable.data(), remnant.data());
    pass.tally.fund_subsidised = sum_steps(payable.data(), pass.n);
    pass.tally.fund_discount = sum_steps(remnant.data(), pass.n);
  }
  pass.tally.fund_write_off = sum_steps(written_off.data(), pass.n);
  pass.tally.fund_interest = pass.books.spend(Flow::loan_interest, loans.interest);
  pass.tally.fund_repaid = pass.books.spend(Flow::loans, loans.repaid);
}

void find_bank_discount(HouseholdPass& pass) {
  if (pass.nation.bank_discount <= 0 || pass.region.kind == RegionKind::urban || pass.tally.debt == 0) return;
  const double* debt = pass.of(pass.households.debt);
  POVTRAP_REQUIRE(pass.tally.debt == sum_steps(debt, pass.n));
  Row discount;
  find_share(pass.n, pass.nation.bank_discount * pass.dt(), debt, discount.data());
  pass.tally.bank_discount = sum_steps(discount.data(), pass.n);
  pass.tally.bank_subsidised = pass.tally.debt;
}

}  // namespace povtrap
