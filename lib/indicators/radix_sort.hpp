#pragma once

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

/// Stable sorting by unsigned integer keys, in time proportional to the number of items. Items far apart are brought near each
/// other first, so that all further moves stay in a processor's cache.
namespace povtrap::radix {

inline constexpr unsigned digit_bits = 9;        ///< the counts of all digits of 64 bits fit into a first-level cache
inline constexpr unsigned small_digit_bits = 6;  ///< for some hundred items, fewer than 512 counts
inline constexpr std::size_t few_items = 24;           ///< so many are inserted one by one
inline constexpr std::size_t some_items = 512;         ///< from so many on digits are large
inline constexpr std::size_t cached_items = 1 << 15;   ///< so many, twice, fit into a second-level cache
inline constexpr std::size_t moves_for_each_item = 4;  ///< by insertion, before digits do it

/// Where the keys of some items lie.
struct KeyRange {
  std::uint64_t low = 0;
  unsigned bits = 0;  ///< of the highest less the lowest
};

template <class Item, class KeyOf>
KeyRange range_of(std::span<const Item> items, KeyOf key_of) {
  std::uint64_t low = ~std::uint64_t{0}, high = 0;
  for (const Item& item : items) {
    const std::uint64_t key = key_of(item);
    low = std::min(low, key);
    high = std::max(high, key);
  }
  return {low, static_cast<unsigned>(std::bit_width(high - low))};
}

/// Sorts items that are nearly in order. Gives up, leaving equal ones in their order, if more than `most_moves` are needed.
template <class Item, class KeyOf>
[[nodiscard]] bool insert_each(std::span<Item> items, KeyOf key_of, std::size_t most_moves) {
  std::size_t moves = 0;
  for (std::size_t i = 1; i < items.size(); ++i) {
    const std::uint64_t key = key_of(items[i]);
    if (key_of(items[i - 1]) <= key) continue;
    const Item moved = items[i];
    std::size_t to = i;
    for (; to > 0 && key_of(items[to - 1]) > key; --to) items[to] = items[to - 1];
    items[to] = moved;
    moves += i - to;
    if (moves > most_moves) return false;
  }
  return true;
}

/// Sorts by the bits of the keys from `shift` to the end of the range, one pass for each digit from the last to the first.
template <unsigned bits, class Item, class KeyOf>
void sort_by_digits(std::span<Item> items, std::span<Item> other, KeyRange range, unsigned shift, KeyOf key_of) {
  constexpr std::size_t radix = std::size_t{1} << bits;
  constexpr unsigned most_digits = (64 + bits - 1) / bits;
  const unsigned digits = (range.bits - shift + bits - 1) / bits;
  std::array<std::array<std::uint32_t, radix>, most_digits> starts;
  for (unsigned d = 0; d < digits; ++d) starts[d].fill(0);
  for (const Item& item : items) {
    std::uint64_t rest = (key_of(item) - range.low) >> shift;
    for (unsigned d = 0; d < digits; ++d, rest >>= bits) ++starts[d][rest % radix];
  }
  const std::span<Item> home = items;
  for (unsigned d = 0; d < digits; ++d) {
    std::uint32_t start = 0;
    for (std::uint32_t& entry : starts[d]) start += std::exchange(entry, start);
    const unsigned digit = shift + d * bits;
    for (const Item& item : items) other[starts[d][((key_of(item) - range.low) >> digit) % radix]++] = item;
    std::swap(items, other);
  }
  if (items.data() != home.data()) std::ranges::copy(items, home.begin());
}

/// Few items, or so many that both spans fit into a cache. Leading digits tell nearly all apart, unless many are nearly equal.
template <unsigned bits, class Item, class KeyOf>
void sort_cached(std::span<Item> items, std::span<Item> other, KeyOf key_of) {
  const KeyRange range = range_of(std::span<const Item>(items), key_of);
  const unsigned telling = (static_cast<unsigned>(std::bit_width(items.size())) + 5 + bits - 1) / bits * bits;
  const unsigned shift = range.bits > telling ? range.bits - telling : 0;
  sort_by_digits<bits>(items, other, range, shift, key_of);
  if (shift == 0 || insert_each(items, key_of, moves_for_each_item * items.size())) return;
  sort_by_digits<bits>(items, other, range, 0, key_of);
}

/// Sorts items by key_of(item); equal keys keep their order.   Requires: `other` is as long as `items`; what it holds is lost.
template <class Item, class KeyOf>
void sort(std::span<Item> items, std::span<Item> other, KeyOf key_of) {
  if (items.size() <= few_items) return static_cast<void>(insert_each(items, key_of, few_items * few_items));
  if (items.size() < some_items) return sort_cached<small_digit_bits>(items, other, key_of);
  if (items.size() <= cached_items) return sort_cached<digit_bits>(items, other, key_of);
  constexpr unsigned leading_bits = 11;
  const KeyRange range = range_of(std::span<const Item>(items), key_of);
  if (range.bits == 0) return;
  const unsigned shift = range.bits > leading_bits ? range.bits - leading_bits : 0;
  std::array<std::size_t, (std::size_t{1} << leading_bits) + 1> ends = {};
  const auto bucket_of = [&](const Item& item) { return static_cast<std::size_t>((key_of(item) - range.low) >> shift); };
  for (const Item& item : items) ++ends[bucket_of(item)];
  std::size_t start = 0;
  for (std::size_t& entry : ends) start += std::exchange(entry, start);
  for (const Item& item : items) other[ends[bucket_of(item)]++] = item;
  for (std::size_t b = 0, from = 0; b + 1 < ends.size(); from = ends[b++]) {
    const std::size_t count = ends[b] - from;
    if (shift > 0) sort(other.subspan(from, count), items.subspan(from, count), key_of);
    std::ranges::copy(other.subspan(from, count), items.begin() + static_cast<std::ptrdiff_t>(from));
  }
}

}  // namespace povtrap::radix
