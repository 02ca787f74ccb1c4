#include "bench_timing.hpp"

#include <algorithm>
#include <cmath>
#include <povtrap/dataset.hpp>

#include "interrupts.hpp"
#include "memory.hpp"

namespace povtrap::app {

namespace {

constexpr double enough = 2e6;           ///< household-periods in a repetition, so that it takes a tenth of a second
constexpr std::int64_t most_years = 20;  ///< for which a small economy is asked to reach that: in centuries it would be another

template <class Value>
Spread spread_over(const std::vector<Repetition>& repetitions, Value value) {
  std::vector<double> values;
  for (const Repetition& repetition : repetitions) values.push_back(value(repetition));
  return spread_of(values);
}

/// A simulation with a stopwatch and the yardsticks beside it.
class Bench {
 public:
  Bench(const Config& config, Yardsticks& yardsticks, const BenchOptions& options)
      : options_(options), yardsticks_(yardsticks), simulation_(config, most_of(options.threads)) {
    periods_per_year_ = std::llround(config.number("run.periods_per_year"));
    const double year = static_cast<double>(simulation_.households() * periods_per_year_);
    const auto years = static_cast<std::int64_t>(std::ceil(enough / year));
    periods_ = std::max(options.years, std::min(years, most_years)) * periods_per_year_;
  }

  /// Seconds for so many periods.
  double live(std::int64_t periods) {
    const double start = now();
    for (std::int64_t period = 0; period < periods; ++period) {
      simulation_.step();
      interrupts_.check();
    }
    return now() - start;
  }

  Repetition repeat(int threads) {
    use_threads(threads);
    const double words_before = yardsticks_.philox_words();
    const double bandwidth = yardsticks_.update_in_place();
    const double seconds = live(periods_);
    const double words_after = yardsticks_.philox_words();
    return {households() * static_cast<double>(periods_) / seconds, (words_before + words_after) / 2, bandwidth};
  }

  /// What a period reads and writes: every byte of the state that is touched, once each way. At most the whole state, which is
  /// also the answer where the system does not say.
  double passage() {
    forget_touched();
    live(1);
    const double touched = touched_bytes() / households(), state = state_bytes();
    return 2 * (touched > 0 ? std::min(touched, state) : state);
  }

  void use_threads(int threads) {
    simulation_.use_threads(threads);
    yardsticks_.use_threads(threads);
  }

  [[nodiscard]] double households() const { return static_cast<double>(simulation_.households()); }
  [[nodiscard]] double state_bytes() const { return static_cast<double>(simulation_.bytes_per_household()); }
  [[nodiscard]] std::int64_t periods() const { return periods_; }
  [[nodiscard]] std::int64_t periods_per_year() const { return periods_per_year_; }
  [[nodiscard]] Simulation& simulation() { return simulation_; }

  static int most_of(const std::vector<int>& threads) { return *std::max_element(threads.begin(), threads.end()); }

 private:
  const BenchOptions& options_;
  Yardsticks& yardsticks_;
  Simulation simulation_;
  Interrupts interrupts_;
  std::int64_t periods_ = 1, periods_per_year_ = 1;
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
  timed.periods_per_repetition = static_cast<double>(bench.periods());
  timed.state_bytes = bench.state_bytes();
  forget_peak();
  bench.live(2 * bench.periods_per_year());  // the burn-in, and one year in which history exists
  for (const int threads : options.threads) timed.timings.push_back({.threads = threads});
  for (std::int64_t k = 0; k < options.repetitions; ++k) {
    for (TimedThreads& timing : timed.timings) timing.repetitions.push_back(bench.repeat(timing.threads));
  }
  if (const double peak = peak_bytes(); peak > 0) timed.resident_bytes = (peak - before) / timed.households;
  timed.touched_bytes = bench.passage();
  bench.use_threads(options.threads.front());
  bench.simulation().start_profile();
  bench.live(bench.periods());
  timed.phases = bench.simulation().profile();
  timed.profiled_periods = timed.households * static_cast<double>(bench.periods());
  timed.digest = digest(bench.simulation().result());
  return timed;
}

}  // namespace povtrap::app
