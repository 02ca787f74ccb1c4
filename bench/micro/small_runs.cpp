/// What sweeps of small runs live on: runs of 1,000 households through 100 periods of the minimal economy in one village, against the
/// same household-periods inside a run of a million; and what starting a run costs, in periods of such a run.

#include <benchmark/benchmark.h>

#include <cstdint>
#include <ctime>
#include <fstream>
#include <sstream>
#include <string>

#include <povtrap/simulation.hpp>

namespace {

using namespace povtrap;

constexpr std::int64_t few = 1000, many = 1'000'000, periods = 100;

/// Both sizes follow the same share of their households in the panel.
Config economy(std::int64_t households) {
  std::ifstream file(POVTRAP_SOURCE_DIR "/configs/minimal.toml");
  std::stringstream text;
  text << file.rdbuf();
  Config config = Config::from_text(text.str(), "configs/minimal.toml");
  for (const auto& [path, value] : {std::pair{"top_up.active", "true"},
                                    {"regions.blocs", "[\"west\"]"},
                                    {"regions.rural", "[1]"},
                                    {"regions.towns", "[0]"},
                                    {"regions.household_share", "[1.0]"},
                                    {"regions.productivity", "[1.0]"},
                                    {"regions.trade_cost", "[0.16]"},
                                    {"regions.provinces", "1"},
                                    {"run.burn_in_years", "1"},
                                    {"run.growth_burn_in_years", "1"},
                                    {"run.years", "24"}})
    config.set(path, value);
  config.set("population.households", std::to_string(households));
  config.set("output.panel_households", std::to_string(households / 1000));
  config.check();
  return config;
}

/// The next point of a design: another parameter value.
void change(Config& config) {
  static int point = 0;
  config.set("saving.stone_geary.intercept", std::to_string(0.15 + 0.001 * (++point % 100)));
}

double processor_seconds() {
  timespec time{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// One run in a million households, year by year, and small runs between: seconds of a household-period in turns.
void small_beside_large(benchmark::State& state) {
  constexpr int runs = 10, years = 1;
  Config config = economy(few);
  Simulation small(config, 1), large(economy(many), 1);
  for (int period = 0; period < 8; ++period) large.step();
  double in_small = 0, in_large = 0;
  for (auto _ : state) {
    const double start = processor_seconds();
    for (int run = 0; run < runs; ++run) {
      change(config);
      small.restart(config);
      small.run();
    }
    const double middle = processor_seconds();
    for (int period = 0; period < 4 * years; ++period) large.step();
    in_small += (middle - start) / (runs * few * periods);
    in_large += (processor_seconds() - middle) / (4.0 * years * many);
    state.SetIterationTime(middle - start);
  }
  const auto times = static_cast<double>(state.iterations());
  state.counters["ns_small"] = 1e9 * in_small / times;
  state.counters["ns_large"] = 1e9 * in_large / times;
  state.counters["small_over_large"] = in_small / in_large;
}
BENCHMARK(small_beside_large)->UseManualTime()->Iterations(5);

/// Seconds that begin() takes, with a whole run after each, in periods of these runs.
template <class Begin>
void time_start(benchmark::State& state, Simulation& simulation, Begin begin) {
  double starting = 0, living = 0;
  for (auto _ : state) {
    const double start = processor_seconds();
    begin();
    const double open = processor_seconds();
    simulation.run();
    starting += open - start;
    living += processor_seconds() - open;
    state.SetIterationTime(open - start);
  }
  state.counters["periods"] = starting / (living / periods);
}

void other_seed(benchmark::State& state) {
  Simulation simulation(economy(few), 1);
  std::int64_t seed = 1;
  time_start(state, simulation, [&] { simulation.restart(++seed); });
}
BENCHMARK(other_seed)->UseManualTime()->Iterations(100);

void next_point(benchmark::State& state) {
  Config config = economy(few);
  Simulation simulation(config, 1);
  time_start(state, simulation, [&] {
    change(config);
    simulation.restart(config);
  });
}
BENCHMARK(next_point)->UseManualTime()->Iterations(100);

void new_simulation(benchmark::State& state) {
  Config config = economy(few);
  Simulation simulation(config, 1);
  time_start(state, simulation, [&] {
    change(config);
    simulation = Simulation(config, 1);
  });
}
BENCHMARK(new_simulation)->UseManualTime()->Iterations(100);

void one_setting(benchmark::State& state) {
  Config config = economy(few);
  for (auto _ : state) change(config);
}
BENCHMARK(one_setting);

void one_series(benchmark::State& state) {
  Simulation simulation(economy(few), 1);
  simulation.run();
  for (auto _ : state) benchmark::DoNotOptimize(simulation.series("headcount").data());
}
BENCHMARK(one_series);

}  // namespace
