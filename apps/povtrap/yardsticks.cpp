#include "yardsticks.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <numeric>

#include "core/kernel.hpp"
#include "core/random.hpp"

namespace povtrap::app {

namespace {

POVTRAP_KERNEL void update(double* POVTRAP_RESTRICT x, std::size_t n) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) x[i] = x[i] * 0.999 + 0.001;
}

constexpr std::size_t block = 1024;

/// Words of one task, drawn over and over into the same four small rows.
void draw_words(std::uint32_t task, std::uint32_t rounds) {
  std::array<std::uint32_t, block> ids;
  std::array<std::array<std::uint32_t, block>, 4> words;
  std::iota(ids.begin(), ids.end(), task * block);
  const Stream stream = make_stream(1, "bench");
  for (std::uint32_t round = 0; round < rounds; ++round) {
    fill_words(stream, ids.data(), block, round, 0, words[0].data(), words[1].data(), words[2].data(), words[3].data());
  }
}

}  // namespace

double now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Yardsticks::Yardsticks(std::size_t bytes) : array_(bytes / sizeof(double), 1.0) {}

double Yardsticks::update_in_place() {
  constexpr std::size_t piece = 1 << 16, sweeps = 3;
  const std::size_t pieces = (array_.size() + piece - 1) / piece;
  const double start = now();
  for (std::size_t sweep = 0; sweep < sweeps; ++sweep) {
    workers_.for_each(pieces,
                      [&](std::size_t p) { update(array_.data() + p * piece, std::min(piece, array_.size() - p * piece)); });
  }
  return 2.0 * sweeps * static_cast<double>(array_bytes()) / (now() - start);
}

double Yardsticks::philox_words() const {
  constexpr std::size_t tasks = 128;
  constexpr std::uint32_t rounds = 128;
  const double start = now();
  workers_.for_each(tasks, [&](std::size_t task) { draw_words(static_cast<std::uint32_t>(task), rounds); });
  return 4.0 * block * tasks * rounds / (now() - start);
}

std::size_t beyond_all_caches() {
  constexpr std::size_t least = std::size_t{256} << 20, times = 4;
  std::size_t last_cache = 0;
#ifdef _SC_LEVEL3_CACHE_SIZE
  if (const long bytes = ::sysconf(_SC_LEVEL3_CACHE_SIZE); bytes > 0) last_cache = static_cast<std::size_t>(bytes);
#endif
  return std::max(least, times * last_cache);
}

}  // namespace povtrap::app
