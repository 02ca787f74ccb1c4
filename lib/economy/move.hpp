#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace povtrap {

/// A household that goes to live in another region.
struct Move {
  std::uint32_t place;                ///< where it stands in the columns of households
  std::uint32_t origin, destination;  ///< regions
};

/// New places of households: stretches whose people stay together and only slide, and those who go elsewhere.
struct NewPlaces {
  struct Stretch {
    std::size_t from, to, count;
  };
  std::vector<Stretch> stretches;       ///< in the order of places, both old and new
  std::vector<std::uint32_t> from, to;  ///< of those who go, each rising
  std::vector<std::uint32_t> rank;      ///< who goes from from[k] goes to to[rank[k]]

  /// The next stretch.   Requires: from and to lie behind those of all stretches before.
  void slide(std::size_t old_place, std::size_t new_place, std::size_t count) {
    if (count == 0) return;
    const bool goes_on = !stretches.empty() && stretches.back().from + stretches.back().count == old_place &&
                         stretches.back().to + stretches.back().count == new_place;
    if (goes_on) {
      stretches.back().count += count;
    } else {
      stretches.push_back({old_place, new_place, count});
    }
  }
};

}  // namespace povtrap
