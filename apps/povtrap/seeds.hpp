#pragma once

#include <cstdint>
#include <functional>
#include <povtrap/dataset.hpp>
#include <povtrap/simulation.hpp>
#include <vector>

#include "progress.hpp"

namespace povtrap::app {

/// Lives through one simulation and returns its result with a manifest.
using OneRun = std::function<Dataset(Simulation&)>;

/// One run after the other, each with all threads, in one result. The manifest is the last run's with all seeds.
/// Requires: the simulation has the first seed and has not begun. It starts again for each of the others.
[[nodiscard]] Dataset run_seeds(Simulation& simulation, const std::vector<std::int64_t>& seeds, const OneRun& run,
                                ProgressMode mode);

}  // namespace povtrap::app
