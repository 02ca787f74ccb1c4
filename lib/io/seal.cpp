#include "io/seal.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <fstream>
#include <povtrap/error.hpp>
#include <span>
#include <string_view>

#include "core/image.hpp"

namespace povtrap {

namespace {

constexpr std::string_view mark = "\npovtrap sum 01\n";  // 16 bytes; docs/format.md
constexpr std::size_t seal_size = mark.size() + sizeof(Checksum);

}  // namespace

std::vector<std::byte> seal_of(std::span<const std::byte> file) {
  const Checksum sum = checksum(file);
  std::vector<std::byte> seal(seal_size);
  std::memcpy(seal.data(), mark.data(), mark.size());
  std::memcpy(seal.data() + mark.size(), &sum, sizeof(sum));
  return seal;
}

void check_seal(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  const auto size = static_cast<std::size_t>(std::max<std::streamoff>(0, file.tellg()));
  if (!file || size < seal_size) return;
  std::vector<std::byte> bytes(size);
  file.seekg(0);
  file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
  const std::span<const std::byte> sealed = std::span(bytes).first(size - seal_size);
  if (!file || std::memcmp(bytes.data() + sealed.size(), mark.data(), mark.size()) != 0) return;
  Checksum sum;
  std::memcpy(&sum, bytes.data() + sealed.size() + mark.size(), sizeof(sum));
  if (sum == checksum(sealed)) return;
  throw DataError("its checksum is wrong (it was damaged after it was written) take a copy, or run its configuration again");
}

}  // namespace povtrap
