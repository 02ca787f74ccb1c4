#include "resumption.hpp"

#include <povtrap/checkpoint.hpp>
#include <povtrap/error.hpp>
#include <povtrap/version.hpp>
#include <sstream>

#include "output.hpp"

namespace povtrap::app {

namespace {

/// The parameters of a configuration as "section.key = value", in their order.
std::vector<std::string> settings_of(const Config& config) {
  std::istringstream text(config.to_toml());
  std::vector<std::string> settings;
  std::string section;
  for (std::string line; std::getline(text, line);) {
    if (line.starts_with('[')) {
      section = line.substr(1, line.find(']') - 1) + ".";
    } else if (!line.empty() && !line.starts_with('#')) {
      settings.push_back(section + line);
    }
  }
  return settings;
}

Config wanted(const Config& kept, const ConfigArguments& asked,
              const std::vector<std::pair<std::string, std::string>>& shorthands) {
  if (asked.file) return load_config(asked, shorthands);
  Config config = kept;
  for (const auto& [path, value] : changes_of(asked)) config.set(path, value);
  for (const auto& [path, value] : shorthands) config.set(path, value);
  return config;
}

}  // namespace

Resumption read_resumption(const std::string& file, bool quiet) {
  Resumption resumption{file, read_checkpoint(file), {}};
  try {
    const CheckpointOrigin origin = checkpoint_origin(resumption.checkpoint);
    resumption.note = RunNote::from_text(origin.note);
    resumption.note.resumed.push_back(origin.periods_done);
    if (origin.commit != commit() && !quiet) {
      tell("povtrap: note: commit " + origin.commit + " wrote \"" + file + "\", this is " + std::string(commit()) +
           " (if the model changed in between, the result is that of neither)\n");
    }
  } catch (const DataError& error) {
    throw DataError("\"" + file + "\": " + error.what());
  }
  return resumption;
}

std::string result_of_checkpoint(const std::string& file) {
  constexpr std::string_view ending = ".checkpoint";
  if (file.size() > ending.size() && file.ends_with(ending)) return file.substr(0, file.size() - ending.size());
  throw ConfigError("--resume \"" + file + "\": the name does not end with .checkpoint (it does not say where the result goes) " +
                    "name the result with -o");
}

void check_same_configuration(const Config& kept, const ConfigArguments& asked,
                              const std::vector<std::pair<std::string, std::string>>& shorthands) {
  const std::vector<std::string> before = settings_of(kept), now = settings_of(wanted(kept, asked, shorthands));
  for (std::size_t i = 0; i < std::max(before.size(), now.size()); ++i) {
    const std::string was = i < before.size() ? before[i] : "nothing", is = i < now.size() ? now[i] : "nothing";
    if (was == is) continue;
    throw ConfigError("--resume goes on with " + was + ", but " + is +
                      " was asked for (a run cannot change its economy half-way) " + "leave it out, or start a new run");
  }
}

}  // namespace povtrap::app
