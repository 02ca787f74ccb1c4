#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/parallel.hpp"
#include "economy/economy.hpp"
#include "economy/move.hpp"

namespace povtrap {

/// Lets households live in other regions: columns are put in the order of (region, id), blocks are cut anew, and people are
/// counted again in regions, provinces and where NGOs work. A region may become empty. Everything that a household owns, owes
/// and can do goes with it; what belongs to a region stays.
/// Requires: nobody moves twice, and everybody from where they live; no household pass is under way.   Returns: the new places of
/// those who moved, in rising order.
/// Cost: columns are read and written once, in place; O(moves log households).
std::vector<std::uint32_t> resettle(Economy& economy, std::span<const Move> moves, const Workers& workers);

}  // namespace povtrap
