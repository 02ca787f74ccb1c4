#include "core/chance.hpp"

#include <algorithm>

namespace povtrap {

namespace {

constexpr std::size_t group = 16;  // words of one cache line; the smallest of them tells whether anybody is struck there

POVTRAP_KERNEL std::size_t find(const std::uint32_t* POVTRAP_RESTRICT words, std::size_t n, Chance chance,
                                std::uint16_t* POVTRAP_RESTRICT places) {
  std::size_t found = 0;
  for (std::size_t first = 0; first < n; first += group) {
    const std::size_t end = std::min(first + group, n);
    if (end == first + group) {
      std::uint32_t least = words[first];
      for (std::size_t i = 0; i < group; ++i) least = std::min(least, words[first + i]);
      if (!chance.hits(least)) continue;
    }
    for (std::size_t i = first; i < end; ++i) {
      places[found] = static_cast<std::uint16_t>(i);
      found += chance.hits(words[i]) ? 1 : 0;
    }
  }
  return found;
}

}  // namespace

std::size_t find_hits(const std::uint32_t* words, std::size_t n, Chance chance, std::uint16_t* places) {
  return chance.below == 0 && !chance.certain ? 0 : find(words, n, chance, places);
}

}  // namespace povtrap
