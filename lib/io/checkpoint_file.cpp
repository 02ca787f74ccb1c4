#include <cerrno>
#include <fstream>
#include <povtrap/checkpoint.hpp>
#include <povtrap/error.hpp>
#include <system_error>

#include "io/whole_file.hpp"

namespace povtrap {

namespace fs = std::filesystem;

namespace {

[[noreturn]] void throw_unreadable(const fs::path& path, const std::string& why) {
  throw IoError("cannot read \"" + path.string() + "\": " + why +
                " (a checkpoint was expected there) check the name and the permissions");
}

}  // namespace

void write_checkpoint(std::span<const std::byte> checkpoint, const fs::path& path) {
  write_whole_file(path, checkpoint, true);
}

std::vector<std::byte> read_checkpoint(const fs::path& path) {
  std::error_code error;
  if (fs::is_directory(path, error)) throw_unreadable(path, "it is a folder");
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  if (!file) throw_unreadable(path, std::generic_category().message(errno));
  std::vector<std::byte> bytes(static_cast<std::size_t>(file.tellg()));
  file.seekg(0);
  file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  if (!file) throw_unreadable(path, "it ended while it was read");
  return bytes;
}

}  // namespace povtrap
