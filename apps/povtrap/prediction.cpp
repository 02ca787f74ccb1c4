#include "prediction.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <povtrap/error.hpp>
#include <povtrap/result_file.hpp>
#include <povtrap/simulation.hpp>

#include "interrupts.hpp"
#include "output.hpp"
#include "progress.hpp"

namespace povtrap::app {

namespace {

constexpr std::int64_t small_trial = 10'000, large_trial = 40'000;  ///< households: enough to tell slopes, done in seconds
constexpr std::int64_t trial_years = 2;                             ///< the second one shows how much a result grows in a year

/// What a small population costs.
struct Trial {
  std::int64_t households = 0, periods = 0;
  double seconds = 0;              ///< for the periods
  double state = 0, peak = 0;      ///< [bytes]
  std::array<double, 2> result{};  ///< size of the file after one year and after two [bytes]
  int threads = 0;
};

/// The most memory this process has held so far [bytes].
double peak_memory() {
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  return 1024.0 * static_cast<double>(usage.ru_maxrss);
}

/// Two years without burn-in; only they are measured.
Config trial_of(const Config& config, std::int64_t households) {
  Config trial = config;
  trial.set("population.households", std::to_string(households));
  trial.set("run.burn_in_years", "0");
  trial.set("run.growth_burn_in_years", "0");
  trial.set("run.years", std::to_string(trial_years));
  return trial;
}

Trial measured(const Config& config, int threads) {
  using Clock = std::chrono::steady_clock;
  const Interrupts interrupts;
  Simulation simulation(config, threads);
  Trial trial;
  trial.households = simulation.households();
  trial.periods = simulation.periods_total();
  trial.threads = simulation.threads();
  for (std::int64_t year = 0; year < trial_years; ++year) {
    const auto start = Clock::now();
    for (std::int64_t period = 0; period < trial.periods / trial_years; ++period) {
      simulation.step();
      interrupts.check();
    }
    trial.seconds += std::chrono::duration<double>(Clock::now() - start).count();
    trial.result[static_cast<std::size_t>(year)] = static_cast<double>(result_image(simulation.result()).size());
  }
  trial.peak = peak_memory();
  trial.state = static_cast<double>(simulation.checkpoint().size());
  return trial;
}

/// A straight line through what two populations cost, at another number of households; never less than in proportion to the
/// larger one where the line is not known.
double at(double households, const Trial& small, const Trial& large, double cost_small, double cost_large) {
  const double step = static_cast<double>(large.households - small.households);
  if (step <= 0) return cost_large * households / static_cast<double>(large.households);
  const double slope = std::max(0.0, (cost_large - cost_small) / step);
  return cost_large + slope * (households - static_cast<double>(large.households));
}

std::string size_text(double bytes) {
  constexpr double kilo = 1000;
  constexpr std::array<const char*, 4> units = {"%.0f B", "%.0f kB", "%.1f MB", "%.1f GB"};
  std::size_t unit = 0;
  for (; bytes >= kilo && unit + 1 < units.size(); ++unit) bytes /= kilo;
  return number(units[unit], bytes);
}

std::string row(const std::string& name, const std::string& value, const std::string& basis) {
  return left(name, 12) + right(value, 8) + "  " + basis + "\n";
}

/// A population of the wished size, or the smallest that the configuration's regions allow.
Config allowed_trial(const Config& config, std::int64_t wished, std::int64_t all) {
  for (std::int64_t households = std::min(wished, all); households < all; households *= 2) {
    try {
      Config trial = trial_of(config, households);
      trial.check();
      return trial;
    } catch (const ConfigError&) {
      continue;  // some region would be empty
    }
  }
  Config trial = trial_of(config, all);
  trial.check();
  return trial;
}

}  // namespace

void predict_run(const Config& config, const PredictedRun& run) {
  const std::int64_t all = std::llround(config.number("population.households"));
  const Trial small = measured(allowed_trial(config, small_trial, all), run.threads);
  const Trial large = small.households == all ? small : measured(allowed_trial(config, large_trial, all), run.threads);
  const std::int64_t each_year = std::llround(config.number("run.periods_per_year"));
  const std::int64_t burn_in = each_year * std::llround(config.number("run.burn_in_years"));
  const std::int64_t configured = each_year * std::llround(config.number("run.years"));
  const std::int64_t periods = burn_in + std::min(configured, run.periods.value_or(configured));

  const auto households = static_cast<double>(all);
  const double state = at(households, small, large, small.state, large.state);
  const double memory = std::max(state, at(households, small, large, small.peak, large.peak));
  const double seconds = static_cast<double>(periods) / static_cast<double>(large.periods) *
                         at(households, small, large, small.seconds, large.seconds);
  const double a_year = large.result[1] - large.result[0];
  const double years = static_cast<double>(periods - burn_in) / static_cast<double>(each_year);
  const double result = large.result[0] + a_year * (years - 1);
  const double rate = households * static_cast<double>(periods) / std::max(1e-9, seconds);

  print(
      grouped(all) + " households, " + grouped(periods) + " periods (" + grouped(burn_in) + " of burn-in), " +
      std::to_string(large.threads) + (large.threads == 1 ? " thread" : " threads") + "; predicted from " +
      (small.households == all ? "a trial of " : "trials of " + grouped(small.households) + " and ") + grouped(large.households) +
      " households over " + grouped(large.periods) + " periods without burn-in\n" +
      row("memory", size_text(memory), "about, by the peaks of the trials; the state alone: " + size_text(state)) +
      row("time", duration_text(seconds), grouped(std::llround(rate)) + " household-periods/s, as busy as this machine is now") +
      row("result", size_text(std::max(result, 0.0)), size_text(std::max(a_year, 0.0)) + " a year, compressed") +
      row("checkpoint", size_text(state), "if --checkpoint-every is given; its writing holds as much memory again"));
}

}  // namespace povtrap::app
