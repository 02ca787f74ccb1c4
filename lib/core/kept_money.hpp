#pragma once

#include "core/money.hpp"

/// Money that is kept for a while in half the room: as a float that counts units, such as poverty lines, so that the unit of money
/// leaves no trace. Who keeps an amount goes on with what will be found again.
namespace povtrap {

/// The amount that is found again.   Ensures: on the grid; within 1e-7 of what was kept, and a grid step.
[[nodiscard]] POVTRAP_ALWAYS_INLINE double found_money(float units, double unit) {
  return floor_to_grid(static_cast<double>(units) * unit);
}

[[nodiscard]] POVTRAP_ALWAYS_INLINE float keep_money(double lcu, double unit) {
  const double units_per_lcu = 1.0 / unit;
  return static_cast<float>(lcu * units_per_lcu);
}

}  // namespace povtrap
