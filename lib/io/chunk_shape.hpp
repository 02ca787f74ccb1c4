#pragma once

#include <hdf5.h>

#include <cstddef>
#include <vector>

namespace povtrap {

/// One axis of a stored array.
struct Axis {
  hsize_t length = 0;
  bool unlimited = false;
};

/// The pieces in which an array is stored and compressed: whole along the last axes (all households of a few periods),
/// between half a megabyte and one unless the array is smaller. One megabyte is what readers keep in memory by default.
/// Ensures: every edge >= 1, and none longer than a limited axis unless that is empty.
[[nodiscard]] std::vector<hsize_t> chunk_shape(const std::vector<Axis>& axes, std::size_t value_size);

}  // namespace povtrap
