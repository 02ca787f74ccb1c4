#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "experiments/result_view.hpp"

namespace povtrap {

/// Which parts of two results belong together, and what had to be left out.
struct Pairing {
  std::vector<std::int64_t> seeds;
  std::vector<std::pair<std::size_t, std::size_t>> runs;  ///< positions of each seed in base and reform
  std::vector<std::pair<YearRows, YearRows>> years;       ///< of base and reform
  bool villages_only = false;                             ///< counted series speak of villages
  std::vector<std::string> notes;
};

/// Pairs runs by seed and rows by year.
/// Throws: DataError if the two share none, or differ in what makes them comparable: base year, poverty line, regions, persons,
/// who is counted.
[[nodiscard]] Pairing pair_results(const ResultView& base, const ResultView& reform);

}  // namespace povtrap
