#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/kernel.hpp"
#include "core/math.hpp"

/// Random numbers without state: a draw is a function of (seed, component, household, period, draw), computed by Philox4x32-10.
/// Whoever draws or does not draw changes nobody else's luck.
/// Source: Salmon, Moraes, Dror, Shaw (2011), Parallel random numbers: as easy as 1, 2, 3. SC'11.
namespace povtrap {

/// Luck of one component under one seed: the key of the generator.
struct Stream {
  std::uint32_t key0 = 0;
  std::uint32_t key1 = 0;
};

/// Streams of different seeds or components have different keys (up to a hash collision of chance 2^-64).
[[nodiscard]] Stream make_stream(std::uint64_t seed, std::string_view component);

using Words = std::array<std::uint32_t, 4>;

namespace detail {

inline constexpr int philox_rounds = 10;
inline constexpr std::uint32_t philox_multiplier0 = 0xD2511F53u, philox_multiplier1 = 0xCD9E8D57u;
inline constexpr std::uint32_t philox_step0 = 0x9E3779B9u, philox_step1 = 0xBB67AE85u;

[[nodiscard]] POVTRAP_ALWAYS_INLINE Words philox_words(Stream stream, std::uint32_t c0, std::uint32_t c1, std::uint32_t c2,
                                                       std::uint32_t c3) {
  std::uint32_t key0 = stream.key0, key1 = stream.key1;
  for (int round = 0; round < philox_rounds; ++round) {
    const std::uint64_t product0 = std::uint64_t{philox_multiplier0} * c0;
    const std::uint64_t product1 = std::uint64_t{philox_multiplier1} * c2;
    c0 = static_cast<std::uint32_t>(product1 >> 32) ^ c1 ^ key0;
    c1 = static_cast<std::uint32_t>(product1);
    c2 = static_cast<std::uint32_t>(product0 >> 32) ^ c3 ^ key1;
    c3 = static_cast<std::uint32_t>(product0);
    key0 += philox_step0;
    key1 += philox_step1;
  }
  return {c0, c1, c2, c3};
}

}  // namespace detail

/// Four independent words for one agent's draw.
[[nodiscard]] inline Words philox(Stream stream, std::uint32_t id, std::uint32_t period, std::uint32_t draw) {
  return detail::philox_words(stream, id, period, draw, 0);
}

/// (word + 1/2) 2^-32: in (0, 1), exact.
[[nodiscard]] POVTRAP_ALWAYS_INLINE double uniform(std::uint32_t word) {
  // Through a signed number, because only signed 32-bit numbers convert to double in every vector instruction set.
  const auto centred = static_cast<std::int32_t>(word ^ 0x80000000u);
  return (static_cast<double>(centred) + 0x1.00000001p31) * 0x1p-32;
}

/// In (0, 1), an odd multiple of 2^-53.
[[nodiscard]] POVTRAP_ALWAYS_INLINE double uniform53(std::uint32_t hi, std::uint32_t lo) {
  const std::uint64_t fraction = (std::uint64_t{hi} << 20) | (lo >> 12);
  const double from_one = std::bit_cast<double>(fraction | 0x3FF0000000000000u);
  return (from_one - 1.0) + 0x1p-53;
}

[[nodiscard]] inline double draw_uniform(Stream stream, std::uint32_t id, std::uint32_t period, std::uint32_t draw = 0) {
  return uniform(philox(stream, id, period, draw)[0]);
}

/// Standard normal.
[[nodiscard]] inline double draw_normal(Stream stream, std::uint32_t id, std::uint32_t period, std::uint32_t draw = 0) {
  return math::normal_quantile32(draw_uniform(stream, id, period, draw));
}

/// One of 0, ..., n - 1, each with chance 1 / n up to 2^-64.   Requires: n > 0.
[[nodiscard]] inline std::uint32_t draw_below(Stream stream, std::uint32_t id, std::uint32_t period, std::uint32_t draw,
                                              std::uint32_t n) {
  const Words words = philox(stream, id, period, draw);
  const std::uint64_t low = std::uint64_t{words[1]} * n;
  return static_cast<std::uint32_t>((std::uint64_t{words[0]} * n + (low >> 32)) >> 32);
}

/// The draws of a block of agents: out[i] belongs to ids[i] and equals the single draw. Output arrays do not overlap.
/// fill_uniform takes word 0 of each draw, fill_uniform2 words 0 and 1, fill_uniform4 all four.
void fill_words(Stream stream, const std::uint32_t* ids, std::size_t n, std::uint32_t period, std::uint32_t draw,
                std::uint32_t* w0, std::uint32_t* w1, std::uint32_t* w2, std::uint32_t* w3);
void fill_uniform(Stream stream, const std::uint32_t* ids, std::size_t n, std::uint32_t period, std::uint32_t draw, double* out);
void fill_uniform2(Stream stream, const std::uint32_t* ids, std::size_t n, std::uint32_t period, std::uint32_t draw, double* out0,
                   double* out1);
void fill_uniform4(Stream stream, const std::uint32_t* ids, std::size_t n, std::uint32_t period, std::uint32_t draw, double* out0,
                   double* out1, double* out2, double* out3);
void fill_normal(Stream stream, const std::uint32_t* ids, std::size_t n, std::uint32_t period, std::uint32_t draw, double* out);

/// Key by which a firm ranks its applicants: sorting by it is a random order that one more applicant does not reshuffle.
[[nodiscard]] inline std::uint64_t rank_key(Stream stream, std::uint32_t household, std::uint32_t firm,
                                            std::uint32_t period = 0) {
  // The last counter word keeps pairs apart from the draws of single agents.
  const Words words = detail::philox_words(stream, household, firm, period, 1);
  return std::uint64_t{words[0]} << 32 | words[1];
}

}  // namespace povtrap
