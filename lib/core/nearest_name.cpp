#include <algorithm>
#include <numeric>

#include "core/fields.hpp"

namespace povtrap {

namespace {

char folded(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool same(char one, char other) {
  return folded(one) == folded(other);
}

/// Letters to insert, remove, replace or swap with their neighbour to turn one word into the other, whatever their case.
/// Equation: optimal string alignment. Source: Damerau (1964), Communications of the ACM 7(3).
std::size_t edit_distance(std::string_view from, std::string_view to) {
  std::vector<std::size_t> before(to.size() + 1);
  std::vector<std::size_t> last(to.size() + 1);
  std::vector<std::size_t> row(to.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= from.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= to.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (same(from[i - 1], to[j - 1]) ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      const bool swapped = i > 1 && j > 1 && same(from[i - 1], to[j - 2]) && same(from[i - 2], to[j - 1]);
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[to.size()];
}

std::size_t difference(std::size_t a, std::size_t b) {
  return a > b ? a - b : b - a;
}

}  // namespace

std::string nearest_name(std::string_view word, std::span<const std::string> candidates) {
  const std::size_t tolerated = word.size() / 3;
  std::size_t closest = tolerated + 1;
  const std::string* best = nullptr;
  for (const auto& candidate : candidates) {
    if (difference(word.size(), candidate.size()) > tolerated) continue;
    const std::size_t distance = edit_distance(word, candidate);
    if (distance >= closest) continue;
    closest = distance;
    best = &candidate;
  }
  return best == nullptr ? std::string{} : *best;
}

}  // namespace povtrap
