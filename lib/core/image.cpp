#include "core/image.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <povtrap/error.hpp>

namespace povtrap {

void ImageReader::take(void* address, std::size_t bytes) {
  if (bytes > rest_.size()) throw DataError("it ends too early");
  if (bytes > 0) std::memcpy(address, rest_.data(), bytes);
  rest_ = rest_.subspan(bytes);
}

std::size_t ImageReader::length() {
  const auto elements = get<std::uint64_t>();
  if (elements > rest_.size()) throw DataError("it ends too early");
  return elements;
}

Checksum checksum(std::span<const std::byte> data) {
  const XXH128_hash_t hash = XXH3_128bits(data.data(), data.size());
  return {hash.low64, hash.high64};
}

}  // namespace povtrap
