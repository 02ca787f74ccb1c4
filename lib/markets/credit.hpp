#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "core/money.hpp"

namespace povtrap {

/// Debt beyond the value of capital that the bank overlooks.
/// Units: [poverty lines/household].   Source: our choice, so that rounding makes nobody insolvent in any unit of money.
inline constexpr double overlooked_debt = 1e-3;

/// How a pot is given to ranked requests: classes above `cutoff` are served fully, the cut-off class gets `rest`, lower ones
/// nothing.
struct Rationing {
  std::size_t cutoff = 0;
  Steps rest = 0;   ///< for the cut-off class
  Steps total = 0;  ///< given in all
};

/// Serves requests by expected return, highest class first, until the pot is empty.
/// Shape: requests by class, ascending.   Ensures: total = min(pot, sum of requests).
[[nodiscard]] Rationing ration_pot(Steps pot, std::span<const Steps> requests);

/// Adds requests up by class, which stands in the low six bits of a rank.   Requires: amounts lie on the grid.
void add_by_class(const double* requests, const std::uint8_t* ranks, std::size_t n, std::span<Steps> by_class);

}  // namespace povtrap
