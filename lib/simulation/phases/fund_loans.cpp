#include <array>

#include "core/kept_money.hpp"
#include "core/kernel.hpp"
#include "core/math.hpp"
#include "markets/credit.hpp"
#include "simulation/ask_rules.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// Least growth of capital over which the return of a loan is measured.   Units: [U].   Source: our choice.
constexpr double least_growth = 1e-9;

using Row = std::array<double, block_size>;

POVTRAP_KERNEL std::size_t count_borrowers(std::size_t n, const double* POVTRAP_RESTRICT debt) {
  std::uint64_t count = 0;
  for (std::size_t i = 0; i < n; ++i) count += debt[i] > 0.0 ? 1 : 0;
  return count;
}

/// What a village fund asks of its members and lends to them.
struct FundRules {
  double income_limit, loan_size;  ///< [poverty lines/head]
  double prices, capital_price;
  double most;  ///< nobody asks for more than there is [LCU]
};

/// Members as they are.
struct Members {
  const double *unit, *x, *debt, *investing;
  const float* income;
  const std::uint8_t* bar;
};

/// The loan that a member would take, and capital in U with it. Returns the number of members.
POVTRAP_KERNEL std::size_t wish_for_loans(std::size_t n, FundRules r, const Members& m, double* POVTRAP_RESTRICT loan,
                                          double* POVTRAP_RESTRICT x_more) {
  const double *POVTRAP_RESTRICT unit = m.unit, *POVTRAP_RESTRICT x = m.x, *POVTRAP_RESTRICT debt = m.debt,
                                 *POVTRAP_RESTRICT investing = m.investing;
  const float* POVTRAP_RESTRICT income = m.income;
  const std::uint8_t* POVTRAP_RESTRICT bar = m.bar;
  std::uint64_t members = 0;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const bool member = static_cast<double>(income[i]) < r.income_limit * unit[i] * r.prices;
    const bool asks = member & (static_cast<double>(bar[i]) <= 0.0) & (investing[i] >= 0.0);
    const double room = math::min(r.most, r.loan_size * unit[i] * r.prices - debt[i]);
    const double wish = asks ? floor_to_grid(math::max(0.0, room)) : 0.0;
    loan[i] = wish;
    x_more[i] = x[i] + math::max(wish / (r.capital_price * unit[i]), least_growth);
    members += member ? 1 : 0;
  }
  return members;
}

struct ReturnRates {
  double line, capital_price, depreciation, least;
};

/// Expected yearly return of a unit of capital.
struct Prospects {
  const double *x, *x_more, *f, *f_more, *scale;
};

/// Who expects more than the interest asks for the loan.
POVTRAP_KERNEL void request(std::size_t n, ReturnRates r, const Prospects& p, double* POVTRAP_RESTRICT profit,
                            double* POVTRAP_RESTRICT loan, float* POVTRAP_RESTRICT kept) {
  const double *POVTRAP_RESTRICT x = p.x, *POVTRAP_RESTRICT x_more = p.x_more, *POVTRAP_RESTRICT f = p.f,
                                 *POVTRAP_RESTRICT f_more = p.f_more, *POVTRAP_RESTRICT scale = p.scale;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double slope = (f_more[i] - f[i]) / (x_more[i] - x[i]);
    const double gain = scale[i] * slope / r.capital_price - r.depreciation;
    const float lines = keep_money(gain > r.least ? loan[i] : 0.0, r.line);
    profit[i] = gain;
    kept[i] = lines;
    loan[i] = found_money(lines, r.line);
  }
}

/// Requests that are served in full, and those that get a part.
POVTRAP_KERNEL void find_served(std::size_t n, double cutoff, double line, const float* POVTRAP_RESTRICT request,
                                const std::uint8_t* POVTRAP_RESTRICT rank, double* POVTRAP_RESTRICT above,
                                double* POVTRAP_RESTRICT at) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double place = static_cast<double>(rank[i]), wanted = found_money(request[i], line);
    above[i] = place > cutoff ? wanted : 0.0;
    at[i] = place == cutoff ? wanted : 0.0;
  }
}

POVTRAP_KERNEL void owe(std::size_t n, const double* POVTRAP_RESTRICT rationed, double* POVTRAP_RESTRICT loan,
                        double* POVTRAP_RESTRICT money, double* POVTRAP_RESTRICT debt) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double lent = loan[i] + rationed[i];
    loan[i] = lent;
    money[i] += lent;
    debt[i] += lent;
  }
}

FundRules rules_of(const HouseholdPass& pass) {
  const VillageFundParameters& p = pass.model.programmes.funds;
  return {.income_limit = p.income_limit,
          .loan_size = p.loan_size,
          .prices = pass.nation.price_index,
          .capital_price = pass.region.manufactures_price,
          .most = (1.0 + p.rate * pass.dt()) * to_lcu(pass.economy.funds[pass.region.fund].equity())};
}

}  // namespace

void request_fund_loans(HouseholdPass& pass) {
  if (pass.region.fund == no_fund) return;
  Households& h = pass.households;
  const PassRows& rows = pass.rows;
  const VillageFundParameters& p = pass.model.programmes.funds;
  const double line = pass.model.poverty.line;
  Row loan, x_more, f_more, profit;
  pass.tally.fund_members = static_cast<double>(wish_for_loans(
      pass.n, rules_of(pass),
      {rows.unit, rows.x, pass.of(h.fund_debt), rows.investing, pass.of(h.own_income_last_year), pass.of(h.fund_bar)},
      loan.data(), x_more.data()));
  ask_technique(pass, x_more.data(), f_more.data());
  request(pass.n, {line, pass.region.manufactures_price, pass.model.enterprise.depreciation, p.rate - pass.nation.fund_discount},
          {rows.x, x_more.data(), rows.f, f_more.data(), rows.return_scale}, profit.data(), loan.data(), pass.of(h.fund_request));
  rank_borrowers(p, {pass.n, line * pass.nation.price_index, pass.of(h.own_income_last_year), pass.of(h.persons), profit.data()},
                 return_classes, pass.of(h.fund_rank));
  pass.tally.fund_requests = {};
  add_by_class(loan.data(), pass.of(h.fund_rank), pass.n, pass.tally.fund_requests);
}

void take_fund_loans(HouseholdPass& pass, double* money) {
  if (pass.region.fund == no_fund) return;
  Households& h = pass.households;
  if (pass.tally.fund_lent > 0) {
    double* loan = pass.scratch.row();
    Row at, rationed;
    const std::size_t cut = pass.shares.fund_cutoff;
    find_served(pass.n, static_cast<double>(cut), pass.model.poverty.line, pass.of(h.fund_request), pass.of(h.fund_rank), loan,
                at.data());
    ration_in_block(pass.shares.fund_at_cutoff, pass.tally.fund_requests[cut], at.data(), rationed.data(), pass.n);
    owe(pass.n, rationed.data(), loan, money, pass.of(h.fund_debt));
    pass.books.receive(Flow::loans, loan);
  }
  pass.tally.fund_borrowers = static_cast<double>(count_borrowers(pass.n, pass.of(h.fund_debt)));
}

}  // namespace povtrap
