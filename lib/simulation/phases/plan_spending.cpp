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
POVTRAP_KERNEL void set_grants_aside(std::size_t n, const double* POVTRAP_RESTRICT grant, const double* POVTRAP_RESTRICT coming_in,
                                     double* POVTRAP_RESTRICT opening, double* POVTRAP_RESTRICT cash) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double before = opening[i] - grant[i];
    opening[i] = before;
    cash[i] = math::max(0.0, before + coming_in[i]);
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

POVTRAP_KERNEL void add_grants(std::size_t n, const double* POVTRAP_RESTRICT grant, double* POVTRAP_RESTRICT investing) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) investing[i] += grant[i];
}

/// Liquid wealth, and the debt for which capital has to stand.
struct Claims {
  const double* wealth;
  const double* called_debt;
};

POVTRAP_KERNEL void add_rows(std::size_t n, double sign, const double* POVTRAP_RESTRICT a, const double* POVTRAP_RESTRICT b,
                             double* POVTRAP_RESTRICT sum) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) sum[i] = a[i] + sign * b[i];
}

/// Bonds are wealth; loans for school are not secured by capital.
Claims count_claims(HouseholdPass& pass, const double* opening) {
  Households& h = pass.households;
  Claims claims{opening, pass.of(h.debt)};
  if (pass.model.portfolio.active) {
    double* wealth = pass.scratch.row();
    add_rows(pass.n, 1.0, opening, pass.of(h.bonds), wealth);
    claims.wealth = wealth;
  }
  if (pass.model.schooling.active) {
    double* called = pass.scratch.row();
    add_rows(pass.n, -1.0, pass.of(h.debt), pass.of(h.school_debt), called);
    claims.called_debt = called;
  }
  return claims;
}

/// Households of some blocs save more or less of their income than the rule says.
POVTRAP_KERNEL void scale_saving(std::size_t n, double factor, const double* POVTRAP_RESTRICT income,
                                 double* POVTRAP_RESTRICT spending, double* POVTRAP_RESTRICT investing) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double saving = income[i] - spending[i];
    const double scale = saving > 0.0 ? factor : 1.0;
    spending[i] = income[i] - scale * saving;
    investing[i] *= scale;
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
  if (rows.grant != nullptr) {
    const double* coming_in = pass.model.goods.planning_rounds > 1 ? means.income : rows.cash_income;
    set_grants_aside(pass.n, rows.grant, coming_in, means.opening, means.cash);
  }
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

/// Money for goods, and in rows.investing for capital, as far as needs leave any; who is insolvent gets the rank of it.
const double* divide_means(HouseholdPass& pass, std::uint8_t* rank) {
  const PassRows& rows = pass.rows;
  const Means means = find_means(pass);
  const Claims claims = count_claims(pass, means.opening);
  double* spending = pass.scratch.row();
  ask_saving(pass, {pass.n, means.income, claims.wealth, rows.unit, pass.dt(), pass.of(pass.households.debt)},
             {spending, rows.investing});
  const std::vector<double>& factors = pass.model.regions.saving_factor;
  if (!factors.empty()) scale_saving(pass.n, factors[pass.region.bloc], means.income, spending, rows.investing);
  meet_needs(pass.n, need_rates(pass), {means.cash, rows.unit, rows.x, claims.called_debt}, spending, rows.investing, rank);
  return spending;
}

}  // namespace

void plan_spending(HouseholdPass& pass) {
  if (pass.model.goods.planning_rounds > 1) return sound_out_plans(pass);
  settle_plans(pass);
}

void sound_out_plans(HouseholdPass& pass) {
  std::array<std::uint8_t, block_size> rank;
  order_goods(pass, divide_means(pass, rank.data()));
}

void settle_plans(HouseholdPass& pass) {
  Households& h = pass.households;
  const PassRows& rows = pass.rows;
  std::array<std::uint8_t, block_size> no_rank;
  std::uint8_t* rank = h.loan_rank.empty() ? no_rank.data() : pass.of(h.loan_rank);
  const double* spending = divide_means(pass, rank);
  consider_investing(pass, rank);
  request_fund_loans(pass);
  round_investment(pass.n, rows.investing);
  if (rows.grant != nullptr) add_grants(pass.n, rows.grant, rows.investing);
  pay_for_orders(pass, order_goods(pass, spending));
}

}  // namespace povtrap
