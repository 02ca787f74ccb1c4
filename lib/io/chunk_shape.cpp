#include "io/chunk_shape.hpp"

#include <algorithm>

namespace povtrap {
namespace {

constexpr hsize_t chunk_bytes = hsize_t{1} << 20U;  // HDF5's default chunk cache
constexpr hsize_t empty_axis_edge = 1024;           // room for what another tool may append; costs nothing until then

}  // namespace

std::vector<hsize_t> chunk_shape(const std::vector<Axis>& axes, std::size_t value_size) {
  std::vector<hsize_t> shape;
  for (const Axis& axis : axes) {
    shape.push_back(axis.unlimited && axis.length == 0 ? empty_axis_edge : std::max<hsize_t>(axis.length, 1));
  }
  for (std::size_t slowest = 0; slowest < shape.size(); ++slowest) {
    hsize_t row = value_size;
    for (std::size_t i = slowest + 1; i < shape.size(); ++i) row *= shape[i];
    while (shape[slowest] > 1 && shape[slowest] * row > chunk_bytes) shape[slowest] = (shape[slowest] + 1) / 2;
  }
  return shape;
}

}  // namespace povtrap
