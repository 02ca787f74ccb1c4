#pragma once

#include <cstddef>
#include <cstdint>

namespace povtrap {

/// Where something holds, rising: the places of flags that are not zero. Returns how many there are.
/// Requires: room for n places.
std::size_t find_places(const std::int32_t* flags, std::size_t n, std::uint32_t* places);

/// What stands at n places: out[k] = column[places[k]].   Requires: out is no part of the column.
void take_places(const std::uint32_t* places, std::size_t n, const std::uint32_t* column, std::uint32_t* out);
void take_places(const std::uint32_t* places, std::size_t n, const std::int32_t* column, std::int32_t* out);
void take_places(const std::uint32_t* places, std::size_t n, const float* column, float* out);

}  // namespace povtrap
