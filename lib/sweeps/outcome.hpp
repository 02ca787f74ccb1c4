#pragma once

#include <cstddef>
#include <povtrap/dataset.hpp>
#include <povtrap/sweep.hpp>
#include <string>
#include <vector>

#include "sweeps/record.hpp"

namespace povtrap {

/// What is kept of a run.
struct Outcome {
  KeptLayout layout;
  std::vector<std::size_t> moments;  ///< positions along time that are kept
};

/// Throws: ConfigError if `when` is none of the words that it may be.
void check_outputs(const SweepOutputs& kept);
/// Throws: DataError naming the nearest one if a series does not exist or does not run along time.
[[nodiscard]] Outcome outcome_of(const Dataset& measures, const SweepOutputs& kept);

}  // namespace povtrap
