#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <povtrap/config.hpp>

namespace povtrap::app {

/// What is typed after `povtrap bench`.
struct BenchArguments {
  std::optional<std::string> economies, households, threads, repetitions, years;
  bool small = false;
  bool json = false;
};

/// What to measure.
struct BenchOptions {
  std::vector<std::string> economies;
  std::vector<std::int64_t> households;
  std::vector<int> threads;
  std::int64_t repetitions = 5;
  std::int64_t years = 1;       ///< lived through in one repetition, at least
  bool small = false;           ///< only whether it works
  std::size_t array_bytes = 0;  ///< of the bandwidth measurement
};

/// Throws: ConfigError that says what there is.
[[nodiscard]] BenchOptions bench_options(const BenchArguments& arguments);

/// An economy of the benchmark, whatever files there are: `minimal` (own enterprises, saving, shocks, a top-up and indicators),
/// `default` (no change) or `whole` (every rule on).
[[nodiscard]] Config bench_economy(const std::string& name, std::int64_t households);

}  // namespace povtrap::app
