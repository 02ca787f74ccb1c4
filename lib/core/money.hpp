#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/kernel.hpp"

/// Money lies on a grid of 2^-10 LCU, so that sums are exact and do not depend on order. One agent's amount is a double that is
/// a multiple of the grid; a total is a whole number of grid steps.
namespace povtrap {

using Steps = std::int64_t;  ///< [2^-10 LCU]
inline constexpr double steps_per_lcu = 1024.0;
inline constexpr double lcu_per_step = 1.0 / steps_per_lcu;

namespace detail {
/// From here on every double is a multiple of 2^-10.
inline constexpr double grid_bound = 0x1p42;
inline constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;
}  // namespace detail

/// The nearest multiple of 2^-10, ties to even. Any finite amount.
/// Equation: (x + c) - c with c = 2^42, whose last bit is worth 2^-10, given the sign of x.
[[nodiscard]] POVTRAP_ALWAYS_INLINE double round_to_grid(double lcu) {
  const std::uint64_t bits = std::bit_cast<std::uint64_t>(lcu);
  const double bound = std::bit_cast<double>(std::bit_cast<std::uint64_t>(detail::grid_bound) | (bits & detail::sign_bit));
  const double rounded = (lcu + bound) - bound;
  return std::bit_cast<double>(bits & ~detail::sign_bit) < detail::grid_bound ? rounded : lcu;
}

/// The largest multiple of 2^-10 that is not above `lcu`.
[[nodiscard]] POVTRAP_ALWAYS_INLINE double floor_to_grid(double lcu) {
  const double rounded = round_to_grid(lcu);
  return rounded - (rounded > lcu ? lcu_per_step : 0.0);
}

/// Units: lcu [LCU] on the grid, |lcu| < 2^43.
[[nodiscard]] POVTRAP_ALWAYS_INLINE Steps to_steps(double lcu) {
  return static_cast<Steps>(lcu * steps_per_lcu);
}

/// Exact for |steps| < 2^53.
[[nodiscard]] POVTRAP_ALWAYS_INLINE double to_lcu(Steps steps) {
  return static_cast<double>(steps) * lcu_per_step;
}

[[nodiscard]] POVTRAP_ALWAYS_INLINE bool on_grid(double lcu) {
  return round_to_grid(lcu) == lcu;
}

/// Exact total. Requires: amounts on the grid, each below 2^43 LCU; the total below 2^53 LCU.
[[nodiscard]] Steps sum_steps(const double* amounts, std::size_t n);

/// Splits a total in proportion to weights by cumulative rounding: part i = R(T C_i / C) - R(T C_{i-1} / C), R to the nearest.
/// Requires: |total| < 2^62; weights finite and >= 0, not all zero unless the total is.
/// Ensures: the parts add up to the total; each is within one step of proportional and has the total's sign or is zero; a weight
/// of zero gets nothing.
void split_steps(Steps total, std::span<const double> weights, std::span<Steps> parts);

/// The same inside a block, in LCU on the grid: floor each share, then give the missing steps one by one to the first members
/// with positive weight.
/// Requires: |total| < 2^53; weights >= 0; weight_sum their sum up to rounding, positive unless the total is zero.
/// Ensures: the parts add up to the total; each has the total's sign or is zero; a weight of zero gets nothing.
void split_in_block(Steps total, double weight_sum, const double* weights, double* parts, std::size_t n);

/// Pays everybody the limit if the total suffices, else everybody the same fraction of it.
/// Requires: limits >= 0 on the grid and limit_sum their exact sum; 0 <= total <= limit_sum < 2^53.
/// Ensures: the parts add up to the total; 0 <= parts[i] <= limits[i].
void ration_in_block(Steps total, Steps limit_sum, const double* limits, double* parts, std::size_t n);

}  // namespace povtrap
