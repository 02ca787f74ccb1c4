#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "core/kernel.hpp"

/// Sums of ordinary doubles in a fixed order: eight running sums, element i in sum i mod 8. The order is that of an eight-lane
/// vector, so that the bits are the same for every vector width. The order depends on where a block starts: cut blocks equally.
namespace povtrap {

namespace detail {

inline constexpr std::size_t lanes = 8;
typedef double LaneVector __attribute__((vector_size(lanes * sizeof(double))));
typedef float FloatLaneVector __attribute__((vector_size(lanes * sizeof(float))));

inline void load_lanes(LaneVector& out, const double* x, std::size_t count) {
  std::memcpy(&out, x, count * sizeof(double));
}

inline void load_lanes(LaneVector& out, const float* x, std::size_t count) {
  FloatLaneVector narrow = {};
  std::memcpy(&narrow, x, count * sizeof(float));
  out = __builtin_convertvector(narrow, LaneVector);
}

/// Yes or no for eight agents, as masks for selects between lane vectors.
typedef std::int64_t LaneFlags __attribute__((vector_size(lanes * sizeof(std::int64_t))));
typedef std::uint8_t FlagBytes __attribute__((vector_size(lanes)));

/// Flags that are not zero mean yes.
POVTRAP_ALWAYS_INLINE void load_flags(LaneFlags& out, const std::uint8_t* flags) {
  FlagBytes bytes;
  std::memcpy(&bytes, flags, sizeof bytes);
  out = __builtin_convertvector(bytes, LaneFlags) != 0;
}

inline double across_lanes(const LaneVector& s) {
  return ((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7]));
}

}  // namespace detail

[[nodiscard]] double lane_sum(const double* x, std::size_t n);
/// Added up in double.
[[nodiscard]] double lane_sum(const float* x, std::size_t n);
/// Sum of products.
[[nodiscard]] double lane_dot(const double* x, const double* y, std::size_t n);

}  // namespace povtrap
