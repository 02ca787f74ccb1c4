#include <benchmark/benchmark.h>

#include <array>
#include <numeric>

#include "core/random.hpp"
#include "economy/households.hpp"

namespace {

using namespace povtrap;

struct Block {
  std::array<std::uint32_t, block_size> ids, words[4];
  std::array<double, block_size> uniforms[4];

  Block() { std::iota(ids.begin(), ids.end(), 0U); }
};

const Stream stream = make_stream(1, "bench");

void words_of_a_block(benchmark::State& state) {
  Block b;
  std::uint32_t period = 0;
  for (auto _ : state) {
    fill_words(stream, b.ids.data(), block_size, ++period, 0, b.words[0].data(), b.words[1].data(), b.words[2].data(),
               b.words[3].data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * 4 * static_cast<std::int64_t>(block_size));
}
BENCHMARK(words_of_a_block);

void uniforms_of_a_block(benchmark::State& state) {
  Block b;
  std::uint32_t period = 0;
  for (auto _ : state) {
    fill_uniform(stream, b.ids.data(), block_size, ++period, 0, b.uniforms[0].data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(block_size));
}
BENCHMARK(uniforms_of_a_block);

void four_uniforms_of_a_block(benchmark::State& state) {
  Block b;
  std::uint32_t period = 0;
  for (auto _ : state) {
    fill_uniform4(stream, b.ids.data(), block_size, ++period, 0, b.uniforms[0].data(), b.uniforms[1].data(), b.uniforms[2].data(),
                  b.uniforms[3].data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * 4 * static_cast<std::int64_t>(block_size));
}
BENCHMARK(four_uniforms_of_a_block);

void normals_of_a_block(benchmark::State& state) {
  Block b;
  std::uint32_t period = 0;
  for (auto _ : state) {
    fill_normal(stream, b.ids.data(), block_size, ++period, 0, b.uniforms[0].data());
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(block_size));
}
BENCHMARK(normals_of_a_block);

void one_uniform_at_a_time(benchmark::State& state) {
  std::uint32_t id = 0;
  for (auto _ : state) benchmark::DoNotOptimize(draw_uniform(stream, ++id, 1));
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(one_uniform_at_a_time);

}  // namespace
