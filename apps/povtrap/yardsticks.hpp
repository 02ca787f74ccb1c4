#pragma once

#include <cstddef>

#include "core/columns.hpp"
#include "core/parallel.hpp"

namespace povtrap::app {

/// Seconds since some moment, for differences.
[[nodiscard]] double now();

/// What the machine can do at most, measured by as many threads as the economy uses and in the same minutes: a busy neighbour
/// slows both, so that their ratio says more than seconds do.
class Yardsticks {
 public:
  /// `bytes`: size of the array that is updated; it should be several times the last cache.
  explicit Yardsticks(std::size_t bytes);

  void use_threads(int threads) { workers_.resize(threads); }

  /// An array read, changed and written in place, which is what a household pass does with its columns.   Units: [byte/s].
  [[nodiscard]] double update_in_place();
  /// Words of random numbers that a block of households draws at once, with no memory beyond the first cache: how fast
  /// independent arithmetic goes.   Units: [32-bit word/s].
  [[nodiscard]] double philox_words() const;

  [[nodiscard]] std::size_t array_bytes() const { return array_.size() * sizeof(double); }

 private:
  Workers workers_{1};
  Column<double> array_;
};

/// Four times the last cache, and at least 256 MiB.   Units: [byte].
[[nodiscard]] std::size_t beyond_all_caches();

}  // namespace povtrap::app
