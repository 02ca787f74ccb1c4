#include "sweeps/sweep_folder.hpp"

#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <povtrap/error.hpp>
#include <span>
#include <string_view>
#include <system_error>

#include "config/toml_document.hpp"
#include "core/field_text.hpp"
#include "core/image.hpp"
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

/// Puts a file where there is none yet, whole, also when other processes of the same sweep start at the same moment on other
/// machines: the first one's stays.
void write_once(const fs::path& file, const std::string& text) {
  std::string own = file.string() + ".XXXXXX";
  const int made = ::mkstemp(own.data());
  if (made < 0)
    throw IoError("cannot write \"" + file.string() + "\": " + std::generic_category().message(errno) +
                  " (the sweep is identified by it) choose another --out");
  ::close(made);
  write_whole_file(own, std::as_bytes(std::span(text)), true);
  const int failure = ::link(own.c_str(), file.c_str()) == 0 ? 0 : errno;
  std::error_code error;
  if (failure == 0 || failure == EEXIST) {
    fs::remove(own, error);
  } else if (::rename(own.c_str(), file.c_str()) != 0) {  // a file system without links
    fs::remove(own, error);
    throw IoError("cannot write \"" + file.string() + "\": " + std::generic_category().message(failure) +
                  " (the sweep is identified by it) choose another --out");
  }
}

/// What a process that was killed while it made the folder may have left there.
bool is_of_opening(const std::string& name) {
  return std::ranges::any_of(std::initializer_list<std::string_view>{design_file, config_file, sweep_file},
                             [&](std::string_view file) { return name.starts_with(file); });
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

}  // namespace

void open_sweep_folder(const fs::path& folder, const SweepIdentity& identity, const Design& design) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (!fs::is_directory(folder, error))
    throw IoError("the folder \"" + folder.string() + "\" cannot be made (the sweep is kept there) choose another --out");
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (is_of_opening(name) || fs::exists(folder / sweep_file, error)) continue;
    throw ConfigError("\"" + folder.string() + "\" holds \"" + name +
                      "\" and no sweep (a sweep wants a folder of its own) choose a new one");
  }
  if (!fs::exists(folder / sweep_file, error)) {
    write_once(folder / design_file, design_csv(design));
    write_once(folder / config_file, identity.config_toml);
    write_once(folder / sweep_file, sweep_toml(identity));  // last, so that a folder with it is complete
  }
  compare(folder, design_file, design_csv(design));
  compare(folder, config_file, identity.config_toml);
  compare(folder, sweep_file, sweep_toml(identity));
}

Design design_of_sweep(const fs::path& folder) {
  static_cast<void>(text_of(folder / sweep_file));
  return read_design(folder / design_file);
}

std::uint64_t sweep_number(const fs::path& folder) {
  const std::string text = text_of(folder / sweep_file) + text_of(folder / config_file) + text_of(folder / design_file);
  return checksum(std::as_bytes(std::span(text)))[0];
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
