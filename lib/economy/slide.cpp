#include "economy/slide.hpp"

#include <cstdint>
#include <cstring>

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace povtrap {

namespace {

using Stretches = std::span<const NewPlaces::Stretch>;

void move_bytes(unsigned char* to, const unsigned char* from, std::size_t bytes) {
  std::memmove(to, from, bytes);
}

#if defined(__x86_64__)

constexpr std::size_t vector_bytes = 64;

__attribute__((target("avx512f,avx512bw"))) inline void move_vector(unsigned char* to, const unsigned char* from,
                                                                    std::size_t bytes) {
  const __mmask64 some = bytes < vector_bytes ? (std::uint64_t{1} << bytes) - 1 : ~std::uint64_t{0};
  _mm512_mask_storeu_epi8(to, some, _mm512_maskz_loadu_epi8(some, from));
}

/// Most stretches are short and of any length: parts of vectors spare the branches that choose a way to move each.
__attribute__((target("avx512f,avx512bw"))) void slide_by_vectors(unsigned char* all, std::size_t width, Stretches stretches) {
  constexpr std::size_t few = 4 * vector_bytes;
  for (const NewPlaces::Stretch& s : stretches) {
    unsigned char* const to = all + s.to * width;
    const unsigned char* const from = all + s.from * width;
    const std::size_t bytes = s.count * width, vectors = (bytes + vector_bytes - 1) / vector_bytes;
    if (bytes > few) {
      move_bytes(to, from, bytes);
    } else if (s.to < s.from) {
      for (std::size_t done = 0; done < bytes; done += vector_bytes) move_vector(to + done, from + done, bytes - done);
    } else {
      for (std::size_t v = vectors; v > 0; --v) {
        const std::size_t before = (v - 1) * vector_bytes;
        move_vector(to + before, from + before, bytes - before);
      }
    }
  }
}

#endif

}  // namespace

std::vector<NewPlaces::Stretch> sliding_order(Stretches stretches) {
  std::vector<NewPlaces::Stretch> order;
  order.reserve(stretches.size());
  const auto towards_the_end = [&](std::size_t s) { return s < stretches.size() && stretches[s].to > stretches[s].from; };
  for (std::size_t s = 0; s < stretches.size();) {
    std::size_t last = s;
    while (towards_the_end(last)) ++last;
    for (std::size_t b = last; b > s; --b) order.push_back(stretches[b - 1]);
    if (last == s && stretches[s].to < stretches[s].from) order.push_back(stretches[s]);
    s = last == s ? s + 1 : last;
  }
  return order;
}

void slide(void* column, std::size_t width, Stretches stretches) {
  auto* const all = static_cast<unsigned char*>(column);
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")) return slide_by_vectors(all, width, stretches);
#endif
  for (const NewPlaces::Stretch& s : stretches) move_bytes(all + s.to * width, all + s.from * width, s.count * width);
}

}  // namespace povtrap
