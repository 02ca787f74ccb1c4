#include "bench_timing.hpp"

#include <algorithm>
#include <cmath>
#include <povtrap/dataset.hpp>

#include "interrupts.hpp"
#include "memory.hpp"

namespace povtrap::app {

namespace {

constexpr double enough = 2e6;           ///< household-periods in a repetition, so that it takes a tenth of a second
constexpr std::int64_t most_lives = 10;  ///< that a small economy gets to reach it

template <class Value>
Spread spread_over(const std::vector<Repetition>& repetitions, Value value) {
  std::vector<double> values;
  for (const Repetition& repetition : repetitions) values.push_back(value(repetition));
  return spread_of(values);
}

/// A simulation with a stopwatch and the yardsticks beside it. A small one lives through the same years again and again until
/// they have taken long enough to be measured: in a century it would be another economy.
class Bench {
 public:
  Bench(const Config& config, Yardsticks& yardsticks, const BenchOptions& options)
      : yardsticks_(yardsticks), simulation_(config, *std::max_element(options.threads.begin(), options.threads.end())) {
    periods_per_year_ = std::llround(config.number("run.periods_per_year"));
    periods_ = options.years * periods_per_year_;
    const double lives = enough / (households() * static_cast<double>(periods_));
    lives_ = options.small ? 1 : std::clamp<std::int64_t>(std::llround(lives), 1, most_lives);
  }

  /// The burn-in, and one year in which history exists.
  void grow_up() {
    live(2 * periods_per_year_);
    if (lives_ > 1) image_ = simulation_.checkpoint();
  }

  Repetition repeat(int threads) {
    yardsticks_.use_threads(threads);
    const double words_before = yardsticks_.philox_words();
    const double bandwidth = yardsticks_.update_in_place();
    const double seconds = live_all(threads, nullptr);
    const double words_after = yardsticks_.philox_words();
    return {household_periods() / seconds, (words_before + words_after) / 2, bandwidth};
  }

  /// Where the time of one more repetition goes.
  std::vector<PhaseTime> profile(int threads) {
    std::vector<PhaseTime> phases;
    static_cast<void>(live_all(threads, &phases));
    return phases;
  }

  /// What a period reads and writes: every byte of the state that is touched, once each way. At most the whole state, which is
  /// also the answer where the system does not say.
  double passage() {
    forget_touched();
    live(1);
    const double touched = touched_bytes() / households(), state = state_bytes();
    return 2 * (touched > 0 ? std::min(touched, state) : state);
  }

  [[nodiscard]] double households() const { return static_cast<double>(simulation_.households()); }
  [[nodiscard]] double household_periods() const { return households() * static_cast<double>(periods_ * lives_); }
  [[nodiscard]] double state_bytes() const { return static_cast<double>(simulation_.bytes_per_household()); }
  [[nodiscard]] const Simulation& simulation() const { return simulation_; }

 private:
  /// Seconds for so many periods.
  double live(std::int64_t periods) {
    const double start = now();
    for (std::int64_t period = 0; period < periods; ++period) {
      simulation_.step();
      interrupts_.check();
    }
    return now() - start;
  }

  /// Seconds of a repetition, added up over its lives, and by phase if that is asked for.
  double live_all(int threads, std::vector<PhaseTime>* phases) {
    double seconds = 0;
    for (std::int64_t life = 0; life < lives_; ++life) {
      if (lives_ > 1) {
        simulation_ = Simulation::resume(image_, threads);
        live(1);  // in which it finds its memory again
      }
      simulation_.use_threads(threads);
      if (phases != nullptr) simulation_.start_profile();
      seconds += live(periods_);
      if (phases != nullptr) add_to(*phases, simulation_.profile());
    }
    return seconds;
  }

  static void add_to(std::vector<PhaseTime>& sums, const std::vector<PhaseTime>& phases) {
    if (sums.empty()) sums.resize(phases.size());
    for (std::size_t p = 0; p < phases.size(); ++p) {
      sums[p].name = phases[p].name;
      sums[p].seconds += phases[p].seconds;
      sums[p].household_part += phases[p].household_part;
    }
  }

  Yardsticks& yardsticks_;
  Simulation simulation_;
  Interrupts interrupts_;
  std::vector<std::byte> image_;
  std::int64_t periods_ = 1, periods_per_year_ = 1, lives_ = 1;
};

}  // namespace

Spread spread_of(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  const double middle = n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
  return {values.front(), middle, values.back()};
}

Spread TimedThreads::rate_per_core() const {
  return spread_over(repetitions, [&](const Repetition& r) { return r.rate / threads; });
}
Spread TimedThreads::words() const {
  return spread_over(repetitions, [](const Repetition& r) { return r.words / r.rate; });
}
Spread TimedThreads::fraction_of_bound(double bytes) const {
  return spread_over(repetitions, [&](const Repetition& r) { return r.rate * bytes / r.bandwidth; });
}

Scaling scaling(const TimedThreads& one, const TimedThreads& several) {
  std::vector<double> economy, loop, ratio;
  for (std::size_t k = 0; k < several.repetitions.size(); ++k) {
    const Repetition &a = one.repetitions[k], &b = several.repetitions[k];
    economy.push_back(b.rate / a.rate);
    loop.push_back(b.words / a.words);
    ratio.push_back(economy.back() / loop.back());
  }
  return {spread_of(economy), spread_of(loop), spread_of(ratio)};
}

TimedEconomy time_economy(const std::string& economy, std::int64_t households, const BenchOptions& options,
                          Yardsticks& yardsticks) {
  give_back_freed();
  const double before = current_bytes();
  const double start = now();
  Bench bench(bench_economy(economy, households), yardsticks, options);
  TimedEconomy timed{.economy = economy, .households = bench.households(), .setup_seconds = now() - start};
  timed.household_periods = bench.household_periods();
  timed.state_bytes = bench.state_bytes();
  forget_peak();
  bench.grow_up();
  for (const int threads : options.threads) timed.timings.push_back({.threads = threads});
  for (std::int64_t k = 0; k < options.repetitions; ++k) {
    for (TimedThreads& timing : timed.timings) timing.repetitions.push_back(bench.repeat(timing.threads));
  }
  if (const double peak = peak_bytes(); peak > 0) timed.resident_bytes = (peak - before) / timed.households;
  timed.touched_bytes = bench.passage();
  timed.phases = bench.profile(options.threads.front());
  timed.digest = digest(bench.simulation().result());
  return timed;
}

}  // namespace povtrap::app
