#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include <povtrap/dataset.hpp>

namespace povtrap {

/// Mean of independent values and Student's interval for it.
/// Equation: mean +- t(confidence, n - 1) sd / sqrt(n).   Values that are NaN do not count.
struct MeanInterval {
  double mean;        ///< NaN if there are no values
  double low, high;   ///< NaN with fewer than two values
  std::size_t count;  ///< values that counted
};
[[nodiscard]] MeanInterval mean_interval(const std::vector<double>& values, double confidence = 0.95);

/// Ratio of two means of paired values and Fieller's interval for it.
/// Source: Fieller (1954), Some problems in interval estimation. JRSS B 16(2).
struct RatioInterval {
  double ratio;      ///< NaN if the denominator is zero
  double low, high;  ///< NaN with fewer than two pairs, or if the denominator cannot be told from zero
};
[[nodiscard]] RatioInterval ratio_interval(const std::vector<double>& numerator, const std::vector<double>& denominator,
                                           double confidence = 0.95);

/// How to compare two results.
struct CompareOptions {
  double confidence = 0.95;              ///< of the intervals over seeds, (0, 1)
  double threshold = 0.01;               ///< a household gains or loses if its income changes by more than this share of it
  std::size_t groups = 10;               ///< income groups of the panel, 10 being deciles
  std::vector<std::string> series = {};  ///< further series along time
  std::string base_name = "the base", reform_name = "the reform";  ///< in messages
};

/// One compared number: mean over the seeds of both arms and the paired difference reform - base.
/// What exists only between arms (gainers, cost of a person lifted) has no base and no reform: they are NaN.
struct ComparedValue {
  std::string table;    ///< "nation", "place", "panel", "growth", "cost"
  std::string measure;  ///< name of the series, or as docs/howto/compare.md says
  std::string by;       ///< dimension or division: "", "line", "region", "bloc", "kind", "quantile", "group", "years"
  std::string group;    ///< which one of it, "" for all
  std::int64_t year;    ///< calendar year; the last one for what spans several
  std::string units;
  double base, reform, difference;
  double low, high;   ///< interval of the difference, NaN with one seed
  std::size_t seeds;  ///< pairs that counted
};

/// A parameter that the two arms set differently, empty where one does not have it.
struct ChangedSetting {
  std::string path, base, reform;
};

/// A reform against its base.
struct Comparison {
  std::vector<std::int64_t> seeds;  ///< in both arms
  std::vector<std::int64_t> years;  ///< in both arms
  std::string counted;              ///< whom nation, panel and cost speak of: "all" or "rural"
  std::size_t panel_households = 0;
  std::vector<std::int64_t> panel_months;  ///< waves in both arms, in months since 2000-01-01
  std::vector<ChangedSetting> settings;    ///< if both results tell their configuration
  std::vector<std::string> notes;          ///< what was left out and why
  std::vector<ComparedValue> values;
};

/// Compares two results, each of one run or of replicates, year by year and seed by seed. Household i of a seed is the same
/// household with the same draws in both arms.
/// Seeds, years, panel waves and panel households that only one arm has are left out, with a note.
/// Throws: DataError if they share no seed or no year, or differ in base year, poverty line or population; ConfigError if an
/// option is out of range or names no series.
[[nodiscard]] Comparison compare(const Dataset& base, const Dataset& reform, const CompareOptions& options = {});

}  // namespace povtrap
