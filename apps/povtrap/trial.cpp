#include "trial.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <povtrap/error.hpp>
#include <povtrap/result_file.hpp>
#include <povtrap/simulation.hpp>

#include "interrupts.hpp"
#include "memory.hpp"

namespace povtrap::app {

namespace {

constexpr std::int64_t trial_years = 2;  ///< the second one shows how much a result grows in a year

Config trial_of(const Config& config, std::int64_t households, TrialPanel panel) {
  Config trial = config;
  trial.set("population.households", std::to_string(households));
  trial.set("run.burn_in_years", "0");
  trial.set("run.growth_burn_in_years", "0");
  trial.set("run.years", std::to_string(trial_years));
  if (panel == TrialPanel::none) trial.set("output.panel_households", "0");
  return trial;
}

/// A population of the wished size, or the smallest that the configuration's regions allow.
Config allowed_trial(const Config& config, std::int64_t wished, TrialPanel panel) {
  const std::int64_t all = std::llround(config.number("population.households"));
  for (std::int64_t households = std::min(wished, all); households < all; households *= 2) {
    try {
      Config trial = trial_of(config, households, panel);
      trial.check();
      return trial;
    } catch (const ConfigError&) {
      continue;  // some region would be empty
    }
  }
  Config trial = trial_of(config, all, panel);
  trial.check();
  return trial;
}

bool is_of_panel(const Variable& variable) {
  return std::find(variable.dimensions.begin(), variable.dimensions.end(), "panel_household") != variable.dimensions.end();
}

/// How large a result is.
struct Sizes {
  double values = 0, panel_values = 0;  ///< in memory
  double file = 0, panel_file = 0;      ///< the file without the panel's part, and that part
  double waves = 0, panel_variables = 0;
};

Sizes sizes_of(Dataset result) {
  Sizes sizes;
  const double whole = static_cast<double>(result_image(result).size());
  for (const Dimension& dimension : result.dimensions) {
    if (dimension.name == "panel_time") sizes.waves = static_cast<double>(dimension.length);
  }
  for (const Variable& variable : result.variables) {
    const double bytes = std::visit(
        []<class T>(const std::vector<T>& values) { return static_cast<double>(values.size() * sizeof(T)); }, variable.values);
    const bool wave = is_of_panel(variable) && variable.dimensions.size() > 1;
    (wave ? sizes.panel_values : sizes.values) += bytes;
    sizes.panel_variables += wave ? 1 : 0;
  }
  std::erase_if(result.variables, is_of_panel);
  sizes.file = sizes.waves == 0 ? whole : static_cast<double>(result_image(result).size());
  sizes.panel_file = whole - sizes.file;
  return sizes;
}

/// Lives through a year and returns the seconds.
double live_a_year(Simulation& simulation, std::int64_t periods) {
  using Clock = std::chrono::steady_clock;
  const Interrupts interrupts;
  const auto start = Clock::now();
  for (std::int64_t period = 0; period < periods; ++period) {
    simulation.step();
    interrupts.check();
  }
  return std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

Trial run_trial(const Config& config, std::int64_t households, TrialPanel panel, int threads) {
  const Config allowed = allowed_trial(config, households, panel);
  Trial trial;
  give_back_freed();
  forget_peak();
  trial.before = current_bytes();
  Simulation simulation(allowed, threads);
  trial.households = simulation.households();
  trial.periods = simulation.periods_total();
  trial.threads = simulation.threads();
  const std::int64_t a_year = trial.periods / trial_years;
  trial.seconds = live_a_year(simulation, a_year);
  trial.work = peak_bytes();
  const Sizes first = sizes_of(simulation.result());
  give_back_freed();
  forget_peak();
  trial.seconds += live_a_year(simulation, a_year);
  trial.work = std::max(trial.work, peak_bytes());
  forget_peak();
  const Sizes second = sizes_of(simulation.result());
  trial.finish = peak_bytes();
  trial.state = static_cast<double>(simulation.checkpoint().size()) - (second.values + second.panel_values);
  trial.work -= trial.before + trial.state;
  trial.finish -= trial.before + trial.state;
  trial.series = second.values - first.values;
  trial.file = first.file;
  trial.file_a_year = second.file - first.file;
  trial.waves_a_year = second.waves - first.waves;
  trial.panel_variables = second.panel_variables;
  trial.panel_packed = second.panel_values == 0 ? 0 : second.panel_file / second.panel_values;
  return trial;
}

}  // namespace povtrap::app
