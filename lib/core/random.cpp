#include "core/random.hpp"

#include "core/normal.hpp"
#include "core/philox_lanes.hpp"

namespace povtrap {

namespace {

/// Source: Steele, Lea, Flood (2014), Fast splittable pseudorandom number generators, OOPSLA (the finaliser of SplitMix64).
std::uint64_t mix(std::uint64_t z) {
  z += 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

/// Source: Fowler, Noll, Vo, FNV-1a with 64 bits.
std::uint64_t hash(std::string_view text) {
  std::uint64_t h = 0xCBF29CE484222325u;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  return h;
}

/// Draws for the first agents of a block by the widest vectors the processor has; returns for how many.
std::size_t fill_lanes([[maybe_unused]] const detail::PhiloxBlock& block) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512f")) return detail::avx512::fill(block);
  if (__builtin_cpu_supports("avx2")) return detail::avx2::fill(block);
  return detail::sse2::fill(block);
#else
  return 0;
#endif
}

void fill(const detail::PhiloxBlock& block) {
  for (std::size_t i = fill_lanes(block); i < block.n; ++i) {
    const Words drawn = philox(block.stream, block.ids[i], block.period, block.draw);
    for (std::size_t k = 0; k < drawn.size(); ++k) {
      if (block.words[k] != nullptr) block.words[k][i] = drawn[k];
      if (block.uniforms[k] != nullptr) block.uniforms[k][i] = uniform(drawn[k]);
    }
  }
}

}  // namespace

Stream make_stream(std::uint64_t seed, std::string_view component) {
  const std::uint64_t key = mix(hash(component) ^ mix(seed));
  return {static_cast<std::uint32_t>(key), static_cast<std::uint32_t>(key >> 32)};
}

void fill_words(Stream stream, const std::uint32_t* ids, std::size_t n, std::uint32_t period, std::uint32_t draw,
                std::uint32_t* w0, std::uint32_t* w1, std::uint32_t* w2, std::uint32_t* w3) {
  fill({stream, period, draw, ids, n, {w0, w1, w2, w3}, {}});
}

void fill_uniform(Stream stream, const std::uint32_t* ids, std::size_t n, std::uint32_t period, std::uint32_t draw, double* out) {
  fill({stream, period, draw, ids, n, {}, {out}});
}

void fill_uniform2(Stream stream, const std::uint32_t* ids, std::size_t n, std::uint32_t period, std::uint32_t draw, double* out0,
                   double* out1) {
  fill({stream, period, draw, ids, n, {}, {out0, out1}});
}

void fill_uniform4(Stream stream, const std::uint32_t* ids, std::size_t n, std::uint32_t period, std::uint32_t draw, double* out0,
                   double* out1, double* out2, double* out3) {
  fill({stream, period, draw, ids, n, {}, {out0, out1, out2, out3}});
}

void fill_normal(Stream stream, const std::uint32_t* ids, std::size_t n, std::uint32_t period, std::uint32_t draw, double* out) {
  fill_uniform(stream, ids, n, period, draw, out);
  to_normal(out, n);
}

}  // namespace povtrap
