/// One benchmark for each phase of the period, in an economy with every rule on and in the default one: whole periods are lived
/// through, and what counts is the time that the profile says the phase took.

#include <benchmark/benchmark.h>

#include <memory>
#include <string>

#include <povtrap/simulation.hpp>

#include "experiments/every_rule.hpp"

namespace {

using namespace povtrap;

constexpr std::int64_t households = 20'000;

Config economy(bool whole) {
  Config config;
  if (whole) {
    for (const auto& [path, value] : every_rule_on()) config.set(path, value);
  }
  config.set("population.households", std::to_string(households));
  config.set("run.burn_in_years", "1");
  config.set("run.growth_burn_in_years", "1");
  config.set("run.years", "100000");
  return config;
}

/// An economy that has some history, with its profile on.
class Economy {
 public:
  explicit Economy(bool whole) : simulation_(economy(whole), 1) {
    for (int period = 0; period < 8; ++period) simulation_.step();
    simulation_.start_profile();
  }

  /// Seconds of one phase in the next year, which has all that happens once a year.
  double year_of(std::size_t phase) {
    const double before = simulation_.profile()[phase].seconds;
    for (int period = 0; period < periods; ++period) simulation_.step();
    return simulation_.profile()[phase].seconds - before;
  }

  static constexpr int periods = 4;

 private:
  Simulation simulation_;
};

void time_phase(benchmark::State& state, bool whole, std::size_t phase) {
  Economy economy(whole);
  for (auto _ : state) state.SetIterationTime(economy.year_of(phase));
  state.SetItemsProcessed(state.iterations() * households * Economy::periods);
}

const bool registered = [] {
  constexpr benchmark::IterationCount years = 10;  // fixed, because short phases would ask for thousands of long periods
  const std::vector<PhaseDescription> story = describe_period();
  for (const bool whole : {false, true}) {
    for (std::size_t phase = 0; phase < story.size(); ++phase) {
      const std::string name = (whole ? "whole/" : "default/") + story[phase].name;
      benchmark::RegisterBenchmark(name.c_str(), [=](benchmark::State& state) { time_phase(state, whole, phase); })
          ->UseManualTime()
          ->Iterations(years);
    }
  }
  return true;
}();

}  // namespace
