#include <algorithm>

#include "core/kernel.hpp"
#include "core/math.hpp"
#include "core/sums.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

POVTRAP_KERNEL void fill_baskets(std::size_t n, BasketShares shares, double committed_food_of_line,
                                 const double* POVTRAP_RESTRICT spending, const double* POVTRAP_RESTRICT line,
                                 double* POVTRAP_RESTRICT food, double* POVTRAP_RESTRICT services,
                                 double* POVTRAP_RESTRICT manufactures, double* POVTRAP_RESTRICT all) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const Basket basket = fill_basket(shares, spending[i], committed_food_of_line * line[i]);
    food[i] = floor_to_grid(basket.food);
    services[i] = floor_to_grid(basket.services);
    manufactures[i] = floor_to_grid(basket.manufactures);
    all[i] = food[i] + services[i] + manufactures[i];
  }
}

/// The nutrition stock follows food eaten over the requirement.   Equation: n' = n + m (intake - n).
POVTRAP_KERNEL void digest_food(std::size_t n, double memory, double requirement, const double* POVTRAP_RESTRICT food,
                                const float* POVTRAP_RESTRICT persons, double* POVTRAP_RESTRICT nutrition) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double intake = food[i] / (requirement * static_cast<double>(persons[i]));
    nutrition[i] += memory * (intake - nutrition[i]);
  }
}

void digest_food(HouseholdPass& pass, const double* food) {
  const ConsumptionParameters& p = pass.model.consumption;
  const double dt = pass.dt();
  digest_food(pass.n, std::min(1.0, p.nutrition_memory * dt),
              p.requirement * pass.model.poverty.line * pass.region.food_price * dt, food, pass.of(pass.households.persons),
              pass.of(pass.households.nutrition));
}

struct CapitalRates {
  double wear, price, fire_sale_price;
};

/// Capital wears, and grows by what is bought from own money or shrinks by what is sold in distress.
POVTRAP_KERNEL void install(std::size_t n, CapitalRates r, const double* POVTRAP_RESTRICT money, double* POVTRAP_RESTRICT capital,
                            double* POVTRAP_RESTRICT bought, double* POVTRAP_RESTRICT sold) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    bought[i] = math::max(0.0, money[i]) / r.price;
    const double kept = capital[i] * (1.0 - r.wear);
    sold[i] = math::min(kept, math::max(0.0, -money[i]) / r.fire_sale_price);
    capital[i] = kept + bought[i] - sold[i];
  }
}

void change_capital(HouseholdPass& pass, const double* money) {
  const double price = pass.region.manufactures_price, wear = pass.model.enterprise.depreciation * pass.dt();
  double *bought = pass.scratch.row(), *sold = pass.scratch.row();
  double* capital = pass.of(pass.households.capital);
  pass.tally.capital_before = lane_sum(capital, pass.n);
  install(pass.n, {wear, price, price * (1.0 - pass.model.consumption.fire_sale_discount)}, money, capital, bought, sold);
  pass.tally.capital_bought = lane_sum(bought, pass.n);
  pass.tally.capital_sold = lane_sum(sold, pass.n);
  pass.tally.capital = lane_sum(capital, pass.n);
}

/// What the third pass will read. What the member who works elsewhere spends there is income of the household too: he is one of
/// its persons.
POVTRAP_KERNEL void keep_incomes(std::size_t n, const double* POVTRAP_RESTRICT cash_income, const double* POVTRAP_RESTRICT earnings,
                                 const double* POVTRAP_RESTRICT services, float* POVTRAP_RESTRICT income,
                                 float* POVTRAP_RESTRICT earned, float* POVTRAP_RESTRICT capacity) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    income[i] = static_cast<float>(cash_income[i]);
    earned[i] = static_cast<float>(earnings[i]);
    capacity[i] = static_cast<float>(services[i]);
  }
}

void keep_incomes(HouseholdPass& pass) {
  Households& h = pass.households;
  double* income = pass.rows.cash_income;
  if (!h.spent_away.empty()) {
    const float* away = pass.of(h.spent_away);
    for (std::size_t i = 0; i < pass.n; ++i) income[i] += static_cast<double>(away[i]);
  }
  keep_incomes(pass.n, income, pass.rows.earnings, pass.rows.services_capacity, pass.of(pass.income_now()), pass.of(h.earnings),
               pass.of(h.services_capacity));
}

}  // namespace

Orders order_goods(HouseholdPass& pass, const double* spending) {
  const ConsumptionParameters& p = pass.model.consumption;
  Scratch& s = pass.scratch;
  const Orders orders{s.row(), s.row(), s.row(), s.row()};
  fill_baskets(pass.n, {p.food_share, p.services_share}, p.committed_food * pass.region.food_price * pass.dt(), spending,
               pass.rows.unit, orders.food, orders.services, orders.manufactures, orders.all);
  pass.tally.food = sum_steps(orders.food, pass.n);
  pass.tally.services = sum_steps(orders.services, pass.n);
  pass.tally.manufactures = sum_steps(orders.manufactures, pass.n);
  pass.tally.investment = sum_steps(pass.rows.investing, pass.n);
  return orders;
}

void pay_for_orders(HouseholdPass& pass, const Orders& orders) {
  pass.books.spend(Flow::consumption, orders.all);
  digest_food(pass, orders.food);
  pass.books.spend(Flow::household_capital, pass.rows.investing);
  change_capital(pass, pass.rows.investing);
  keep_incomes(pass);
}

}  // namespace povtrap
