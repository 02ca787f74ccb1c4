#pragma once

#include <cstdint>
#include <optional>
#include <povtrap/config.hpp>

namespace povtrap::app {

/// How a run would be started.
struct PredictedRun {
  int threads = 0;                      ///< 0: all
  std::optional<std::int64_t> periods;  ///< after the burn-in, as --periods
  bool checkpoints = false;             ///< kept on the way
};

/// Prints how much memory and time a run will take and how large its result will be, from trial runs of small populations.
void predict_run(const Config& config, const PredictedRun& run);

}  // namespace povtrap::app
