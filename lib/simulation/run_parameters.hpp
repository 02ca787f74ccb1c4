#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace povtrap {

class Fields;

/// Time and luck of a run.
struct RunParameters {
  std::string title;
  std::int64_t seed = 1;
  std::int64_t years = 0;
  std::int64_t periods_per_year = 0;
  std::int64_t burn_in_years = 0;
  std::int64_t growth_burn_in_years = 0;
  std::int64_t base_year = 0;

  void describe(Fields& fields);
};

/// What poverty means.
struct PovertyParameters {
  double line = 0;            ///< [LCU/head/year]
  std::vector<double> lines;  ///< further lines, in multiples of the first
  bool towns_count = false;   ///< headcounts include town households

  void describe(Fields& fields);
};

/// Poverty lines that are reported, the first one being the model's own.   Units: [LCU/head/year].
[[nodiscard]] std::vector<double> reported_lines(const PovertyParameters& parameters);

/// What goes into the result file besides the yearly series.
struct OutputParameters {
  std::int64_t panel_households = 0;
  double panel_every = 0;   ///< [years]
  double ranked_every = 0;  ///< [years]

  void describe(Fields& fields);
};

/// A published series to print beside the simulated one; nothing in the model reads it.
struct ObservedParameters {
  std::vector<double> years, headcount;
  std::string source;

  void describe(Fields& fields);
};

}  // namespace povtrap
