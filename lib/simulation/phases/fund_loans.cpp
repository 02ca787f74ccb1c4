#include <algorithm>
#include <array>

#include "core/kept_money.hpp"
#include "simulation/ask_rules.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// Part of the largest loan below which all that is left falls due.   Source: our choice, so that loans end.
constexpr double remnant_share = 0.02;

/// Money that a borrower can spare: what is beyond the food that distress leaves.
double spare_money(const HouseholdPass& pass, std::size_t i) {
  const double needs = pass.model.consumption.distress * pass.model.poverty.line * pass.dt();
  return std::max(0.0, pass.of(pass.households.deposits)[i] - needs * static_cast<double>(pass.of(pass.households.persons)[i]));
}

/// Members of the block with a loan, by their place in it; their draw of the period comes along.
std::size_t find_borrowers(HouseholdPass& pass, std::uint32_t* place, FundBorrower* borrowers) {
  const double* debt = pass.of(pass.households.fund_debt);
  std::array<std::uint32_t, block_size> id;
  std::size_t count = 0;
  for (std::size_t i = 0; i < pass.n; ++i) {
    if (debt[i] <= 0) continue;
    id[count] = pass.of(pass.households.id)[i];
    place[count++] = static_cast<std::uint32_t>(i);
  }
  std::array<double, block_size> luck;
  const double remnant = remnant_share * pass.model.programmes.funds.loan_size * pass.model.poverty.line;
  const Stream stream = make_stream(static_cast<std::uint64_t>(pass.model.run.seed), "village_funds");
  fill_uniform(stream, id.data(), count, static_cast<std::uint32_t>(pass.economy.calendar.period), 0, luck.data());
  for (std::size_t k = 0; k < count; ++k)
    borrowers[k] = {.debt = debt[place[k]],
                    .payable = spare_money(pass, place[k]),
                    .remnant = remnant * static_cast<double>(pass.of(pass.households.persons)[place[k]]),
                    .luck = luck[k]};
  return count;
}

/// The government's part of the interest on what does not fail.
void add_discount(HouseholdPass& pass, const FundBorrower& b) {
  if (pass.nation.fund_discount <= 0 || b.failed) return;
  const double performing = b.debt + b.repaid;
  pass.tally.fund_subsidised += to_steps(performing);
  pass.tally.fund_discount += to_steps(floor_to_grid(pass.nation.fund_discount * pass.dt() * performing));
}

void forget_defaults(HouseholdPass& pass) {
  std::uint8_t* bar = pass.of(pass.households.fund_bar);
  for (std::size_t i = 0; i < pass.n; ++i) bar[i] = static_cast<std::uint8_t>(bar[i] - (bar[i] > 0 ? 1 : 0));
}

/// A loan that a member asks for, and what it would earn.
struct Wish {
  double* x;     ///< capital in U now
  double* more;  ///< and with the loan
  double* loan;  ///< [LCU]
};

void wish_for_loans(HouseholdPass& pass, const Wish& wish) {
  Households& h = pass.households;
  const VillageFundParameters& p = pass.model.programmes.funds;
  const double line = pass.model.poverty.line, prices = pass.nation.price_index;
  const double most =
      (1.0 + p.rate * pass.dt()) * to_lcu(pass.economy.funds[pass.region.fund].equity());  // nobody asks for more than there is
  for (std::size_t i = 0; i < pass.n; ++i) {
    const double unit = line * static_cast<double>(pass.of(h.persons)[i]);
    const double income = static_cast<double>(pass.of(h.own_income_last_year)[i]);
    const bool member = income < p.income_limit * unit * prices;
    pass.tally.fund_members += member ? 1.0 : 0.0;
    const bool asks = member && pass.of(h.fund_bar)[i] == 0 && pass.rows.investing[i] >= 0.0;
    const double room = std::min(most, p.loan_size * unit * prices - pass.of(h.fund_debt)[i]);
    wish.loan[i] = asks ? floor_to_grid(std::max(0.0, room)) : 0.0;
    wish.x[i] = pass.of(h.capital)[i] / unit;
    wish.more[i] = wish.x[i] + std::max(wish.loan[i] / (pass.region.manufactures_price * unit), 1e-9);
  }
}

}  // namespace

void service_fund_debts(HouseholdPass& pass) {
  if (pass.region.fund == no_fund) return;
  Households& h = pass.households;
  if (pass.economy.calendar.opens_year()) forget_defaults(pass);
  std::array<std::uint32_t, block_size> place;
  std::array<FundBorrower, block_size> borrowers;
  const std::size_t count = find_borrowers(pass, place.data(), borrowers.data());
  if (count == 0) return;
  const VillageFundParameters& p = pass.model.programmes.funds;
  service_fund_loans(terms_of(p, pass.nation.fund_discount, pass.dt()), {borrowers.data(), count});
  double *interest = pass.scratch.row(), *repaid = pass.scratch.row();
  std::fill_n(interest, pass.n, 0.0);
  std::fill_n(repaid, pass.n, 0.0);
  for (std::size_t k = 0; k < count; ++k) {
    const FundBorrower& b = borrowers[k];
    const std::size_t i = place[k];
    interest[i] = b.interest;
    repaid[i] = b.repaid;
    pass.of(h.fund_debt)[i] = b.debt;
    pass.rows.cash_income[i] -= b.interest;
    pass.tally.fund_write_off += to_steps(b.written_off);
    if (b.failed) pass.of(h.fund_bar)[i] = static_cast<std::uint8_t>(p.exclusion);
    add_discount(pass, b);
  }
  pass.tally.fund_interest = pass.books.spend(Flow::loan_interest, interest);
  pass.tally.fund_repaid = pass.books.spend(Flow::loans, repaid);
}

void request_fund_loans(HouseholdPass& pass) {
  if (pass.region.fund == no_fund) return;
  Households& h = pass.households;
  const VillageFundParameters& p = pass.model.programmes.funds;
  const Wish wish{pass.scratch.row(), pass.scratch.row(), pass.scratch.row()};
  double *f = pass.scratch.row(), *f_more = pass.scratch.row();
  pass.tally.fund_members = 0;
  pass.tally.fund_requests = {};
  wish_for_loans(pass, wish);
  ask_technique(pass, wish.x, f);
  ask_technique(pass, wish.more, f_more);
  const double line = pass.model.poverty.line * pass.nation.price_index;
  for (std::size_t i = 0; i < pass.n; ++i) {
    const double slope = (f_more[i] - f[i]) / (wish.more[i] - wish.x[i]);
    const double profit = pass.rows.return_scale[i] * slope / pass.region.manufactures_price -
                          pass.model.enterprise.depreciation;
    const double income = static_cast<double>(pass.of(h.own_income_last_year)[i]) / static_cast<double>(pass.of(h.persons)[i]);
    const double loan = profit > p.rate - pass.nation.fund_discount ? wish.loan[i] : 0.0;
    const float lines = keep_money(loan, pass.model.poverty.line);
    const std::uint8_t rank = fund_class(p, income / line, profit, return_classes);
    pass.of(h.fund_request)[i] = lines;
    pass.of(h.fund_rank)[i] = rank;
    pass.tally.fund_requests[rank] += to_steps(found_money(lines, pass.model.poverty.line));
  }
}

void take_fund_loans(HouseholdPass& pass, double* money) {
  if (pass.region.fund == no_fund) return;
  Households& h = pass.households;
  double* debt = pass.of(h.fund_debt);
  if (pass.tally.fund_lent > 0) {
    const float* request = pass.of(h.fund_request);
    const std::uint8_t* rank = pass.of(h.fund_rank);
    double *loan = pass.scratch.row(), *at = pass.scratch.row();
    const std::size_t cut = pass.shares.fund_cutoff;
    const double line = pass.model.poverty.line;
    for (std::size_t i = 0; i < pass.n; ++i) at[i] = rank[i] == cut ? found_money(request[i], line) : 0.0;
    ration_in_block(pass.shares.fund_at_cutoff, pass.tally.fund_requests[cut], at, loan, pass.n);
    for (std::size_t i = 0; i < pass.n; ++i) {
      loan[i] += rank[i] > cut ? found_money(request[i], line) : 0.0;
      money[i] += loan[i];
      debt[i] += loan[i];
    }
    pass.books.receive(Flow::loans, loan);
  }
  for (std::size_t i = 0; i < pass.n; ++i) pass.tally.fund_borrowers += debt[i] > 0 ? 1.0 : 0.0;
}

void find_bank_discount(HouseholdPass& pass) {
  if (pass.nation.bank_discount <= 0 || pass.region.kind == RegionKind::urban) return;
  const double* debt = pass.of(pass.households.debt);
  const double rate = pass.nation.bank_discount * pass.dt();
  for (std::size_t i = 0; i < pass.n; ++i) pass.tally.bank_discount += to_steps(floor_to_grid(rate * debt[i]));
  pass.tally.bank_subsidised = sum_steps(debt, pass.n);
}

}  // namespace povtrap
