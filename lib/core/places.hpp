#pragma once

#include <cstddef>
#include <cstdint>

namespace povtrap {

/// Where something holds, rising: the places of flags that are not zero. Returns how many there are.
/// Requires: room for n places.
std::size_t find_places(const std::int32_t* flags, std::size_t n, std::uint32_t* places);

}  // namespace povtrap
