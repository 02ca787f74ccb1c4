#include "core/chance.hpp"

#include <cstring>

namespace povtrap {

namespace {

constexpr std::size_t columns = 16, rows = 16;
typedef std::uint32_t WordVector __attribute__((vector_size(columns * sizeof(std::uint32_t))));

/// Looks at squares of words, one row a vector. The smallest word of a column tells whether anybody is struck there; only such
/// columns are searched, and nothing branches on luck.
POVTRAP_KERNEL std::size_t find(const std::uint32_t* words, std::size_t n, Chance chance, std::uint16_t* places) {
  std::size_t found = 0, first = 0;
  for (; first + rows * columns <= n; first += rows * columns) {
    WordVector least, next;
    std::memcpy(&least, words + first, sizeof least);
    for (std::size_t r = 1; r < rows; ++r) {
      std::memcpy(&next, words + first + r * columns, sizeof next);
      least = next < least ? next : least;
    }
    std::size_t struck[columns], struck_columns = 0;
    for (std::size_t c = 0; c < columns; ++c) {
      struck[struck_columns] = first + c;
      struck_columns += chance.hits(least[c]) ? 1 : 0;
    }
    for (std::size_t k = 0; k < struck_columns; ++k) {
      for (std::size_t i = struck[k]; i < first + rows * columns; i += columns) {
        places[found] = static_cast<std::uint16_t>(i);
        found += chance.hits(words[i]) ? 1 : 0;
      }
    }
  }
  for (; first < n; ++first) {
    places[found] = static_cast<std::uint16_t>(first);
    found += chance.hits(words[first]) ? 1 : 0;
  }
  return found;
}

}  // namespace

std::size_t find_hits(const std::uint32_t* words, std::size_t n, Chance chance, std::uint16_t* places) {
  return chance.below == 0 && !chance.certain ? 0 : find(words, n, chance, places);
}

}  // namespace povtrap
