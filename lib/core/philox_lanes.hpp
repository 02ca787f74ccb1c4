#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "core/random.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

/// Philox for many agents at once, in lanes of 64 bits of which the generator uses the lower half: a vector multiplication of
/// 32 by 32 bits leaves high and low word where the next round wants them. Twice as fast as what compilers make of the plain
/// loop.
namespace povtrap::detail {

/// What a block of draws is written to; null pointers are left out.
struct PhiloxBlock {
  Stream stream;
  std::uint32_t period = 0;
  std::uint32_t draw = 0;
  const std::uint32_t* ids = nullptr;
  std::size_t n = 0;
  std::uint32_t* words[4] = {};
  double* uniforms[4] = {};
};

#if defined(__x86_64__)

#define POVTRAP_LANES 2
#define POVTRAP_LANES_TARGET
#define POVTRAP_LANES_MULTIPLY(a, b) (LaneWords) _mm_mul_epu32((__m128i)(a), (__m128i)(b))
namespace sse2 {
#include "core/philox_lanes.inc"
}
#undef POVTRAP_LANES
#undef POVTRAP_LANES_TARGET
#undef POVTRAP_LANES_MULTIPLY

#define POVTRAP_LANES 4
#define POVTRAP_LANES_TARGET __attribute__((target("avx2")))
#define POVTRAP_LANES_MULTIPLY(a, b) (LaneWords) _mm256_mul_epu32((__m256i)(a), (__m256i)(b))
namespace avx2 {
#include "core/philox_lanes.inc"
}
#undef POVTRAP_LANES
#undef POVTRAP_LANES_TARGET
#undef POVTRAP_LANES_MULTIPLY

// The masked form with a full mask is the plain instruction; the plain form draws a false warning from GCC 12.
#define POVTRAP_LANES 8
#define POVTRAP_LANES_TARGET __attribute__((target("avx512f")))
#define POVTRAP_LANES_MULTIPLY(a, b) (LaneWords) _mm512_maskz_mul_epu32(0xFF, (__m512i)(a), (__m512i)(b))
namespace avx512 {
#include "core/philox_lanes.inc"
}
#undef POVTRAP_LANES
#undef POVTRAP_LANES_TARGET
#undef POVTRAP_LANES_MULTIPLY

#endif

}  // namespace povtrap::detail
