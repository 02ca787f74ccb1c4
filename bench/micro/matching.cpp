#include <benchmark/benchmark.h>

#include <vector>

#include "markets/labour.hpp"

namespace {

using namespace povtrap;

const MatchingDraws draws{make_stream(1, "applications"), make_stream(1, "ranks"), 7};

std::vector<Seeker> seekers_of(std::size_t count) {
  std::vector<Seeker> seekers;
  for (std::size_t i = 0; i < count; ++i)
    seekers.push_back({static_cast<std::uint32_t>(i), 1.0F, 0.001F * static_cast<float>(i % 997)});
  return seekers;
}

std::vector<Firm> firms_of(std::size_t count) {
  std::vector<Firm> firms(count);
  for (std::size_t f = 0; f < count; ++f) {
    firms[f].vacancies = static_cast<std::int64_t>(f % 5);
    firms[f].wage = 1.0 + 0.001 * static_cast<double>(f % 101);
  }
  return firms;
}

/// A region with ten seekers for each firm, every one with four applications.
void match_a_region(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const std::vector<Seeker> seekers = seekers_of(count);
  const std::vector<Firm> firms = firms_of(count / 10);
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<Seeker> looking = seekers;
    std::vector<Firm> hiring = firms;
    state.ResumeTiming();
    match_at_home(looking, hiring, 0, 4, draws);
    benchmark::DoNotOptimize(looking.data());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(match_a_region)->Arg(1000)->Arg(20000);

/// Seekers of ten regions who apply once anywhere.
void match_the_nation(benchmark::State& state) {
  const auto count = static_cast<std::size_t>(state.range(0));
  const std::vector<std::vector<Seeker>> seekers(10, seekers_of(count / 10));
  const std::vector<Firm> firms = firms_of(count / 10);
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<std::vector<Seeker>> looking = seekers;
    std::vector<Firm> hiring = firms;
    state.ResumeTiming();
    match_elsewhere(looking, hiring, {.kept = std::vector<double>(10, 0.85), .chance = {}}, draws);
    benchmark::DoNotOptimize(looking.data());
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(match_the_nation)->Arg(10000)->Arg(200000);

}  // namespace
