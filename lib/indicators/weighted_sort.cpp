#include "indicators/weighted_sort.hpp"

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <povtrap/error.hpp>
#include <string>

#include "core/field_text.hpp"
#include "indicators/radix_sort.hpp"

namespace povtrap {
namespace {

constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;

/// Integers in the same order as the numbers: negative numbers have all bits turned, the others only the sign.
std::uint64_t key_of(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value);
  return bits & sign_bit ? ~bits : bits | sign_bit;
}

void check(double value, double weight, std::size_t i) {
  if (!std::isfinite(value))
    throw DataError("value " + std::to_string(i) + " is " + number_text(value) + " (it has no rank); drop or impute it");
  if (!(weight >= 0 && std::isfinite(weight)))
    throw DataError("weight " + std::to_string(i) + " is " + number_text(weight) + " (weights count people); give 0 or more");
}

}  // namespace

Column<WeightedValue> sort_by_value(std::span<const double> values, std::span<const double> weights) {
  if (values.size() != weights.size())
    throw DataError("there are " + std::to_string(values.size()) + " values and " + std::to_string(weights.size()) +
                    " weights (each value needs its own); give equally many");
  Column<WeightedValue> items(values.size());
  std::size_t n = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    check(values[i], weights[i], i);
    items[n] = {values[i] + 0.0, weights[i]};
    n += weights[i] != 0 ? 1 : 0;
  }
  items.resize(n);
  Column<WeightedValue> other(n);
  radix::sort(std::span(items.data(), n), std::span(other.data(), n), [](const WeightedValue& item) { return key_of(item.value); });
  return items;
}

}  // namespace povtrap
