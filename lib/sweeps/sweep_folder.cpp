#include "sweeps/sweep_folder.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <fstream>
#include <iterator>
#include <povtrap/error.hpp>
#include <span>
#include <system_error>

#include "config/toml_document.hpp"
#include "core/field_text.hpp"
#include "io/whole_file.hpp"

namespace povtrap {

namespace {

namespace fs = std::filesystem;

constexpr const char *design_file = "design.csv", *config_file = "config.toml", *sweep_file = "sweep.toml";

std::string text_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  if (!stream.is_open())
    throw DataError("\"" + file.parent_path().string() + "\" holds no sweep (" + file.filename().string() +
                    " is missing) name the folder that `povtrap sweep run --out` made");
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

void write_text(const fs::path& file, const std::string& text) {
  write_whole_file(file, std::as_bytes(std::span(text)), true);
}

std::string sweep_toml(const SweepIdentity& identity) {
  return "# What identifies this sweep; povtrap sweep run compares it before it goes on.\nmade_by = " +
         value_text(identity.made_by) + "\ndesign = " + value_text(identity.design) +
         "\nseries = " + value_text(identity.outputs.series) + "\nwhen = " + value_text(identity.outputs.when) + "\n";
}

/// The first line in which two texts differ.
std::string difference(const std::string& before, const std::string& now) {
  std::size_t at = 0;
  while (at < before.size() && at < now.size() && before[at] == now[at]) ++at;
  const auto line = [&](const std::string& text) {
    const std::size_t first = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
    return text.substr(std::min(first, text.size()), text.find('\n', std::min(first, text.size())) - first);
  };
  return "\"" + line(before) + "\" is now \"" + line(now) + "\"";
}

void compare(const fs::path& folder, const char* file, const std::string& now) {
  const std::string before = text_of(folder / file);
  if (before == now) return;
  throw ConfigError(
      "\"" + (folder / file).string() + "\" belongs to another sweep: " + difference(before, now) +
      " (its runs could not be compared with new ones) choose another --out, or the design, configuration, series and "
      "povtrap of before");
}

/// Keeps others away from a folder while it is opened, so that many processes may begin a sweep in the same moment. A file system
/// that cannot lock is taken as it is.
class FolderLock {
 public:
  explicit FolderLock(const fs::path& folder) : file_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (file_ >= 0) ::flock(file_, LOCK_EX);
  }
  ~FolderLock() {
    if (file_ >= 0) ::close(file_);
  }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int file_;
};

}  // namespace

void open_sweep_folder(const fs::path& folder, const SweepIdentity& identity, const Design& design) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!fs::is_directory(folder, error))
    throw IoError("the folder \"" + folder.string() + "\" cannot be made (the sweep is kept there) choose another --out");
  const FolderLock alone(folder);
  if (!fs::exists(folder / sweep_file, error)) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      const std::string name = entry.path().filename().string();
      if (name == design_file || name == config_file || name.ends_with(".tmp")) continue;  // of a process that was killed here
      throw ConfigError("\"" + folder.string() + "\" holds \"" + name +
                        "\" and no sweep (a sweep wants a folder of its own) choose a new one");
    }
    write_text(folder / design_file, design_csv(design));
    write_text(folder / config_file, identity.config_toml);
    write_text(folder / sweep_file, sweep_toml(identity));  // last, so that a folder with it is complete
    return;
  }
  compare(folder, sweep_file, sweep_toml(identity));
  compare(folder, config_file, identity.config_toml);
  compare(folder, design_file, design_csv(design));
}

Design design_of_sweep(const fs::path& folder) {
  static_cast<void>(text_of(folder / sweep_file));
  return read_design(folder / design_file);
}

SweepIdentity identity_of_sweep(const fs::path& folder) {
  SweepIdentity identity;
  identity.config_toml = text_of(folder / config_file);
  for (const Setting& setting : parse_toml(text_of(folder / sweep_file), (folder / sweep_file).string())) {
    if (const auto* text = std::get_if<std::string>(&setting.value)) {
      if (setting.path == "made_by") identity.made_by = *text;
      if (setting.path == "design") identity.design = *text;
      if (setting.path == "when") identity.outputs.when = *text;
    } else if (const auto* names = std::get_if<std::vector<std::string>>(&setting.value);
               names != nullptr && setting.path == "series") {
      identity.outputs.series = *names;
    }
  }
  return identity;
}

}  // namespace povtrap
