#include <algorithm>

#include "core/kept_money.hpp"
#include "core/kernel.hpp"
#include "core/math.hpp"
#include "core/sums.hpp"
#include "simulation/phases/plans.hpp"

namespace povtrap {

namespace {

POVTRAP_KERNEL void fill_baskets(std::size_t n, BasketShares shares, double committed_food_of_line,
                                 const double* POVTRAP_RESTRICT spending, const double* POVTRAP_RESTRICT line,
                                 double* POVTRAP_RESTRICT food, double* POVTRAP_RESTRICT services, double* POVTRAP_RESTRICT all) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const Basket basket = fill_basket(shares, spending[i], committed_food_of_line * line[i]);
    const double meals = floor_to_grid(basket.food), served = floor_to_grid(basket.services);
    food[i] = meals;
    services[i] = served;
    all[i] = meals + served + floor_to_grid(basket.manufactures);
  }
}

struct EatingRates {
  double memory, requirement_of_line;
};

/// Wear, and capital that one LCU buys or has to be sold for.
struct CapitalRates {
  double wear, goods_per_lcu, sold_per_lcu;
};

/// The nutrition stock follows food eaten over the requirement: n' = n + m (intake - n). Capital wears, and grows by what is
/// bought from own money or shrinks by what is sold in distress.
POVTRAP_KERNEL void eat_and_install(std::size_t n, EatingRates e, CapitalRates c, const Orders orders,
                                    const double* POVTRAP_RESTRICT unit, const double* POVTRAP_RESTRICT money,
                                    double* POVTRAP_RESTRICT nutrition, double* POVTRAP_RESTRICT capital,
                                    double* POVTRAP_RESTRICT bought, double* POVTRAP_RESTRICT sold) {
  const double* POVTRAP_RESTRICT food = orders.food;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double intake = food[i] / (e.requirement_of_line * unit[i]);
    nutrition[i] += e.memory * (intake - nutrition[i]);
    const double more = math::max(0.0, money[i]) * c.goods_per_lcu, kept = capital[i] * (1.0 - c.wear);
    const double less = math::min(kept, math::max(0.0, -money[i]) * c.sold_per_lcu);
    bought[i] = more;
    sold[i] = less;
    capital[i] = kept + more - less;
  }
}

POVTRAP_KERNEL void keep_incomes(std::size_t n, const double* POVTRAP_RESTRICT cash_income, float* POVTRAP_RESTRICT income) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) income[i] = static_cast<float>(cash_income[i]);
}

/// What the third pass will read of those who sell services.
POVTRAP_KERNEL void keep_sellers(std::size_t n, double line, const double* POVTRAP_RESTRICT earnings,
                                 const double* POVTRAP_RESTRICT services, float* POVTRAP_RESTRICT earned,
                                 float* POVTRAP_RESTRICT capacity) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    earned[i] = keep_money(earnings[i], line);
    capacity[i] = keep_money(services[i], line);
  }
}

POVTRAP_KERNEL void add_spending_away(std::size_t n, const float* POVTRAP_RESTRICT away, double* POVTRAP_RESTRICT income) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) income[i] += static_cast<double>(away[i]);
}

/// What the member who works elsewhere spends there is income of the household too: he is one of its persons.
void count_spending_away(HouseholdPass& pass) {
  if (pass.households.spent_away.empty()) return;
  const float* away = pass.of(pass.households.spent_away);
  add_spending_away(pass.n, away, pass.rows.cash_income);
}

}  // namespace

Orders order_goods(HouseholdPass& pass, const double* spending) {
  const ConsumptionParameters& p = pass.model.consumption;
  const Orders orders{pass.scratch.row(), pass.scratch.row(), pass.scratch.row()};
  fill_baskets(pass.n, {p.food_share, p.services_share}, p.committed_food * pass.region.food_price * pass.dt(), spending,
               pass.rows.unit, orders.food, orders.services, orders.all);
  pass.tally.food = sum_steps(orders.food, pass.n);
  pass.tally.services = sum_steps(orders.services, pass.n);
  return orders;
}

void pay_for_orders(HouseholdPass& pass, const Orders& orders) {
  Households& h = pass.households;
  const ConsumptionParameters& p = pass.model.consumption;
  const double dt = pass.dt(), price = pass.region.manufactures_price;
  pass.tally.manufactures = pass.books.spend(Flow::consumption, orders.all) - pass.tally.food - pass.tally.services;
  pass.tally.investment = pass.books.spend(Flow::household_capital, pass.rows.investing);
  double *bought = pass.scratch.row(), *sold = pass.scratch.row();
  pass.tally.capital_before = lane_sum(pass.of(h.capital), pass.n);
  eat_and_install(pass.n, {std::min(1.0, p.nutrition_memory * dt), p.requirement * pass.region.food_price * dt},
                  {pass.model.enterprise.depreciation * dt, 1.0 / price, 1.0 / (price * (1.0 - p.fire_sale_discount))}, orders, pass.rows.unit,
                  pass.rows.investing, pass.of(h.nutrition), pass.of(h.capital), bought, sold);
  pass.tally.capital_bought = lane_sum(bought, pass.n);
  pass.tally.capital_sold = lane_sum(sold, pass.n);
  pass.tally.capital = lane_sum(pass.of(h.capital), pass.n);
  count_spending_away(pass);
  keep_incomes(pass.n, pass.rows.cash_income, pass.of(pass.income_now()));
  if (pass.tally.services_capacity > 0 && pass.model.goods.planning_rounds <= 1)
    keep_sellers(pass.n, pass.model.poverty.line, pass.rows.earnings, pass.rows.services_capacity, pass.of(h.earnings),
                 pass.of(h.services_capacity));
}

}  // namespace povtrap
