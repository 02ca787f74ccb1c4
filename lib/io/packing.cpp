#include "io/packing.hpp"

#include <zlib.h>

#include <array>
#include <cstdint>
#include <new>
#include <povtrap/error.hpp>

namespace povtrap {

namespace {

/// The first bytes of all values, then their second bytes, and so on: HDF5's filter "shuffle".
void shuffle(std::span<const std::byte> values, std::size_t value_size, std::byte* planes) {
  const std::size_t count = values.size() / value_size;
  for (std::size_t b = 0; b < value_size; ++b) {
    for (std::size_t i = 0; i < count; ++i) planes[b * count + i] = values[i * value_size + b];
  }
}

/// How to pack one plane of bytes.
struct Method {
  int level, strategy;
};

/// Are two bytes of a plane, taken anywhere, equal less often than once in so many times?   Requires: counts add up to n < 2^28.
bool are_rarely_equal(const std::array<std::uint64_t, 256>& counts, std::uint64_t n, std::uint64_t times) {
  std::uint64_t pairs = 0;
  for (const std::uint64_t count : counts) pairs += count * count;
  return pairs * times < n * n;
}

/// Noise is only stored: codes of different lengths would save less than a sixteenth. Runs are found fast. What is repeated from
/// row to row is found only by looking further back, which takes its time.
Method method_for(std::span<const std::byte> plane, std::size_t row) {
  constexpr std::uint64_t noise = 181, many_values = 16;  // 2^7.5 and 2^4: 7.5 and 4 bits of 8
  const std::size_t n = plane.size();
  std::array<std::array<std::uint64_t, 256>, 2> counts = {};  // two, so that equal neighbours need not wait for each other
  for (std::size_t i = 0; i < n; ++i) ++counts[i % 2][static_cast<std::uint8_t>(plane[i])];
  for (std::size_t value = 0; value < counts[0].size(); ++value) counts[0][value] += counts[1][value];
  std::size_t repeated = 0;
  for (std::size_t i = row; i < n; ++i) repeated += plane[i] == plane[i - row] ? 1 : 0;
  const bool often_repeated = 4 * repeated >= n;
  if (are_rarely_equal(counts[0], n, noise) && !often_repeated) return {Z_NO_COMPRESSION, Z_DEFAULT_STRATEGY};
  if (10 * repeated > 9 * n || (often_repeated && are_rarely_equal(counts[0], n, many_values)))
    return {Z_BEST_SPEED, Z_DEFAULT_STRATEGY};
  return {Z_BEST_SPEED, Z_RLE};
}

/// A stream of zlib that gives its memory back.
class Deflation {
 public:
  Deflation(int level, std::span<std::byte> output) {
    if (deflateInit(&stream_, level) != Z_OK) throw std::bad_alloc();
    stream_.next_out = reinterpret_cast<Bytef*>(output.data());
    stream_.avail_out = static_cast<uInt>(output.size());
  }
  ~Deflation() { deflateEnd(&stream_); }
  Deflation(const Deflation&) = delete;
  Deflation& operator=(const Deflation&) = delete;

  void choose(const Method& method) { fits_ = fits_ && deflateParams(&stream_, method.level, method.strategy) == Z_OK; }
  void add(std::span<const std::byte> bytes, int flush) {
    stream_.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    const int status = deflate(&stream_, flush);
    fits_ = fits_ && stream_.avail_in == 0 && status == (flush == Z_FINISH ? Z_STREAM_END : Z_OK);
  }
  /// Did everything fit into the output?
  [[nodiscard]] bool fits() const { return fits_; }
  [[nodiscard]] std::size_t size() const { return stream_.total_out; }

 private:
  z_stream stream_ = {};
  bool fits_ = true;
};

}  // namespace

PackedChunk pack_chunk(std::span<const std::byte> values, const ChunkValues& shape, int level) {
  std::vector<std::byte> planes(values.size());
  shuffle(values, shape.value_size, planes.data());
  PackedChunk chunk{std::vector<std::byte>(values.size()), true};
  const std::size_t plane = values.size() / shape.value_size;
  Deflation deflation(level, chunk.bytes);
  for (std::size_t b = 0; b < shape.value_size && deflation.fits(); ++b) {
    const std::span part = std::span<const std::byte>(planes).subspan(b * plane, plane);
    if (level == Z_BEST_SPEED) deflation.choose(method_for(part, shape.row));
    deflation.add(part, b + 1 == shape.value_size ? Z_FINISH : Z_NO_FLUSH);
  }
  if (!deflation.fits()) return {std::move(planes), false};
  chunk.bytes.resize(deflation.size());
  return chunk;
}

void unpack_chunk(const PackedChunk& chunk, std::size_t value_size, std::span<std::byte> values) {
  std::vector<std::byte> planes = chunk.bytes;
  if (chunk.deflated) {
    planes.resize(values.size());
    uLongf size = values.size();
    const int status = uncompress(reinterpret_cast<Bytef*>(planes.data()), &size,
                                  reinterpret_cast<const Bytef*>(chunk.bytes.data()), chunk.bytes.size());
    if (status != Z_OK) planes.clear();
    planes.resize(status == Z_OK ? size : 0);
  }
  if (planes.size() != values.size()) throw DataError("a packed chunk is damaged (it was changed behind our back) start again");
  const std::size_t count = values.size() / value_size;
  for (std::size_t b = 0; b < value_size; ++b) {
    for (std::size_t i = 0; i < count; ++i) values[i * value_size + b] = planes[b * count + i];
  }
}

}  // namespace povtrap
