#include "core/money.hpp"

#include <benchmark/benchmark.h>

#include <vector>

#include "core/sums.hpp"
#include "economy/households.hpp"

namespace {

using namespace povtrap;

/// Amounts on the grid, of the size of a month's wage in a currency of large notes if `scale` is large.
std::vector<double> amounts(double scale = 1.0) {
  std::vector<double> result(block_size);
  for (std::size_t i = 0; i < block_size; ++i)
    result[i] = round_to_grid(scale * (1000.0 + 0.37 * static_cast<double>(i * i % 977)));
  return result;
}

void count_items(benchmark::State& state) {
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(block_size));
}

void exact_sum(benchmark::State& state) {
  const std::vector<double> x = amounts();
  for (auto _ : state) benchmark::DoNotOptimize(sum_steps(x.data(), x.size()));
  count_items(state);
}
BENCHMARK(exact_sum);

void exact_sum_of_large_amounts(benchmark::State& state) {
  const std::vector<double> x = amounts(1e9);
  for (auto _ : state) benchmark::DoNotOptimize(sum_steps(x.data(), x.size()));
  count_items(state);
}
BENCHMARK(exact_sum_of_large_amounts);

void plain_sum(benchmark::State& state) {
  const std::vector<double> x = amounts();
  for (auto _ : state) benchmark::DoNotOptimize(lane_sum(x.data(), x.size()));
  count_items(state);
}
BENCHMARK(plain_sum);

void split_over_a_block(benchmark::State& state) {
  const std::vector<double> weights = amounts();
  std::vector<double> parts(block_size);
  const double sum = lane_sum(weights.data(), block_size);
  for (auto _ : state) {
    split_in_block(1'000'007, sum, weights.data(), parts.data(), block_size);
    benchmark::ClobberMemory();
  }
  count_items(state);
}
BENCHMARK(split_over_a_block);

void ration_a_block(benchmark::State& state) {
  const std::vector<double> limits = amounts();
  std::vector<double> parts(block_size);
  const Steps sum = sum_steps(limits.data(), block_size);
  for (auto _ : state) {
    ration_in_block(sum * 9 / 10, sum, limits.data(), parts.data(), block_size);
    benchmark::ClobberMemory();
  }
  count_items(state);
}
BENCHMARK(ration_a_block);

void split_over_regions(benchmark::State& state) {
  const std::vector<double> weights = amounts();
  std::vector<Steps> parts(block_size);
  for (auto _ : state) {
    split_steps(1'000'000'000'007, weights, parts);
    benchmark::ClobberMemory();
  }
  count_items(state);
}
BENCHMARK(split_over_regions);

}  // namespace
