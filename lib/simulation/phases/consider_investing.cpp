#include <array>
#include <limits>

#include "core/kept_money.hpp"
#include "core/kernel.hpp"
#include "core/math.hpp"
#include "markets/credit.hpp"
#include "simulation/ask_rules.hpp"
#include "simulation/phases/plans.hpp"

namespace povtrap {

namespace {

/// Least growth of capital over which an expected return is measured.   Units: [U].   Source: our choice.
constexpr double least_growth = 1e-3;

/// x after the wished growth of capital, over which the expected return is measured.
POVTRAP_KERNEL void reach_out(std::size_t n, double growth, const double* POVTRAP_RESTRICT x, double* POVTRAP_RESTRICT x_next) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) x_next[i] = x[i] + math::max(growth * x[i], least_growth);
}

/// Does anybody own so little that the wished growth is below the least one?
POVTRAP_KERNEL bool anybody_small(std::size_t n, double growth, const double* POVTRAP_RESTRICT x) {
  std::uint64_t small = 0;
  for (std::size_t i = 0; i < n; ++i) small |= growth * x[i] < least_growth ? 1 : 0;
  return small != 0;
}

/// f after that growth: of all at once where capital grows by the same ratio, which is little work, and again of the few who grow
/// by the least growth instead.
void ask_after_growth(HouseholdPass& pass, double growth, const double* x_next, double* f_next) {
  const double *x = pass.rows.x, *f = pass.rows.f;
  const EnterpriseParameters& enterprise = pass.model.enterprise;
  const bool some = anybody_small(pass.n, growth, x), own = enterprise.technique.is_own(enterprise.technique.rule());
  if (some && own) return ask_technique(pass, {pass.n, x, f, x_next, 0.0}, f_next);
  ask_technique(pass, {pass.n, x, f, x_next, 1.0 + growth}, f_next);
  if (!some) return;
  std::array<std::uint16_t, block_size> place;
  std::array<double, block_size> more, yield;
  std::size_t count = 0;
  for (std::size_t i = 0; i < pass.n; ++i) {
    place[count] = static_cast<std::uint16_t>(i);
    more[count] = x_next[i];
    count += growth * x[i] < least_growth ? 1 : 0;
  }
  enterprise.technique.rule().output(more.data(), yield.data(), count);
  for (std::size_t k = 0; k < count; ++k) f_next[place[k]] = yield[k];
}

/// What makes an investment and a loan worth it; a bound at infinity is one that always or never holds.
struct CreditRates {
  double line, wished, minimum, loan_to_value, least_for_loan, least_for_saving, depreciation, capital_price, without_security;
};

/// Expected yearly return of a unit of capital.
struct Prospects {
  const double *x, *x_next, *f, *f_next, *scale;
};

/// Households put saving into capital only where the return at expected sales is worth it.
POVTRAP_KERNEL void weigh_investment(std::size_t n, CreditRates r, Prospects p, double* POVTRAP_RESTRICT investing,
                                     double* POVTRAP_RESTRICT profit) {
  const double *POVTRAP_RESTRICT x = p.x, *POVTRAP_RESTRICT x_next = p.x_next, *POVTRAP_RESTRICT f = p.f,
                                *POVTRAP_RESTRICT f_next = p.f_next, *POVTRAP_RESTRICT scale = p.scale;
  const double goods_per_lcu = 1.0 / r.capital_price;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double slope = (f_next[i] - f[i]) / (x_next[i] - x[i]);
    const double gain = scale[i] * slope * goods_per_lcu - r.depreciation;
    const double meant = investing[i];
    profit[i] = gain;
    investing[i] = (meant > 0.0) & !(gain > r.least_for_saving) ? 0.0 : meant;
  }
}

/// And they borrow for more where that is worth it too.
POVTRAP_KERNEL void ask_for_loans(std::size_t n, CreditRates r, const double* POVTRAP_RESTRICT profit,
                                  const double* POVTRAP_RESTRICT x, const double* POVTRAP_RESTRICT unit,
                                  const double* POVTRAP_RESTRICT debt, const double* POVTRAP_RESTRICT investing,
                                  double* POVTRAP_RESTRICT request, float* POVTRAP_RESTRICT kept, std::uint8_t* POVTRAP_RESTRICT rank) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double base = (x[i] * r.capital_price + r.without_security) * unit[i];
    const double wish = r.wished * base - math::max(0.0, investing[i]);
    const double loan = math::max(0.0, math::min(wish, r.loan_to_value * base - debt[i]));
    const bool lends = (x[i] >= r.minimum) & (profit[i] > r.least_for_loan) & (investing[i] >= 0.0);
    const int by_return = static_cast<int>(math::clamp(100.0 * profit[i], 0.0, static_cast<double>(return_classes - 1)));
    const float lines = lends ? keep_money(loan, r.line) : 0.0F;
    kept[i] = lines;
    request[i] = found_money(lines, r.line);
    rank[i] = static_cast<std::uint8_t>(rank[i] | by_return);
  }
}

CreditRates credit_rates(const HouseholdPass& pass, double wished) {
  constexpr double always = -std::numeric_limits<double>::infinity(), never = std::numeric_limits<double>::infinity();
  const CreditParameters& credit = pass.model.credit;
  const double discount = pass.region.kind == RegionKind::rural ? pass.nation.bank_discount : 0.0;
  return {.line = pass.model.poverty.line,
          .wished = wished,
          .minimum = credit.collateral ? credit.minimum_capital : always,
          .loan_to_value = credit.loan_to_value,
          .least_for_loan = credit.households ? credit.household_rate() - discount : never,
          .least_for_saving = pass.model.enterprise.incentive ? pass.economy.bank.deposit_rate : always,
          .depreciation = pass.model.enterprise.depreciation,
          .capital_price = pass.region.manufactures_price,
          .without_security = credit.collateral ? 0.0 : 1.0};
}

}  // namespace

void consider_investing(HouseholdPass& pass, std::uint8_t* rank) {
  Households& h = pass.households;
  const PassRows& rows = pass.rows;
  const bool may_borrow = pass.model.credit.households;
  if (!may_borrow && !pass.model.enterprise.incentive) return;
  const double wished = pass.model.credit.wished_growth * pass.dt();
  double *x_next = pass.scratch.row(), *f_next = pass.scratch.row(), *profit = pass.scratch.row();
  reach_out(pass.n, wished, rows.x, x_next);
  ask_after_growth(pass, wished, x_next, f_next);
  const CreditRates rates = credit_rates(pass, wished);
  weigh_investment(pass.n, rates, {rows.x, x_next, rows.f, f_next, rows.return_scale}, rows.investing, profit);
  if (!may_borrow) return;
  double* request = pass.scratch.row();
  ask_for_loans(pass.n, rates, profit, rows.x, rows.unit, pass.of(h.debt), rows.investing, request, pass.of(h.loan_request), rank);
  pass.tally.loan_requests = {};
  add_by_class(request, rank, pass.n, pass.tally.loan_requests);
}

}  // namespace povtrap
