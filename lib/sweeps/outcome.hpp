#pragma once

#include <cstddef>
#include <povtrap/dataset.hpp>
#include <povtrap/sweep.hpp>
#include <string>
#include <vector>

#include "sweeps/record.hpp"

namespace povtrap {


/// A run's kept values, and what they mean.
struct Outcome {
  KeptLayout layout;
  std::vector<double> values;
};

/// Throws: DataError naming the nearest one if a series does not exist or does not run along time.
[[nodiscard]] Outcome outcome_of(const Dataset& measures, const SweepOutputs& kept);

}  // namespace povtrap
