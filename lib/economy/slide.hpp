#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "economy/move.hpp"

namespace povtrap {

/// Stretches in an order in which none overwrites one that is still to slide: of neighbours that all slide towards the front the
/// first goes first, of those that slide towards the end the last; those who slide to the other side are never in the way.
/// Requires: stretches in the order of places, both old and new.
[[nodiscard]] std::vector<NewPlaces::Stretch> sliding_order(std::span<const NewPlaces::Stretch> stretches);

/// Slides stretches of a column, one after the other.   Units: width of an element [bytes].
void slide(void* column, std::size_t width, std::span<const NewPlaces::Stretch> stretches);

}  // namespace povtrap
