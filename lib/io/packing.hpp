#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace povtrap {

/// A chunk of a result file as HDF5's filters "shuffle" and "deflate" would leave it.
struct PackedChunk {
  std::vector<std::byte> bytes;
  bool deflated = true;  ///< false: deflating would not have made it smaller, so that it is only shuffled
};

/// What the values of a chunk look like.
struct ChunkValues {
  std::size_t value_size = 1;  ///< [bytes]
  std::size_t row = 1;         ///< values from one position of the slowest axis to the next: often nearly the same
};

/// Packs a chunk so that any netCDF-4 reader can unpack it. Level 1 looks at each plane of bytes by itself: noise, such as the last
/// bits of incomes, is stored, the rest packed by runs, which is faster and smaller than zlib's own level 1; other levels are zlib's.
[[nodiscard]] PackedChunk pack_chunk(std::span<const std::byte> values, const ChunkValues& shape, int level);

/// The values of a packed chunk.   Requires: `values` has their length.   Throws: DataError if the chunk is damaged.
void unpack_chunk(const PackedChunk& chunk, std::size_t value_size, std::span<std::byte> values);

}  // namespace povtrap
