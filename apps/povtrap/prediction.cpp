#include "prediction.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <povtrap/result_file.hpp>

#include "output.hpp"
#include "progress.hpp"
#include "trial.hpp"

namespace povtrap::app {

namespace {

/// Households: the first trial only brings the program into memory and shows what a panel takes; the others are so large that
/// their columns lie in memory as those of any larger population do (core/columns.hpp), and done in seconds.
constexpr std::int64_t first_trial = 2'000, small_trial = 300'000, large_trial = 900'000;

/// A straight line through what two populations cost, at another number of households; in proportion where there is only one.
double at(double households, const Trial& small, const Trial& large, double Trial::*cost) {
  const double step = static_cast<double>(large.households - small.households);
  if (step <= 0) return large.*cost * households / static_cast<double>(large.households);
  const double slope = std::max(0.0, (large.*cost - small.*cost) / step);
  return large.*cost + slope * (households - static_cast<double>(large.households));
}

/// What the panel of the run takes [bytes].
struct PanelCost {
  double in_memory = 0;  ///< waves that do not fill a piece yet
  double all = 0;        ///< of all waves
  double file = 0;
};

PanelCost panel_cost(const Config& config, const Trial& trial, double years) {
  const double households = std::min(config.number("output.panel_households"), config.number("population.households"));
  if (households == 0) return {};
  const double piece = static_cast<double>(PanelFile("").waves_of_piece(static_cast<std::size_t>(households)));
  const double waves = std::ceil(trial.waves_a_year * years);
  const double wave = sizeof(float) * trial.panel_variables * households;
  return {wave * std::min(waves, piece), wave * waves, wave * waves * trial.panel_packed};
}

/// Everything that is foretold [bytes, seconds].
struct Prediction {
  double state = 0, memory = 0, seconds = 0, result = 0, result_a_year = 0, checkpoint = 0;
};

/// What lasts grows with households; series and the file grow with years, of which the trials have two.
Prediction predict(const Config& config, const PredictedRun& run, const std::array<Trial, 3>& trials, double years,
                   double periods) {
  const auto& [first, small, large] = trials;
  const double households = config.number("population.households");
  const PanelCost panel = panel_cost(config, first, years);
  const double more_years = years - 2;
  Prediction all;
  all.state = at(households, small, large, &Trial::state);
  const double work = at(households, small, large, &Trial::work) + large.series * more_years;
  const double finish = at(households, small, large, &Trial::finish) + (2 * large.series + large.file_a_year) * more_years;
  all.checkpoint = all.state + large.series * years + panel.all;
  all.memory = large.before + all.state +
               std::max({work + panel.in_memory, finish + 2 * panel.in_memory + panel.file,
                         run.checkpoints ? work + panel.in_memory + all.checkpoint : 0.0});
  all.seconds = periods / static_cast<double>(large.periods) * at(households, small, large, &Trial::seconds);
  all.result_a_year = large.file_a_year + panel.file / years;
  all.result = large.file + large.file_a_year * (years - 1) + panel.file;
  return all;
}

std::string size_text(double bytes) {
  constexpr double kilo = 1000;
  constexpr std::array<const char*, 4> units = {"%.0f B", "%.0f kB", "%.1f MB", "%.1f GB"};
  std::size_t unit = 0;
  for (; bytes >= kilo && unit + 1 < units.size(); ++unit) bytes /= kilo;
  return number(units[unit], std::max(bytes, 0.0));
}

std::string row(const std::string& name, const std::string& value, const std::string& basis) {
  return left(name, 12) + right(value, 8) + "  " + basis + "\n";
}

}  // namespace

void predict_run(const Config& config, const PredictedRun& run) {
  const std::int64_t all = std::llround(config.number("population.households"));
  const Trial first = run_trial(config, first_trial, TrialPanel::as_configured, run.threads);
  const Trial small = run_trial(config, small_trial, TrialPanel::none, run.threads);
  const Trial large = small.households == all ? small : run_trial(config, large_trial, TrialPanel::none, run.threads);
  const std::int64_t each_year = std::llround(config.number("run.periods_per_year"));
  const std::int64_t burn_in = each_year * std::llround(config.number("run.burn_in_years"));
  const std::int64_t configured = each_year * std::llround(config.number("run.years"));
  const std::int64_t periods = burn_in + std::min(configured, run.periods.value_or(configured));
  const double years = static_cast<double>(periods - burn_in) / static_cast<double>(each_year);
  const Prediction costs = predict(config, run, {first, small, large}, years, static_cast<double>(periods));
  const double rate = static_cast<double>(all * periods) / std::max(1e-9, costs.seconds);

  print(
      grouped(all) + " households, " + grouped(periods) + " periods (" + grouped(burn_in) + " of burn-in), " +
      std::to_string(large.threads) + (large.threads == 1 ? " thread" : " threads") + "; predicted from " +
      (small.households == all ? "a trial of " : "trials of " + grouped(small.households) + " and ") + grouped(large.households) +
      " households over " + grouped(large.periods) + " periods without burn-in\n" +
      row("memory", size_text(costs.memory),
          "at the most; the state alone: " + size_text(costs.state) + ", the program: " + size_text(large.before)) +
      row("time", duration_text(costs.seconds), grouped(std::llround(rate)) + " household-periods/s, as busy as this machine is now") +
      row("result", size_text(costs.result), size_text(costs.result_a_year) + " a year, compressed") +
      row("checkpoint", size_text(costs.checkpoint),
          run.checkpoints ? "its writing holds as much memory again, which is in the sum"
                          : "if --checkpoint-every is given; its writing holds as much memory again"));
}

}  // namespace povtrap::app
