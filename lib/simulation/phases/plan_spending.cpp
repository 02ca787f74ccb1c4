#include <algorithm>
#include <array>

#include "core/kernel.hpp"
#include "core/math.hpp"
#include "markets/credit.hpp"
#include "simulation/ask_rules.hpp"
#include "simulation/phases/plans.hpp"

namespace povtrap {

namespace {

/// What a household may reckon with. Services income is expected at the region's expected use of capacity, after tax.
struct Means {
  double* income;   ///< expected disposable income [LCU/period]
  double* opening;  ///< deposits when the period began [LCU]
  double* cash;     ///< money at hand for spending [LCU]
};

struct MeansRates {
  double use, tax, tax_free_period, spend_expected;
};

/// Columns and rows that are known.
struct Known {
  const double *deposits, *cash_income, *earnings, *services, *unit;
};

POVTRAP_KERNEL void count_means(std::size_t n, MeansRates r, Known k, double* POVTRAP_RESTRICT income,
                                double* POVTRAP_RESTRICT opening, double* POVTRAP_RESTRICT cash) {
  const double *POVTRAP_RESTRICT deposits = k.deposits, *POVTRAP_RESTRICT cash_income = k.cash_income,
                                *POVTRAP_RESTRICT earnings = k.earnings, *POVTRAP_RESTRICT services = k.services,
                                *POVTRAP_RESTRICT unit = k.unit;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double received = cash_income[i], over = earnings[i] - r.tax_free_period * unit[i];
    const double gross = services[i] * r.use;
    const double more_tax = r.tax * (math::max(0.0, over + gross) - math::max(0.0, over));
    const double expected = gross - more_tax, before = deposits[i] - received;
    income[i] = received + expected;
    opening[i] = before;
    cash[i] = math::max(0.0, before + received + r.spend_expected * expected);
  }
}

/// Grants are there to be invested: they are neither deposits of before nor money to be eaten.
void set_grants_aside(HouseholdPass& pass, const Means& means) {
  const double* grant = pass.rows.grant;
  if (grant == nullptr) return;
  const double* deposits = pass.of(pass.households.deposits);
  const double* coming_in = pass.model.goods.planning_rounds > 1 ? means.income : pass.rows.cash_income;
  for (std::size_t i = 0; i < pass.n; ++i) {
    means.opening[i] = deposits[i] - pass.rows.cash_income[i] - grant[i];
    means.cash[i] = math::max(0.0, means.opening[i] + coming_in[i]);
  }
}

struct NeedRates {
  double capital_price, distress_period, sale_yield, kept, overlooked_debt;
};

/// What is owned and owed.
struct Wealth {
  const double *cash, *unit, *x, *debt;
};

/// Nobody eats more than the money at hand; who cannot pay for what distress leaves, or owes more than the capital is worth,
/// sells capital at a fire-sale price.
/// A negative investing is the money that a distress sale brings.
POVTRAP_KERNEL void meet_needs(std::size_t n, NeedRates r, Wealth w, double* POVTRAP_RESTRICT spending,
                               double* POVTRAP_RESTRICT investing, std::uint8_t* POVTRAP_RESTRICT rank) {
  const double *POVTRAP_RESTRICT cash = w.cash, *POVTRAP_RESTRICT unit = w.unit, *POVTRAP_RESTRICT x = w.x,
                                *POVTRAP_RESTRICT debt = w.debt;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double owed = debt[i], line = unit[i], money = cash[i], value = x[i] * line * r.capital_price;
    const double floor = r.distress_period * line;
    const double sellable = math::max(0.0, value - r.kept * line) * r.sale_yield;
    const double shortfall = math::max(0.0, floor - money);
    const bool insolvent = owed > value + r.overlooked_debt;
    const double called = insolvent ? owed : 0.0;
    const double sale = math::min(shortfall + called, sellable);
    const double wished = math::max(math::max(0.0, spending[i]), floor);
    const double spent = math::min(wished, money + math::min(sale, shortfall));
    const double invested = math::min(math::max(0.0, investing[i]), math::max(0.0, money - spent));
    spending[i] = spent;
    investing[i] = sale > 0.0 ? -sale : invested;
    rank[i] = insolvent ? debt_called : 0;
  }
}

POVTRAP_KERNEL void round_investment(std::size_t n, double* POVTRAP_RESTRICT investing) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double size = floor_to_grid(math::abs(investing[i]));
    investing[i] = investing[i] >= 0.0 ? size : -size;
  }
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

Means find_means(HouseholdPass& pass) {
  const PassRows& rows = pass.rows;
  const GovernmentParameters& government = pass.model.programmes.government;
  const Means means{pass.scratch.row(), pass.scratch.row(), pass.scratch.row()};
  const MeansRates rates{pass.region.expected_utilisation, government.income_tax, government.income_threshold * pass.dt(),
                         pass.model.goods.planning_rounds > 1 ? 1.0 : 0.0};
  count_means(pass.n, rates,
              {pass.of(pass.households.deposits), rows.cash_income, rows.earnings, rows.services_capacity, rows.unit}, means.income,
              means.opening, means.cash);
  set_grants_aside(pass, means);
  return means;
}

NeedRates need_rates(const HouseholdPass& pass) {
  const ConsumptionParameters& p = pass.model.consumption;
  const double wear = pass.model.enterprise.depreciation * pass.dt();
  return {.capital_price = pass.region.manufactures_price,
          .distress_period = p.distress * pass.dt(),
          .sale_yield = (1.0 - p.fire_sale_discount) * (1.0 - wear),
          .kept = p.asset_smoothing ? p.kept_capital : 0.0,
          .overlooked_debt = overlooked_debt * pass.model.poverty.line};
}

Orders make_plans(HouseholdPass& pass) {
  Households& h = pass.households;
  const PassRows& rows = pass.rows;
  const Means means = find_means(pass);
  const Claims claims = count_claims(pass, means.opening);
  double* spending = pass.scratch.row();
  ask_saving(pass, {pass.n, means.income, claims.wealth, rows.unit, pass.dt(), pass.of(h.debt)}, {spending, rows.investing});
  const std::vector<double>& factors = pass.model.regions.saving_factor;
  if (!factors.empty()) scale_saving(pass.n, factors[pass.region.bloc], means.income, spending, rows.investing);
  std::array<std::uint8_t, block_size> no_rank;
  std::uint8_t* rank = h.loan_rank.empty() ? no_rank.data() : pass.of(h.loan_rank);
  meet_needs(pass.n, need_rates(pass), {means.cash, rows.unit, rows.x, claims.called_debt}, spending, rows.investing, rank);
  consider_investing(pass, rank);
  request_fund_loans(pass);
  round_investment(pass.n, rows.investing);
  for (std::size_t i = 0; rows.grant != nullptr && i < pass.n; ++i) rows.investing[i] += rows.grant[i];
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
