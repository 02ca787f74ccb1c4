#pragma once

#include "core/money.hpp"
#include "core/sums.hpp"

namespace povtrap {

/// A sum of amounts on the grid, made while a kernel passes over them, in eight lanes. Nothing is rounded if as many of the
/// largest amount could not reach 2^43 LCU; then the order does not matter either.
struct ExactSum {
  detail::LaneVector sums = {}, largest = {};

  POVTRAP_ALWAYS_INLINE void add(const detail::LaneVector& amounts) {
    typedef std::uint64_t LaneBits __attribute__((vector_size(detail::lanes * sizeof(double))));
    const auto size = (detail::LaneVector)((LaneBits)amounts & (LaneBits{} + ~detail::sign_bit));
    sums += amounts;
    largest = size > largest ? size : largest;
  }

  void add_one(double amount) {
    const double size = amount < 0 ? -amount : amount;
    sums[0] += amount;
    largest[0] = size > largest[0] ? size : largest[0];
  }

  [[nodiscard]] double total() const { return detail::across_lanes(sums); }
  [[nodiscard]] double most() const {
    double most = 0;
    for (std::size_t l = 0; l < detail::lanes; ++l) most = largest[l] > most ? largest[l] : most;
    return most;
  }
  /// Is the total of n amounts exact?
  [[nodiscard]] bool holds(std::size_t n) const {
    constexpr double exact_below = 0x1p43;
    return most() * static_cast<double>(n) < exact_below && total() == total();
  }
  /// Of the n amounts that were added; large ones are added up once more, in whole numbers.
  [[nodiscard]] Steps steps(const double* amounts, std::size_t n) const {
    return holds(n) ? to_steps(total()) : sum_steps(amounts, n);
  }
};

}  // namespace povtrap
