#pragma once

#include <string>
#include <vector>

#include "bench_timing.hpp"

namespace povtrap::app {

/// What was found about one economy of one size, for the eye.
[[nodiscard]] std::string bench_text(const TimedEconomy& timed);

/// Everything, for programs; docs/performance.md says what the numbers mean, and bench/compare.py reads them.
[[nodiscard]] std::string bench_json(const std::vector<TimedEconomy>& all, const BenchOptions& options);

}  // namespace povtrap::app
