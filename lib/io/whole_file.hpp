#pragma once

#include <cstddef>
#include <filesystem>
#include <initializer_list>
#include <span>

namespace povtrap {

/// Makes `path` hold exactly these bytes, one part behind the other, or leaves the folder as it was: PATH.tmp is written, synchronised with the disk,
/// renamed. Throws: IoError as `check_writable` does, and if the disk is full.
void write_whole_file(const std::filesystem::path& path, std::initializer_list<std::span<const std::byte>> parts, bool overwrite);
inline void write_whole_file(const std::filesystem::path& path, std::span<const std::byte> bytes, bool overwrite) {
  write_whole_file(path, std::initializer_list<std::span<const std::byte>>{bytes}, overwrite);
}

}  // namespace povtrap
