#pragma once

#include <cstdint>
#include <povtrap/config.hpp>

namespace povtrap::app {

/// What two years of a small population cost, without burn-in. Units: bytes and seconds.
struct Trial {
  std::int64_t households = 0, periods = 0;
  int threads = 0;
  double seconds = 0;  ///< for the periods
  double before = 0;   ///< memory of the program by itself
  double state = 0;    ///< what a period hands to the next
  double work = 0;     ///< most memory besides these two while periods went on; the series of two years are in it
  double finish = 0;   ///< the same while the result was made
  double series = 0;   ///< a year of what is recorded, in memory
  double file = 0;     ///< the file after the first year, without a panel
  double file_a_year = 0;

  // of a panel
  double waves_a_year = 0, panel_variables = 0;
  double panel_packed = 0;  ///< bytes of the file over bytes in memory
};

/// How many households of the panel a trial follows: all that are configured, or none.
enum class TrialPanel { as_configured, none };

/// A trial with so many households, or the smallest number above that the configuration's regions allow, but not more than all.
/// Throws: Interrupted if asked to stop.
[[nodiscard]] Trial run_trial(const Config& config, std::int64_t households, TrialPanel panel, int threads);

}  // namespace povtrap::app
