#include "indicators/weighted_sort.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <povtrap/error.hpp>
#include <string>
#include <utility>

#include "core/field_text.hpp"

namespace povtrap {
namespace {

constexpr unsigned digit_bits = 11;
constexpr std::size_t radix = std::size_t{1} << digit_bits;
constexpr std::size_t digits = 6;  // 6 x 11 bits cover a double's 64
constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;

/// Integers in the same order as the numbers: negative numbers have all bits turned, the others only the sign.
std::uint64_t key_of(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value + 0.0);
  return bits & sign_bit ? ~bits : bits | sign_bit;
}

std::size_t digit_of(std::uint64_t key, std::size_t digit) {
  return (key >> (digit * digit_bits)) & (radix - 1);
}

using Counts = std::array<std::array<std::size_t, radix>, digits>;

template <class Item>
Counts count_digits(const Column<Item>& items) {
  Counts counts = {};
  for (const Item& item : items) {
    const std::uint64_t key = key_of(item.value);
    for (std::size_t d = 0; d < digits; ++d) ++counts[d][digit_of(key, d)];
  }
  return counts;
}

/// Moves the items into the order of one digit, keeping the order of equals. `starts` holds the counts of each digit value.
template <class Item>
void scatter(const Column<Item>& from, Column<Item>& to, std::size_t digit, std::array<std::size_t, radix>& starts) {
  std::size_t start = 0;
  for (std::size_t& entry : starts) start += std::exchange(entry, start);
  for (const Item& item : from) to[starts[digit_of(key_of(item.value), digit)]++] = item;
}

template <class Item>
void radix_sort(Column<Item>& items) {
  if (items.empty()) return;
  Counts counts = count_digits(items);
  Column<Item> other(items.size());
  for (std::size_t d = 0; d < digits; ++d) {
    if (counts[d][digit_of(key_of(items[0].value), d)] == items.size()) continue;  // all share this digit
    scatter(items, other, d, counts[d]);
    items.swap(other);
  }
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
  radix_sort(items);
  return items;
}

Column<TaggedValue> sort_by_value(Column<TaggedValue> values) {
  for (std::size_t i = 0; i < values.size(); ++i) check(values[i].value, static_cast<double>(values[i].weight), i);
  radix_sort(values);
  return values;
}

}  // namespace povtrap
