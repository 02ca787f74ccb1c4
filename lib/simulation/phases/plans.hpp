#pragma once

#include <array>
#include <cstdint>

#include "simulation/phases/phases.hpp"

/// The parts of phase 8, plan spending and investment.
namespace povtrap {

/// Keeps saving from capital that does not pay, and asks the bank for what would pay.   Changes: investing; adds to ranks.
void consider_investing(HouseholdPass& pass, std::uint8_t* rank);

/// What households order, as rows of the block.   Units: [LCU/period], on the grid.
struct Orders {
  double *food, *services, *all;
};
/// Counts orders of food and services too.
Orders order_goods(HouseholdPass& pass, const double* spending);
/// Food is eaten, and capital goods bought from own money become capital.
void pay_for_orders(HouseholdPass& pass, const Orders& orders);

}  // namespace povtrap
