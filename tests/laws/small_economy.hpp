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

#include "simulation/period.hpp"
#include "simulation/recorder.hpp"
#include "simulation/stage.hpp"

/// Economies small enough to live through in a moment, for tests.
namespace povtrap::test {

using Settings = std::vector<std::pair<std::string, std::string>>;

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
  return {{"development.aspiration", "true"},
          {"development.neighbourhood_elasticity", "0.1"},
          {"credit.local_lending", "0.5"},
          {"credit.loan_limit", "0.2"},
          {"consumption.asset_smoothing", "true"},
          {"goods.planning_rounds", "3"},
          {"shocks.job_loss.probability", "0.1"},
          {"shocks.events.years", "[2, 3]"},
          {"shocks.events.losses", "[0.2]"},
          {"grants.reach", "0.2"},
          {"ngos.foreign_aid", "0.01"},
          {"goods.world_growth", "0.05"},
          {"schooling.active", "true"},
          {"schooling.generation", "4"},
          {"schooling.delay", "1"},
          {"schooling.subsidy", "0.5"},
          {"schooling.schooled", "0.2"},
          {"portfolio.active", "true"},
          {"credit.evasion", "30"},
          {"credit.bond_remittance", "0.5"},
          {"cash.active", "true"},
          {"cash.blocs", "[\"west\"]"},
          {"cash.provider", "levy"},
          {"cash.levy_blocs", "[\"east\"]"},
          {"regions.saving_factor", "[1.2, 0.9]"},
          {"regions.services_elsewhere", "[0.2, 0.1]"},
          {"village_funds.active", "true"},
          {"village_funds.joint_liability", "true"},
          {"village_funds.exclusion", "1"},
          {"village_funds.default_share", "0.2"},
          {"village_funds.ranking", "return"},
          {"interest_discount.active", "true"},
          {"insurance.active", "true"},
          {"insurance.subsidy", "0.5"},
          {"work_relief.active", "true"},
          {"ngos.signal", "0.3"},
          {"ngos.capacity", "0.1"},
          {"ngos.project", "1"},
          {"ngos.pause", "0.5"},
          {"ngos.procurement", "0.001"},
          {"government.vertical_transfer", "0.1"},
          {"government.vertical_rule", "need"},
          {"top_up.local_share", "0.5"},
          {"labour.open_to_all", "0.3"},
          {"labour.network", "5"},
          {"labour.job_risk", "0.5"},
          {"labour.living_cost", "0.4"},
          {"moving.active", "true"},
          {"relocation.active", "true"},
          {"relocation.share", "0.2"},
          {"relocation.origins", "0.4"}};
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
