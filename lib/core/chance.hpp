#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>

#include "core/kernel.hpp"

namespace povtrap {

/// A probability as a bound of random words: whether something happens is decided in whole numbers.
struct Chance {
  std::uint32_t below = 0;  ///< words that hit
  bool certain = false;     ///< all do

  /// The same as uniform(word) < probability.
  [[nodiscard]] POVTRAP_ALWAYS_INLINE bool hits(std::uint32_t word) const { return (word < below) | certain; }
};

/// Requires: probability is a number.
/// Equation: (word + 1/2) 2^-32 < p, that is word < ceil(2^32 p - 1/2); nothing in it is rounded.
[[nodiscard]] inline Chance chance(double probability) {
  constexpr double words = 0x1p32;
  const double bound = std::ceil(probability * words - 0.5);
  if (bound >= words) return {.certain = true};
  return {.below = bound > 0 ? static_cast<std::uint32_t>(bound) : 0u};
}

/// Where words hit, in some fixed order: the few whom something rare strikes. Returns how many there are.
/// Requires: room for n places, n < 2^16.
[[nodiscard]] std::size_t find_hits(const std::uint32_t* words, std::size_t n, Chance chance, std::uint16_t* places);

}  // namespace povtrap
