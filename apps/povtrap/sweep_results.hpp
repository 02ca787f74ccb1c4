#pragma once

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace povtrap::app {

constexpr std::int64_t last_year = 9999, most_points = 1'000'000'000;

/// What `sweep summary` and `sweep sensitivity` are asked.
struct ResultArguments {
  std::string folder;
  std::vector<std::string> series;
  std::optional<std::string> year, confidence, base, precision, line, resamples;
  bool json = false, csv = false;
};

/// Adds what both commands take.
std::shared_ptr<ResultArguments> add_result_arguments(CLI::App& command);

/// A number as a field of a CSV file, for the eye and in JSON: empty or null where there is none.
[[nodiscard]] std::string cell(double value);
[[nodiscard]] std::string rounded(double value);
[[nodiscard]] nlohmann::ordered_json number_or_null(double value);

}  // namespace povtrap::app
