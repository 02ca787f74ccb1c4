#pragma once

#include <cstddef>

#include "core/kernel.hpp"
#include "core/math.hpp"

namespace povtrap {

class Fields;

/// The linear expenditure system: committed food first, the rest in fixed shares over food, local services and manufactures.
/// Equation: food = gamma + beta (C - gamma), services = sigma (C - gamma), manufactures = the remainder; all on food if C <
/// gamma. Source: Stone (1954); Engel fit of urban China 2013-2017 in docs/model/consumption.md.
struct ConsumptionParameters {
  double committed_food = 0;      ///< gamma [poverty lines/head/year at food price 1]
  double food_share = 0;          ///< beta [share 0..1]
  double services_share = 0;      ///< sigma [share 0..1]
  double requirement = 0;         ///< food that keeps an adult fully able to work [poverty lines/head/year]
  double nutrition_memory = 0;    ///< speed at which the nutrition stock follows intake [1/year]
  double distress = 0;            ///< spending below which a household sells assets [poverty lines/head/year]
  double fire_sale_discount = 0;  ///< [share 0..1]
  bool asset_smoothing = false;   ///< cut food rather than sell the last capital
  double kept_capital = 0;        ///< capital it then keeps [U]

  void describe(Fields& fields);
};

/// What a household buys. Units: [LCU/period].
struct Basket {
  double food, services, manufactures;
};

/// Shares of what is spent beyond committed food.
struct BasketShares {
  double food, services;
};

/// One household's spending divided over goods.
[[nodiscard]] POVTRAP_ALWAYS_INLINE Basket fill_basket(BasketShares shares, double spending, double committed) {
  const double necessary = math::min(spending, committed);
  const double free = spending - necessary;
  const double food = necessary + shares.food * free, services = shares.services * free;
  return {food, services, spending - food - services};
}

/// Spending of n households divided over goods. Units: [LCU/period], not yet on the money grid.
/// `committed` is gamma times persons, local food price and period length.
void divide_spending(const ConsumptionParameters& parameters, std::size_t n, const double* spending, const double* committed,
                     double* food, double* services, double* manufactures);

}  // namespace povtrap
