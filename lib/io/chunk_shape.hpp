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
/// Positions along a first axis that is unlimited arrive one by one, so a full piece has always as many of them, however many
/// follow. Ensures: every edge >= 1, and none longer than a limited axis unless that is empty.
[[nodiscard]] std::vector<hsize_t> chunk_shape(const std::vector<Axis>& axes, std::size_t value_size);

/// An array cut by chunk_shape(): `outer` parts, each of `length` positions, of which a chunk has `edge`; behind each position lie
/// `inner` values. So all values of a chunk lie side by side.
struct Cut {
  std::size_t outer = 1, length = 1, edge = 1, inner = 1;

  [[nodiscard]] std::size_t pieces() const { return (length + edge - 1) / edge; }  ///< of a part
  [[nodiscard]] std::size_t chunks() const { return outer * pieces(); }
  [[nodiscard]] std::size_t values() const { return edge * inner; }  ///< of a chunk; the last one of a part may be filled up
  [[nodiscard]] std::size_t first(std::size_t chunk) const { return (chunk / pieces() * length + chunk % pieces() * edge) * inner; }
  /// Values of the chunk that belong to the array.
  [[nodiscard]] std::size_t values_in(std::size_t chunk) const;
};

/// Requires: shape is chunk_shape() of the axes.
[[nodiscard]] Cut cut_of(const std::vector<Axis>& axes, const std::vector<hsize_t>& shape);

}  // namespace povtrap
