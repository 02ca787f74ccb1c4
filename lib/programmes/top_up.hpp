#pragma once

#include <cstddef>
#include <cstdint>

namespace povtrap {

/// The top-up of one period.
struct TopUp {
  double standard;       ///< [LCU/head/period]
  double floor;          ///< least support over the standard
  double period_length;  ///< [years]
};

/// What listed households get: the distance of last year's own income to the standard, at least the floor.
/// Own income leaves earlier support out, or support would switch itself off and on.
/// Equation: s = max(floor z, z - y) per head, y last year's own income per head for a period.
/// Shape: n households.   Units: amounts [LCU/period], on the grid; own_income_last_year [LCU/year].
/// Source: rural Dibao; docs/model/programmes.md.
void top_up(const TopUp& rule, std::size_t n, const std::uint8_t* marks, const float* persons, const float* own_income_last_year,
            double* amount);

}  // namespace povtrap
