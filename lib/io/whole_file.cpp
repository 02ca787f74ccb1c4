#include "io/whole_file.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <povtrap/error.hpp>
#include <povtrap/result_file.hpp>
#include <string>
#include <system_error>
#include <utility>

namespace povtrap {
namespace {

namespace fs = std::filesystem;

std::string quoted(const fs::path& path) {
  return "\"" + path.string() + "\"";
}

std::string reason(int error) {
  return std::generic_category().message(error);
}

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

fs::path temporary_of(const fs::path& path) {
  return fs::path(path) += ".tmp";
}

[[noreturn]] void throw_closed(const fs::path& path, int error) {
  throw IoError("cannot create " + quoted(temporary_of(path)) + ": " + reason(error) +
                " (results are written there before they get their name) choose a folder that you may write in");
}

[[noreturn]] void throw_unwritten(const fs::path& path, std::size_t size, const std::string& why) {
  throw IoError("cannot write " + quoted(path) + ": " + why + " (the file needs " + std::to_string(size) +
                " bytes; nothing was left behind) free some space or choose another disk");
}

/// PATH.tmp while it is being written; vanishes with this object unless it was renamed.
class TemporaryFile {
 public:
  TemporaryFile(const fs::path& path, std::size_t size) : path_(path), temporary_(temporary_of(path)), size_(size) {
    ::unlink(temporary_.c_str());  // what an interrupted run may have left
    file_ = ::open(temporary_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (file_ < 0) throw_closed(path_, errno);
  }
  ~TemporaryFile() {
    if (file_ >= 0) ::close(file_);
    if (!renamed_) ::unlink(temporary_.c_str());
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  void write(std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
      const ssize_t written = ::write(file_, bytes.data(), bytes.size());
      if (written > 0) bytes = bytes.subspan(static_cast<std::size_t>(written));
      if (written < 0 && errno != EINTR) fail();
    }
  }

  void rename() {
    if (::fsync(file_) != 0) fail();
    if (::close(std::exchange(file_, -1)) != 0) fail();
    if (::rename(temporary_.c_str(), path_.c_str()) != 0) fail();
    renamed_ = true;
  }

 private:
  [[noreturn]] void fail() const { throw_unwritten(path_, size_, reason(errno)); }

  fs::path path_;
  fs::path temporary_;
  std::size_t size_;
  int file_ = -1;
  bool renamed_ = false;
};

/// Makes the new name survive a power cut. Some file systems cannot, which is no fault of the file.
void synchronise_folder(const fs::path& folder) {
  const int file = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return;
  ::fsync(file);
  ::close(file);
}

/// Going over the limit would not fail but end the process by a signal, so it is checked beforehand.
void check_size_limit(const fs::path& path, std::size_t size) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY || size <= limit.rlim_cur) return;
  throw_unwritten(path, size, "files may not be larger than " + std::to_string(limit.rlim_cur) + " bytes here (ulimit -f)");
}

/// The only sure test is to try, whatever the permissions, the user and the kind of disk.
void check_can_create(const fs::path& path) {
  const fs::path temporary = temporary_of(path);
  int file = ::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
  if (file >= 0) {
    ::unlink(temporary.c_str());
  } else if (errno == EEXIST) {
    file = ::open(temporary.c_str(), O_WRONLY | O_CLOEXEC);
  }
  if (file < 0) throw_closed(path, errno);
  ::close(file);
}

}  // namespace

void check_writable(const fs::path& path, bool overwrite) {
  if (!path.has_filename()) throw IoError("the name " + quoted(path) + " is no file name (a result needs one) try results.nc");
  const fs::path folder = folder_of(path);
  std::error_code error;
  if (!fs::is_directory(folder, error)) {
    throw IoError("there is no folder " + quoted(folder) + " (" + quoted(path.filename()) +
                  " is to be written there) create it or choose another one");
  }
  const fs::file_status status = fs::status(path, error);
  if (fs::exists(status) && !fs::is_regular_file(status)) {
    throw IoError(quoted(path) + " exists and is no ordinary file (it cannot be replaced by a result) choose another name");
  }
  if (fs::exists(status) && !overwrite) {
    throw IoError(quoted(path) + " exists (writing would destroy what it holds) choose another name or allow overwriting");
  }
  check_can_create(path);
}

void write_whole_file(const fs::path& path, std::initializer_list<std::span<const std::byte>> parts, bool overwrite) {
  check_writable(path, overwrite);
  std::size_t size = 0;
  for (const auto& part : parts) size += part.size();
  check_size_limit(path, size);
  TemporaryFile file(path, size);
  for (const auto& part : parts) file.write(part);
  file.rename();
  synchronise_folder(folder_of(path));
}

}  // namespace povtrap
