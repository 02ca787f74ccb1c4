#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <povtrap/simulation.hpp>

#include "bench_options.hpp"
#include "yardsticks.hpp"

namespace povtrap::app {

/// One quantity in all repetitions.
struct Spread {
  double lowest = 0, median = 0, highest = 0;
};
[[nodiscard]] Spread spread_of(std::vector<double> values);

/// What a number of threads did in one repetition, with the yardsticks measured around it.
struct Repetition {
  double rate = 0;       ///< of all threads together [household-period/s]
  double words = 0;      ///< [word/s]
  double bandwidth = 0;  ///< [byte/s]
};

/// What was found for one number of threads.
struct TimedThreads {
  int threads = 1;
  std::vector<Repetition> repetitions = {};

  [[nodiscard]] Spread rate_per_core() const;
  [[nodiscard]] Spread words() const;                          ///< that a household-period costs
  [[nodiscard]] Spread fraction_of_bound(double bytes) const;  ///< if it touches so many
};

/// By how much more threads are faster than the first entry's one thread, and how far independent arithmetic gets.
struct Scaling {
  Spread economy, loop, ratio;
};
[[nodiscard]] Scaling scaling(const TimedThreads& one, const TimedThreads& several);

/// One economy of one size.
struct TimedEconomy {
  std::string economy;
  double households = 0, household_periods = 0;  ///< the latter in a repetition
  double setup_seconds = 0;
  double state_bytes = 0;     ///< columns of households [byte/household]
  double resident_bytes = 0;  ///< at the peak of all periods, beyond what there was before [byte/household]; 0 if unknown
  double touched_bytes = 0;   ///< read and written in a period, each once [byte/household]
  std::vector<TimedThreads> timings = {};
  std::vector<PhaseTime> phases = {};  ///< of one more repetition on the first number of threads
  std::string digest = {};
};

/// Opens an economy and lets every number of threads take turns at it.
[[nodiscard]] TimedEconomy time_economy(const std::string& economy, std::int64_t households, const BenchOptions& options,
                                        Yardsticks& yardsticks);

}  // namespace povtrap::app
