#include "mechanisms/consumption.hpp"

#include "core/fields.hpp"
#include "core/kernel.hpp"
#include "core/math.hpp"

namespace povtrap {

namespace {

POVTRAP_KERNEL void divide(std::size_t n, BasketShares shares, const double* POVTRAP_RESTRICT spending,
                           const double* POVTRAP_RESTRICT committed, double* POVTRAP_RESTRICT food,
                           double* POVTRAP_RESTRICT services, double* POVTRAP_RESTRICT manufactures) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const Basket basket = fill_basket(shares, spending[i], committed[i]);
    food[i] = basket.food;
    services[i] = basket.services;
    manufactures[i] = basket.manufactures;
  }
}

}  // namespace

void ConsumptionParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "consumption", "what households eat and buy");
  fields.number("committed_food", committed_food, 0.495,
                {.unit = "poverty lines/head/year",
                 .minimum = 0,
                 .maximum = 100,
                 .meaning = "gamma, food that comes before anything else",
                 .source = "1,300 yuan of 2012: food was 39 % of rural consumption",
                 .origin = Origin::calibrated});
  fields.number("food_share", food_share, 0.25,
                {.minimum = 0,
                 .maximum = 1,
                 .meaning = "beta, share of spending beyond committed food that goes to food",
                 .source = "Engel fit of urban China 2013-2017 (State report 2019)",
                 .origin = Origin::sourced});
  fields.number("services_share", services_share, 0.40,
                {.minimum = 0,
                 .maximum = 1,
                 .meaning = "share of it spent on local services: what stays in the village",
                 .source = "calibrated to a local multiplier of 1.2",
                 .origin = Origin::calibrated});
  fields.number("food_requirement", requirement, 0.45,
                {.unit = "poverty lines/head/year",
                 .minimum = 1e-9,
                 .maximum = 10,
                 .meaning = "food that keeps an adult fully able to work"});
  fields.number(
      "nutrition_memory", nutrition_memory, 1.0,
      {.unit = "1/year", .minimum = 0, .maximum = 12, .meaning = "speed at which the nutrition stock follows food intake"});
  fields.number("distress", distress, 0.50,
                {.unit = "poverty lines/head/year",
                 .minimum = 0,
                 .maximum = 100,
                 .meaning = "spending that a household defends by selling capital"});
  fields.number("fire_sale_discount", fire_sale_discount, 0.25,
                {.minimum = 0, .maximum = 0.95, .meaning = "share of its value that capital loses in a distress sale"});
  fields.flag("asset_smoothing", asset_smoothing, false,
              {.meaning = "cut food rather than sell the last capital", .source = "Zimmerman and Carter (2003)"});
  fields.number("kept_capital", kept_capital, 0.5,
                {.unit = "U", .minimum = 0, .maximum = 1e6, .meaning = "capital that an asset smoother does not sell"});
}

void divide_spending(const ConsumptionParameters& p, std::size_t n, const double* spending, const double* committed, double* food,
                     double* services, double* manufactures) {
  divide(n, {p.food_share, p.services_share}, spending, committed, food, services, manufactures);
}

}  // namespace povtrap
