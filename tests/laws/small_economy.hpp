#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include <povtrap/config.hpp>
#include <povtrap/simulation.hpp>

#include "experiments/every_rule.hpp"
#include "simulation/period.hpp"
#include "simulation/recorder.hpp"
#include "simulation/stage.hpp"

/// Economies small enough to live through in a moment, for tests.
namespace povtrap::test {

using povtrap::Settings;

inline Config with(Config config, const Settings& settings) {
  for (const auto& [path, value] : settings) config.set(path, value);
  config.check();
  return config;
}

/// 3,000 households in six villages and two towns of two blocs, three years after one of burn-in.
inline Config small_economy(const Settings& more = {}) {
  const Settings small = {{"population.households", "3000"},  {"regions.rural", "[3, 3]"},       {"regions.towns", "[1, 1]"},
                          {"run.burn_in_years", "1"},         {"run.growth_burn_in_years", "1"}, {"run.years", "3"},
                          {"output.panel_households", "100"}, {"enterprise.growth", "0.03"},     {"firms.growth", "0.02"}};
  return with(with(Config(), small), more);
}

/// What turns on everything that is off by default.
inline Settings everything_on() {
  return every_rule_on();
}

inline Dataset result_of(const Config& config, int threads = 1) {
  Simulation simulation(config, threads);
  simulation.run();
  return simulation.result();
}

inline const std::vector<double>& numbers(const Dataset& result, const std::string& name) {
  return std::get<std::vector<double>>(result.variable(name).values);
}

/// An economy whose inside can be seen: the same parts in the same order as Simulation puts them together.
class OpenEconomy {
 public:
  explicit OpenEconomy(const Config& config, int threads = 1)
      : model_(std::make_unique<Model>(model_of(config))), stage_(std::make_unique<Stage>(*model_, threads)) {
    open_economy(*stage_);
  }

  void live(std::int64_t periods = 1) {
    for (std::int64_t period = 0; period < periods; ++period) run_period(*stage_);
  }

  [[nodiscard]] Stage& stage() { return *stage_; }
  [[nodiscard]] Economy& economy() { return stage_->economy; }
  [[nodiscard]] const Model& model() const { return *model_; }

 private:
  std::unique_ptr<Model> model_;
  std::unique_ptr<Stage> stage_;
};

}  // namespace povtrap::test
