#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <povtrap/dataset.hpp>

namespace povtrap {

/// What a summary of a sweep looks at.
struct SummaryOptions {
  std::vector<std::string> series = {};         ///< none: all that the sweep kept
  std::optional<std::int64_t> year = {};        ///< none: the last moment that was kept
  double confidence = 0.95;                     ///< of intervals over replicates
  std::optional<std::int64_t> base_point = {};  ///< whose runs the others are paired with, replicate by replicate
  double precision = 0.05;                      ///< half width of an interval over the mean that would be enough
};

/// One series at one point of the design, over its replicates. NaN where there are too few of them.
struct PointSummary {
  std::int64_t point = 0;
  std::string series;
  std::string where;                   ///< position along a further dimension, as "line=2000"; empty if there is none
  std::size_t replicates = 0;          ///< that are done
  double mean = 0, low = 0, high = 0;  ///< and its interval (Student's t)
  double lower_quantile = 0, median = 0, upper_quantile = 0;       ///< over replicates: .05, .5, .95
  double difference = 0, difference_low = 0, difference_high = 0;  ///< from the base point, paired by replicate; NaN without one
  double enough = 0;  ///< replicates after which the interval (Student's t) would be as narrow as `precision` asks
};

/// Parameters of a point, as the design gave them.
struct SummaryPoint {
  std::int64_t point = 0;
  std::vector<std::string> values;
};

struct SweepSummary {
  std::vector<std::string> parameters;
  std::vector<SummaryPoint> points;
  std::vector<PointSummary> rows;
  std::int64_t year = 0;
  std::size_t runs = 0, done = 0;
};

/// Of a data set that merge_sweep() made.   Throws: DataError if it is none, no run is done, or it has no such series, year or
/// point; ConfigError if confidence or precision is out of range.
[[nodiscard]] SweepSummary summarise_sweep(const Dataset& merged, const SummaryOptions& options = {});

/// One number for each run, for sensitivity indices: a series in a year (none: the last moment kept), at a place along its
/// further dimension, such as a poverty line, counted from 0; a series without one has a single place. NaN where the run is not
/// done. Throws: DataError as summarise_sweep(), and if there is no such place.
[[nodiscard]] std::vector<double> sweep_outcomes(const Dataset& merged, const std::string& series,
                                                 std::optional<std::int64_t> year = std::nullopt, std::size_t place = 0);

/// Which number of every run sweep_outcomes() takes.
struct OutcomePlace {
  std::size_t moment = 0;             ///< along time
  std::size_t place = 0, places = 1;  ///< along the further dimension, and how many there are
  std::int64_t year = 0;
  std::string where;  ///< as "line=2000"; empty if the series has no further dimension
};
[[nodiscard]] OutcomePlace outcome_place(const Dataset& merged, const std::string& series,
                                         std::optional<std::int64_t> year = std::nullopt, std::size_t place = 0);

}  // namespace povtrap
