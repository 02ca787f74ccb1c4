#include "core/places.hpp"

#include "core/kernel.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace povtrap {

namespace {

struct Search {
  std::size_t next = 0, found = 0;  ///< the first place not looked at, and how many flags were set before it
};

#if defined(__x86_64__)

/// Sixteen flags at a time: their places move together and are written side by side. No compiler makes this of the plain loop.
__attribute__((target("avx512f"))) Search find_by_sixteens(const std::int32_t* flags, std::size_t n, std::uint32_t* places) {
  constexpr std::size_t lanes = 16;
  const __m512i step = _mm512_set1_epi32(lanes);
  __m512i here = _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
  Search search;
  for (; search.next + lanes <= n; search.next += lanes) {
    const __m512i looked_at = _mm512_loadu_si512(flags + search.next);
    const __mmask16 set = _mm512_test_epi32_mask(looked_at, looked_at);
    const auto count = static_cast<std::size_t>(__builtin_popcount(set));
    const auto low = static_cast<__mmask16>((1u << count) - 1);
    _mm512_mask_storeu_epi32(places + search.found, low, _mm512_maskz_compress_epi32(set, here));
    search.found += count;
    here = _mm512_add_epi32(here, step);
  }
  return search;
}

#endif

// Without gathers in its instruction set a processor takes one by one.

POVTRAP_KERNEL void take(const std::uint32_t* POVTRAP_RESTRICT places, std::size_t n,
                         const std::uint32_t* POVTRAP_RESTRICT column, std::uint32_t* POVTRAP_RESTRICT out) {
  for (std::size_t k = 0; k < n; ++k) out[k] = column[places[k]];
}

POVTRAP_KERNEL void take(const std::uint32_t* POVTRAP_RESTRICT places, std::size_t n, const std::int32_t* POVTRAP_RESTRICT column,
                         std::int32_t* POVTRAP_RESTRICT out) {
  for (std::size_t k = 0; k < n; ++k) out[k] = column[places[k]];
}

POVTRAP_KERNEL void take(const std::uint32_t* POVTRAP_RESTRICT places, std::size_t n, const float* POVTRAP_RESTRICT column,
                         float* POVTRAP_RESTRICT out) {
  for (std::size_t k = 0; k < n; ++k) out[k] = column[places[k]];
}

}  // namespace

void take_places(const std::uint32_t* places, std::size_t n, const std::uint32_t* column, std::uint32_t* out) {
  take(places, n, column, out);
}

void take_places(const std::uint32_t* places, std::size_t n, const std::int32_t* column, std::int32_t* out) {
  take(places, n, column, out);
}

void take_places(const std::uint32_t* places, std::size_t n, const float* column, float* out) {
  take(places, n, column, out);
}

std::size_t find_places(const std::int32_t* flags, std::size_t n, std::uint32_t* places) {
  Search search;
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) search = find_by_sixteens(flags, n, places);
#endif
  for (; search.next < n; ++search.next) {
    places[search.found] = static_cast<std::uint32_t>(search.next);
    search.found += flags[search.next] != 0 ? 1 : 0;
  }
  return search.found;
}

}  // namespace povtrap
