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
  /// Of several runs: their mean.
  std::vector<std::pair<std::string, std::vector<double>>> series;
  /// Of several runs: their seeds, and the ends of the 95 % interval of each mean, as `series`.
  std::vector<std::int64_t> seeds;
  std::vector<std::vector<double>> low, high;

  /// Throws: DataError if the result lacks one of the series.
  explicit YearTable(const Dataset& result);

  /// The most important series for the eye, shares in percent; of several runs with half the interval.
  [[nodiscard]] std::string text() const;
  /// An object with one array per series, null for missing; of several runs with their seeds, and NAME_low and NAME_high.
  [[nodiscard]] std::string json() const;
  /// All series with all digits, empty for missing; of several runs with columns NAME_low and NAME_high.
  [[nodiscard]] std::string csv() const;

 private:
  void read_one(const Dataset& result);
  void read_replicates(const Dataset& result);
};

}  // namespace povtrap::app
