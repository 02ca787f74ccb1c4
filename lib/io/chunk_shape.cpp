#include "io/chunk_shape.hpp"

#include <algorithm>

namespace povtrap {
namespace {

constexpr hsize_t chunk_bytes = hsize_t{1} << 20U;  // HDF5's default chunk cache
constexpr hsize_t empty_axis_edge = 1024;           // room for what another tool may append; costs nothing until then

/// Bytes behind one position of an axis.
hsize_t row_bytes(const std::vector<hsize_t>& shape, std::size_t axis, std::size_t value_size) {
  hsize_t row = value_size;
  for (std::size_t i = axis + 1; i < shape.size(); ++i) row *= shape[i];
  return row;
}

}  // namespace

std::vector<hsize_t> chunk_shape(const std::vector<Axis>& axes, std::size_t value_size) {
  std::vector<hsize_t> shape;
  for (const Axis& axis : axes) {
    shape.push_back(axis.unlimited && axis.length == 0 ? empty_axis_edge : std::max<hsize_t>(axis.length, 1));
  }
  if (!axes.empty() && axes[0].unlimited && axes[0].length > 0)
    shape[0] = std::min(shape[0], std::max<hsize_t>(1, chunk_bytes / row_bytes(shape, 0, value_size)));
  for (std::size_t slowest = 0; slowest < shape.size(); ++slowest) {
    const hsize_t row = row_bytes(shape, slowest, value_size);
    while (shape[slowest] > 1 && shape[slowest] * row > chunk_bytes) shape[slowest] = (shape[slowest] + 1) / 2;
  }
  return shape;
}

std::size_t Cut::values_in(std::size_t chunk) const {
  return std::min(edge, length - chunk % pieces() * edge) * inner;
}

Cut cut_of(const std::vector<Axis>& axes, const std::vector<hsize_t>& shape) {
  Cut cut;
  std::size_t axis = 0;
  for (; axis + 1 < axes.size() && shape[axis] == 1; ++axis) cut.outer *= axes[axis].length;
  cut.length = axes[axis].length;
  cut.edge = shape[axis];
  for (++axis; axis < axes.size(); ++axis) cut.inner *= axes[axis].length;
  return cut;
}

}  // namespace povtrap
