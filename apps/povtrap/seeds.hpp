#pragma once

#include <cstdint>
#include <functional>
#include <povtrap/config.hpp>
#include <povtrap/dataset.hpp>
#include <vector>

#include "progress.hpp"

namespace povtrap::app {

/// Lives through one configuration and returns its result with a manifest.
using OneRun = std::function<Dataset(const Config&)>;

/// One run after the other, each with all threads, in one result. The manifest is the last run's with all seeds.
[[nodiscard]] Dataset run_seeds(const Config& config, const std::vector<std::int64_t>& seeds, const OneRun& run,
                                ProgressMode mode);

}  // namespace povtrap::app
