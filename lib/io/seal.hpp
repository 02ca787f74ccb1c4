#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <vector>

namespace povtrap {

/// A checksum that stands behind the bytes of a result file, where HDF5 does not look: damaged files can make the HDF5 library
/// crash, so they have to be recognised before it reads them. A tool that changes the file through HDF5 cuts the seal off.
[[nodiscard]] std::vector<std::byte> seal_of(std::span<const std::byte> file);

/// Throws: DataError if the file has a seal that does not fit its bytes. A file without one passes.
void check_seal(const std::filesystem::path& path);

}  // namespace povtrap
