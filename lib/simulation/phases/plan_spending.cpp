#include <algorithm>
#include <array>
#include <limits>

#include "core/kernel.hpp"
#include "core/math.hpp"
#include "markets/credit.hpp"
#include "simulation/ask_rules.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// What a household may reckon with. Services income is expected at the region's expected use of capacity, after tax.
struct Means {
  double* income;         ///< expected disposable income [LCU/period]
  double* opening;        ///< deposits when the period began [LCU]
  double* cash;           ///< money at hand for spending [LCU]
  double* line;           ///< poverty line of the household [LCU/year]
  double* capital_value;  ///< at today's price [LCU]
};

struct MeansRates {
  double line, dt, use, tax, tax_free, capital_price;
};

POVTRAP_KERNEL void count_means(std::size_t n, MeansRates r, const double* POVTRAP_RESTRICT deposits,
                                const double* POVTRAP_RESTRICT cash_income,
                                const double* POVTRAP_RESTRICT earnings, const double* POVTRAP_RESTRICT services,
                                const float* POVTRAP_RESTRICT persons, const double* POVTRAP_RESTRICT capital,
                                double* POVTRAP_RESTRICT income, double* POVTRAP_RESTRICT opening, double* POVTRAP_RESTRICT line,
                                double* POVTRAP_RESTRICT capital_value) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double received = cash_income[i], earned = earnings[i];
    const double year = r.line * static_cast<double>(persons[i]);
    const double gross = services[i] * r.use;
    const double free = r.tax_free * year * r.dt;
    const double more_tax = r.tax * (math::max(0.0, earned + gross - free) - math::max(0.0, earned - free));
    line[i] = year;
    income[i] = received + gross - more_tax;
    opening[i] = deposits[i] - received;
    capital_value[i] = capital[i] * r.capital_price;
  }
}

POVTRAP_KERNEL void count_cash(std::size_t n, const double* POVTRAP_RESTRICT opening, const double* POVTRAP_RESTRICT coming_in,
                               double* POVTRAP_RESTRICT cash) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) cash[i] = math::max(0.0, opening[i] + coming_in[i]);
}

struct NeedRates {
  double distress_period, discount, kept, wear, overlooked_debt;
};

/// Nobody eats more than the money at hand; who cannot pay for what distress leaves, or owes more than the capital is worth,
/// sells capital at a fire-sale price.
/// A negative investing is the money that a distress sale brings.
POVTRAP_KERNEL void meet_needs(std::size_t n, NeedRates r, const double* POVTRAP_RESTRICT cash,
                               const double* POVTRAP_RESTRICT line, const double* POVTRAP_RESTRICT capital_value,
                               const double* POVTRAP_RESTRICT debt, double* POVTRAP_RESTRICT spending,
                               double* POVTRAP_RESTRICT investing, std::uint8_t* POVTRAP_RESTRICT rank) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double owed = debt[i], value = capital_value[i];
    const double floor = r.distress_period * line[i];
    const double sellable = math::max(0.0, value - r.kept * line[i]) * (1.0 - r.discount) * (1.0 - r.wear);
    const double shortfall = math::max(0.0, floor - cash[i]);
    const bool insolvent = owed > value + r.overlooked_debt;
    const double called = insolvent ? owed : 0.0;
    const double sale = math::min(shortfall + called, sellable);
    const double wished = math::max(math::max(0.0, spending[i]), floor);
    const double spent = math::min(wished, cash[i] + math::min(sale, shortfall));
    const double invested = math::min(math::max(0.0, investing[i]), math::max(0.0, cash[i] - spent));
    spending[i] = spent;
    investing[i] = sale > 0.0 ? -sale : invested;
    rank[i] = insolvent ? debt_called : 0;
  }
}

/// What makes an investment and a loan worth it; a bound at infinity is one that always or never holds.
struct CreditRates {
  double wished, minimum, loan_to_value, least_for_loan, least_for_saving, depreciation, capital_price;
  bool collateral;
};

/// x now and after the wished growth of capital, between which the expected return is measured.
POVTRAP_KERNEL void reach_out(std::size_t n, double growth, const double* POVTRAP_RESTRICT capital_value,
                              const double* POVTRAP_RESTRICT line, double price, double* POVTRAP_RESTRICT x,
                              double* POVTRAP_RESTRICT x_next) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    x[i] = capital_value[i] / (price * line[i]);
    x_next[i] = x[i] + math::max(growth * x[i], 1e-3);
  }
}

/// Households put saving into capital, and borrow for more, only where the return at expected sales is worth it.
POVTRAP_KERNEL void weigh_investment(std::size_t n, CreditRates r, const double* POVTRAP_RESTRICT x,
                                     const double* POVTRAP_RESTRICT x_next, const double* POVTRAP_RESTRICT f,
                                     const double* POVTRAP_RESTRICT f_next, const double* POVTRAP_RESTRICT scale,
                                     const double* POVTRAP_RESTRICT capital_value, const double* POVTRAP_RESTRICT line,
                                     const double* POVTRAP_RESTRICT debt, double* POVTRAP_RESTRICT investing,
                                     double* POVTRAP_RESTRICT request, std::uint8_t* POVTRAP_RESTRICT rank) {
  const double without_security = r.collateral ? 0.0 : 1.0;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double slope = (f_next[i] - f[i]) / (x_next[i] - x[i]);
    const double profit = scale[i] * slope / r.capital_price - r.depreciation;
    const double meant = investing[i];
    const double worth_it = profit > r.least_for_saving ? meant : 0.0;
    const double invested = meant > 0.0 ? worth_it : meant;
    const double base = capital_value[i] + without_security * line[i];
    const double wish = r.wished * base - math::max(0.0, invested);
    const double loan = floor_to_grid(math::max(0.0, math::min(wish, r.loan_to_value * base - debt[i])));
    const double secured = x[i] >= r.minimum ? loan : 0.0;
    const double profitable = profit > r.least_for_loan ? secured : 0.0;
    investing[i] = invested;
    request[i] = invested >= 0.0 ? cut_to_float(profitable) : 0.0;
    const int rank_by_return = static_cast<int>(math::clamp(100.0 * profit, 0.0, static_cast<double>(return_classes - 1)));
    rank[i] = static_cast<std::uint8_t>(rank[i] | rank_by_return);
  }
}

/// Adds requests up by class. Neighbours count into different rows, so that none waits for the sum of the one before.
std::array<Steps, return_classes> requests_by_class(const double* request, const std::uint8_t* rank, std::size_t n) {
  constexpr std::size_t rows = 4;
  std::array<std::array<Steps, return_classes>, rows> sums = {};
  for (std::size_t i = 0; i < n; ++i) sums[i % rows][rank[i] & (return_classes - 1)] += to_steps(request[i]);
  for (std::size_t c = 0; c < return_classes; ++c) sums[0][c] += sums[1][c] + sums[2][c] + sums[3][c];
  return sums[0];
}

CreditRates credit_rates(const HouseholdPass& pass, double wished) {
  constexpr double always = -std::numeric_limits<double>::infinity(), never = std::numeric_limits<double>::infinity();
  const CreditParameters& credit = pass.model.credit;
  const double discount = pass.region.kind == RegionKind::rural ? pass.nation.bank_discount : 0.0;
  return {.wished = wished,
          .minimum = credit.collateral ? credit.minimum_capital : always,
          .loan_to_value = credit.loan_to_value,
          .least_for_loan = credit.households ? credit.household_rate() - discount : never,
          .least_for_saving = pass.model.enterprise.incentive ? pass.economy.bank.deposit_rate : always,
          .depreciation = pass.model.enterprise.depreciation,
          .capital_price = pass.region.manufactures_price,
          .collateral = credit.collateral};
}

void consider_investing(HouseholdPass& pass, const Means& means, std::uint8_t* rank) {
  Households& h = pass.households;
  const bool may_borrow = pass.model.credit.households;
  if (!may_borrow && !pass.model.enterprise.incentive) return;
  const double price = pass.region.manufactures_price;
  double *x = pass.scratch.row(), *x_next = pass.scratch.row(), *f = pass.scratch.row(), *f_next = pass.scratch.row(),
         *request = pass.scratch.row();
  const double wished = pass.model.credit.wished_growth * pass.dt();
  reach_out(pass.n, wished, means.capital_value, means.line, price, x, x_next);
  ask_technique(pass, x, f);
  ask_technique(pass, x_next, f_next);
  weigh_investment(pass.n, credit_rates(pass, wished), x, x_next, f, f_next, pass.rows.return_scale, means.capital_value,
                   means.line, pass.of(h.debt), pass.rows.investing, request, rank);
  if (!may_borrow) return;
  float* kept = pass.of(h.loan_request);
  for (std::size_t i = 0; i < pass.n; ++i) kept[i] = static_cast<float>(request[i]);
  pass.tally.loan_requests = requests_by_class(request, rank, pass.n);
}

POVTRAP_KERNEL void round_investment(std::size_t n, double* POVTRAP_RESTRICT investing) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) investing[i] = investing[i] >= 0.0 ? floor_to_grid(investing[i]) : -floor_to_grid(-investing[i]);
}

/// Liquid wealth, and the debt for which capital has to stand.
struct Claims {
  const double* wealth;
  const double* called_debt;
};

Claims count_claims(HouseholdPass& pass, const double* opening) {
  Households& h = pass.households;
  Claims claims{opening, pass.of(h.debt)};
  if (pass.model.portfolio.active) {
    double* wealth = pass.scratch.row();
    const double* bonds = pass.of(h.bonds);
    for (std::size_t i = 0; i < pass.n; ++i) wealth[i] = opening[i] + bonds[i];
    claims.wealth = wealth;
  }
  if (pass.model.schooling.active) {
    double* called = pass.scratch.row();
    const double *debt = pass.of(h.debt), *school = pass.of(h.school_debt);
    for (std::size_t i = 0; i < pass.n; ++i) called[i] = debt[i] - school[i];
    claims.called_debt = called;
  }
  return claims;
}

/// Households of some blocs save more or less of their income than the rule says.
void scale_saving(std::size_t n, double factor, const double* income, double* spending, double* investing) {
  for (std::size_t i = 0; i < n; ++i) {
    const double saving = income[i] - spending[i];
    if (saving <= 0.0) continue;
    spending[i] = income[i] - factor * saving;
    investing[i] *= factor;
  }
}

Orders make_plans(HouseholdPass& pass) {
  Households& h = pass.households;
  const ConsumptionParameters& consumption = pass.model.consumption;
  const GovernmentParameters& government = pass.model.programmes.government;
  const double line = pass.model.poverty.line, dt = pass.dt();
  Scratch& s = pass.scratch;
  const Means means{s.row(), s.row(), s.row(), s.row(), s.row()};
  const PassRows& rows = pass.rows;
  const MeansRates rates{line,
                         dt,
                         pass.region.expected_utilisation,
                         government.income_tax,
                         government.income_threshold,
                         pass.region.manufactures_price};
  count_means(pass.n, rates, pass.of(h.deposits), rows.cash_income, rows.earnings, rows.services_capacity, pass.of(h.persons),
              pass.of(h.capital), means.income, means.opening, means.line, means.capital_value);
  for (std::size_t i = 0; rows.grant != nullptr && i < pass.n; ++i) means.opening[i] -= rows.grant[i];
  const bool spend_expected = pass.model.goods.planning_rounds > 1;
  count_cash(pass.n, means.opening, spend_expected ? means.income : rows.cash_income, means.cash);

  double *spending = s.row(), *investing = rows.investing;
  std::array<std::uint8_t, block_size> no_rank;
  std::uint8_t* rank = h.loan_rank.empty() ? no_rank.data() : pass.of(h.loan_rank);
  const Claims claims = count_claims(pass, means.opening);
  ask_saving(pass, {pass.n, means.income, claims.wealth, means.line, dt, pass.of(h.debt)}, {spending, investing});
  const std::vector<double>& factors = pass.model.regions.saving_factor;
  if (!factors.empty()) scale_saving(pass.n, factors[pass.region.bloc], means.income, spending, investing);
  meet_needs(
      pass.n,
      {consumption.distress * dt, consumption.fire_sale_discount, consumption.asset_smoothing ? consumption.kept_capital : 0.0,
       pass.model.enterprise.depreciation * dt, overlooked_debt * line},
      means.cash, means.line, means.capital_value, claims.called_debt, spending, investing, rank);
  consider_investing(pass, means, rank);
  request_fund_loans(pass);
  round_investment(pass.n, investing);
  for (std::size_t i = 0; rows.grant != nullptr && i < pass.n; ++i) investing[i] += rows.grant[i];
  return order_goods(pass, spending);
}

}  // namespace

void plan_spending(HouseholdPass& pass) {
  const Orders orders = make_plans(pass);
  if (pass.model.goods.planning_rounds <= 1) pay_for_orders(pass, orders);
}

void revise_plans(HouseholdPass& pass) {
  make_plans(pass);
}

void settle_plans(HouseholdPass& pass) {
  pay_for_orders(pass, make_plans(pass));
}

}  // namespace povtrap
