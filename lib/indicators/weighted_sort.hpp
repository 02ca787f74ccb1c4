#pragma once

#include <cstdint>
#include <span>

#include "core/columns.hpp"

namespace povtrap {

/// One surveyed or simulated unit: its income per head [LCU/year] and the people it stands for.
struct WeightedValue {
  double value = 0;
  double weight = 0;
};

/// Pairs in rising order of value, without those that stand for nobody; equal values keep the order in which they were given, so
/// that the result is the same on every machine. Radix sort on the bits of the numbers: time grows in proportion to their count.
/// -0 becomes 0.
/// Throws: DataError if the lengths differ, a value is not finite, or a weight is negative or not finite.
[[nodiscard]] Column<WeightedValue> sort_by_value(std::span<const double> values, std::span<const double> weights);

}  // namespace povtrap
