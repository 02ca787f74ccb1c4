#pragma once

#include <povtrap/dataset.hpp>
#include <string>
#include <utility>
#include <vector>

namespace povtrap::app {

/// What a result says about each year after the burn-in.
struct YearTable {
  std::vector<std::int64_t> years;
  /// Name and one value a year, NaN where there is none; shares 0..1. The last one is "observed_headcount".
  std::vector<std::pair<std::string, std::vector<double>>> series;

  /// Throws: DataError if the result lacks one of the series.
  explicit YearTable(const Dataset& result);

  /// The most important series for the eye, shares in percent.
  [[nodiscard]] std::string text() const;
  /// An object with one array per series, null for missing.
  [[nodiscard]] std::string json() const;
  /// All series with all digits, empty for missing.
  [[nodiscard]] std::string csv() const;
};

}  // namespace povtrap::app
