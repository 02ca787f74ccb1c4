#include "io/chunk_writer.hpp"

#include <algorithm>
#include <cstring>

#include "io/hid.hpp"

namespace povtrap {

namespace {

/// The filters in the order in which they stand in a dataset, as bits of those that a chunk did not go through.
constexpr std::uint32_t no_deflate = 2;

/// Where a chunk begins.
std::vector<hsize_t> corner_of(std::size_t chunk, const Cut& cut, const std::vector<Axis>& axes, const std::vector<hsize_t>& shape) {
  std::vector<hsize_t> corner(axes.size(), 0);
  std::size_t axis = 0;
  while (axis + 1 < axes.size() && shape[axis] == 1) ++axis;
  corner[axis] = chunk % cut.pieces() * cut.edge;
  for (std::size_t part = chunk / cut.pieces(); axis > 0; part /= axes[axis].length) {
    --axis;
    corner[axis] = part % axes[axis].length;
  }
  return corner;
}

/// A chunk of values, filled up to its full size.
std::vector<std::byte> chunk_of(const ArrayValues& values, std::size_t first, std::size_t count, std::size_t full) {
  const std::size_t size = values.missing.size();
  std::vector<std::byte> chunk(full * size);
  std::memcpy(chunk.data(), values.bytes.data() + first * size, count * size);
  for (std::size_t i = count; i < full; ++i) std::memcpy(chunk.data() + i * size, values.missing.data(), size);
  return chunk;
}

}  // namespace

void write_chunks(hid_t dataset, const std::string& name, const std::vector<Axis>& axes, const ArrayValues& values,
                  const Packing& packing) {
  const std::size_t value_size = values.missing.size();
  const std::vector<hsize_t> shape = chunk_shape(axes, value_size);
  const Cut cut = cut_of(axes, shape);
  const auto write = [&](std::size_t number, const PackedChunk& chunk) {
    const std::vector<hsize_t> corner = corner_of(number, cut, axes, shape);
    checked(H5Dwrite_chunk(dataset, H5P_DEFAULT, chunk.deflated ? 0 : no_deflate, corner.data(), chunk.bytes.size(),
                           chunk.bytes.data()),
            "write variable \"" + name + "\"");
  };
  const std::size_t packed = packing.chunks_elsewhere(name);
  for (std::size_t number = 0; number < packed; ++number) write(number, packing.panel->chunk(name, number));
  const auto pack = [&](std::size_t number) {
    const auto chunk = chunk_of(values, cut.first(number) - cut.first(packed), cut.values_in(number), cut.values());
    return pack_chunk(chunk, {value_size, cut.inner}, packing.level);
  };
  constexpr std::size_t chunks_per_thread = 4;
  const std::size_t batch = packing.workers ? chunks_per_thread * static_cast<std::size_t>(packing.workers->threads()) : 1;
  std::vector<PackedChunk> chunks(batch);
  for (std::size_t first = packed; first < cut.chunks(); first += batch) {
    const std::size_t count = std::min(batch, cut.chunks() - first);
    const auto pack_one = [&](std::size_t i) { chunks[i] = pack(first + i); };
    if (packing.workers) {
      packing.workers->for_each(count, pack_one);
    } else {
      pack_one(0);
    }
    for (std::size_t i = 0; i < count; ++i) write(first + i, chunks[i]);
  }
}

}  // namespace povtrap
