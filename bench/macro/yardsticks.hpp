#pragma once

#include <cstddef>

#include "core/columns.hpp"
#include "core/parallel.hpp"

namespace povtrap::bench {

/// Seconds since some moment, for differences.
[[nodiscard]] double now();

/// What the machine can do at most, measured by as many threads as the economy uses and in the same minutes: a busy neighbour
/// slows both, so that their ratio says more than seconds do.
class Yardsticks {
 public:
  /// `doubles`: length of the array that is updated; it should be several times the last cache.
  Yardsticks(int threads, std::size_t doubles);

  /// An array read, changed and written in place, which is what a household pass does with its columns.   Units: [byte/s].
  [[nodiscard]] double update_in_place();
  /// Words of random numbers that a block of households draws at once.   Units: [32-bit word/s].
  [[nodiscard]] double philox_words() const;

 private:
  Workers workers_;
  Column<double> array_;
};

}  // namespace povtrap::bench
