#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

namespace povtrap {

/// Makes `path` hold exactly these bytes, or leaves the folder as it was: PATH.tmp is written, synchronised with the disk,
/// renamed. Throws: IoError as `check_writable` does, and if the disk is full.
void write_whole_file(const std::filesystem::path& path, std::span<const std::byte> bytes, bool overwrite);

}  // namespace povtrap
