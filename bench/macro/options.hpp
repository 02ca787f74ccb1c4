#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace povtrap::bench {

/// What to measure.
struct Options {
  std::vector<std::string> economies{"whole", "minimal"};
  std::vector<std::int64_t> households{1'000'000};
  std::vector<int> threads{1};
  std::int64_t repetitions = 5;
  std::int64_t years = 1;                            ///< lived through in one repetition
  std::size_t array_doubles = std::size_t{1} << 25;  ///< of the bandwidth measurement
  std::string json;                                  ///< file to write, none if empty
};

/// Reads words such as --households 1e5,1e6.   Throws: ConfigError that says what there is.
[[nodiscard]] Options read_options(const std::vector<std::string>& words);

}  // namespace povtrap::bench
