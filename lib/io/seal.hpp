#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

namespace povtrap {

/// Puts a checksum behind the bytes of a result file, where HDF5 does not look: damaged files can make the HDF5 library crash, so
/// they have to be recognised before it reads them. A tool that changes the file through HDF5 cuts the seal off.
void seal(std::vector<std::byte>& file);

/// Throws: DataError if the file has a seal that does not fit its bytes. A file without one passes.
void check_seal(const std::filesystem::path& path);

}  // namespace povtrap
