#include <benchmark/benchmark.h>

#include <vector>

#include "core/math.hpp"
#include "core/random.hpp"
#include "economy/households.hpp"
#include "indicators/inequality.hpp"
#include "indicators/poverty.hpp"

namespace {

using namespace povtrap;

struct Incomes {
  std::vector<double> values, persons;

  explicit Incomes(std::size_t n) : values(n), persons(n) {
    const Stream stream = make_stream(1, "bench");
    for (std::size_t i = 0; i < n; ++i) {
      values[i] = 2000 * math::exp(0.7 * draw_normal(stream, static_cast<std::uint32_t>(i), 0));
      persons[i] = 1.0 + static_cast<double>(draw_below(stream, static_cast<std::uint32_t>(i), 1, 0, 6));
    }
  }
};

void poverty_of_a_block(benchmark::State& state) {
  const Incomes incomes(block_size);
  const std::vector<double> lines(static_cast<std::size_t>(state.range(0)), 1500.0);
  for (auto _ : state) {
    PovertySums sums;
    add_poverty_sums(sums, incomes.values.data(), incomes.persons.data(), block_size, lines);
    benchmark::DoNotOptimize(sums);
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(block_size));
}
BENCHMARK(poverty_of_a_block)->Arg(1)->Arg(3);

void sorting(benchmark::State& state) {
  const Incomes incomes(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(sort_by_value(incomes.values, incomes.persons));
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(sorting)->Arg(1'000)->Arg(100'000)->Arg(10'000'000)->Unit(benchmark::kMillisecond);

void ranked_measures(benchmark::State& state) {
  const Incomes incomes(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    const Distribution distribution(incomes.values, incomes.persons);
    benchmark::DoNotOptimize(distribution.gini() + distribution.palma() + distribution.median());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(ranked_measures)->Arg(10'000)->Arg(1'000'000)->Unit(benchmark::kMillisecond);

/// Gini, headcount, gap, squared gap, Theil and quantiles of one set of weighted incomes: 10 million are to take less than 2 s.
void all_measures(benchmark::State& state) {
  const Incomes incomes(static_cast<std::size_t>(state.range(0)));
  const std::vector<double> lines = {1500.0};
  for (auto _ : state) {
    PovertySums sums;
    add_poverty_sums(sums, incomes.values.data(), incomes.persons.data(), incomes.values.size(), lines);
    const Distribution distribution(incomes.values, incomes.persons);
    double all = headcount(sums) + poverty_gap(sums) + squared_poverty_gap(sums);
    all += distribution.gini() + distribution.theil_t() + distribution.theil_l();
    for (const double share : {0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95}) all += distribution.quantile(share);
    benchmark::DoNotOptimize(all);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(all_measures)->Arg(100'000)->Arg(10'000'000)->Unit(benchmark::kMillisecond);

}  // namespace
