#include <benchmark/benchmark.h>

#include <string>
#include <vector>

#include <povtrap/config.hpp>

#include "economy/households.hpp"
#include "simulation/model.hpp"

namespace {

using namespace povtrap;

/// A model in which one slot is filled by the rule that the benchmark is about.
Model model_with(const std::string& slot, const std::string& rule) {
  Config config;
  config.set(slot, rule);
  return model_of(config);
}

std::vector<double> rising(double from, double to) {
  std::vector<double> x(block_size);
  for (std::size_t i = 0; i < block_size; ++i)
    x[i] = from + (to - from) * static_cast<double>(i) / static_cast<double>(block_size);
  return x;
}

void technique(benchmark::State& state, const char* rule) {
  const Model model = model_with("enterprise.technique", rule);
  const std::vector<double> x = rising(0.1, 10.0);
  std::vector<double> f(block_size);
  for (auto _ : state) {
    model.enterprise.technique.rule().output(x.data(), f.data(), block_size);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(block_size));
}
BENCHMARK_CAPTURE(technique, solow, "solow");
BENCHMARK_CAPTURE(technique, step, "step");
BENCHMARK_CAPTURE(technique, logistic, "logistic");
BENCHMARK_CAPTURE(technique, two_technique, "two_technique");

void saving(benchmark::State& state, const char* rule) {
  const Model model = model_with("saving.rule", rule);
  const std::vector<double> income = rising(100, 5000), deposits = rising(0, 8000), line(block_size, 4000.0);
  std::vector<double> consumption(block_size), investing(block_size);
  for (auto _ : state) {
    model.saving.rule().decide({block_size, income.data(), deposits.data(), line.data(), 0.25},
                               {consumption.data(), investing.data()});
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(block_size));
}
BENCHMARK_CAPTURE(saving, stone_geary, "stone_geary");
BENCHMARK_CAPTURE(saving, buffer, "buffer");

void work_capacity(benchmark::State& state) {
  const Model model = model_with("nutrition.rule", "hill");
  const std::vector<double> nutrition = rising(0.3, 1.5);
  std::vector<double> capacity(block_size);
  for (auto _ : state) {
    model.work_capacity.rule().capacity(nutrition.data(), capacity.data(), block_size);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(block_size));
}
BENCHMARK(work_capacity);

}  // namespace
