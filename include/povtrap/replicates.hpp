#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <povtrap/dataset.hpp>

namespace povtrap {

/// Runs of one configuration under several seeds, put into one data set: every series gets the leading dimension "seed".
///
/// What all runs share stays as it is: coordinates, the calendar (year, period_of_year, panel_year), the published series
/// (observed_*), and whole numbers, flags and names by region. docs/format.md describes the layout.
class Replicates {
 public:
  /// Adds the result of the run with this seed; its numbers are appended, so that only one run is ever held besides them.
  /// Throws: DataError if the seed is there already or the result does not fit those before; then nothing has changed.
  void add(std::int64_t seed, const Dataset& result);

  [[nodiscard]] std::size_t size() const { return seeds_.size(); }

  /// All runs in the order in which they were added; afterwards this object is empty. Provenance is the first run's, with the
  /// seeds as text "seeds".   Throws: DataError if there is none.
  [[nodiscard]] Dataset take();

 private:
  std::vector<std::int64_t> seeds_;
  Dataset all_;
};

/// Does this result hold several runs?
[[nodiscard]] bool is_replicated(const Dataset& result);

/// Seeds of the runs that a result holds.   Throws: DataError if it does not say.
[[nodiscard]] std::vector<std::int64_t> seeds_of(const Dataset& result);

/// One run of a result, as if it had been made alone: same digest. Its provenance stays behind. A result of one run is its own
/// replicate 0.   Throws: DataError if there is no such position.
[[nodiscard]] Dataset replicate_of(const Dataset& result, std::size_t position);

/// Seeds as people write them: "1..10", "1,4,7" or "1..3,9", in rising order.
/// Throws: ConfigError if the text is none, or names a seed twice, a negative one or more than 10,000.
[[nodiscard]] std::vector<std::int64_t> parse_seeds(const std::string& text);

/// The shortest text that parse_seeds() reads as these seeds.
[[nodiscard]] std::string seeds_text(std::vector<std::int64_t> seeds);

}  // namespace povtrap
