#include <benchmark/benchmark.h>

#include <vector>

#include "markets/home_market.hpp"
#include "markets/national_market.hpp"

namespace {

using namespace povtrap;

const MatchingDraws draws{make_stream(1, "applications"), make_stream(1, "ranks"), 7};

struct Columns {
  std::vector<std::uint32_t> household, place;
  std::vector<float> efficiency, asking;

  explicit Columns(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
      household.push_back(static_cast<std::uint32_t>(i));
      place.push_back(static_cast<std::uint32_t>(i));
      efficiency.push_back(1.0F);
      asking.push_back(0.001F * static_cast<float>(i % 997));
    }
  }

  [[nodiscard]] Seekers view() const { return {place.size(), household.data(), place.data(), efficiency.data(), asking.data()}; }
};

std::vector<Firm> firms_of(std::size_t count) {
  std::vector<Firm> firms(count);
  for (std::size_t f = 0; f < count; ++f) {
    firms[f].vacancies = static_cast<std::int64_t>(f % 5);
    firms[f].wage = 1.0 + 0.001 * static_cast<double>(f % 101);
  }
  return firms;
}

/// A region with a hundred seekers for each firm, every one with four applications.
void match_a_region(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const Columns seekers(count);
  const std::vector<Firm> firms = firms_of(count / 100);
  HomeMarket market;
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<Firm> hiring = firms;
    state.ResumeTiming();
    market.open(hiring, 0, 4, 1);
    market.apply(0, seekers.view(), draws);
    benchmark::DoNotOptimize(market.hire(hiring).data());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(match_a_region)->Arg(1000)->Arg(20000);

/// Seekers who apply once anywhere.
void match_the_nation(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const Columns seekers(count);
  const std::vector<Firm> firms = firms_of(count / 100);
  const Workers workers(1);
  NationalMarket market;
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<Firm> hiring = firms;
    state.ResumeTiming();
    market.open(hiring, {.kept = {0.85}, .chance = {}}, count, 1);
    do {
      market.apply(0, 0, seekers.view(), draws);
    } while (market.wants_more(workers));
    market.hire(hiring, workers, [](const Hire& hire) { benchmark::DoNotOptimize(&hire); });
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(match_the_nation)->Arg(10000)->Arg(200000);

}  // namespace
