#include "manifest.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <nlohmann/json.hpp>
#include <povtrap/error.hpp>
#include <povtrap/version.hpp>

namespace povtrap::app {

namespace {

std::string compiler() {
#if defined(__clang__)
  return "clang " __clang_version__;
#else
  return "gcc " __VERSION__;
#endif
}

/// This moment in UTC, as ISO 8601.
std::string now() {
  const std::time_t seconds = std::time(nullptr);
  std::tm utc = {};
  gmtime_r(&seconds, &utc);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &utc);
  return text.data();
}

/// The most memory this process has held so far [KiB].
std::int64_t peak_memory() {
  rusage usage = {};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

Dataset& group_of(Dataset& result) {
  const auto found = std::ranges::find(result.groups, "provenance", &std::pair<std::string, Dataset>::first);
  return found == result.groups.end() ? result.groups.emplace_back("provenance", Dataset{}).second : found->second;
}

/// A text of the provenance, empty if there is none.
std::string text_of(const Dataset& result, const std::string& name) {
  const auto group = std::ranges::find(result.groups, "provenance", &std::pair<std::string, Dataset>::first);
  if (group == result.groups.end() || !group->second.has_variable(name)) return "";
  const auto* texts = std::get_if<std::vector<std::string>>(&group->second.variable(name).values);
  return texts == nullptr || texts->empty() ? "" : texts->front();
}

[[noreturn]] void throw_unrepeatable(const std::string& file, const std::string& why) {
  throw DataError("\"" + file + "\" cannot be repeated: " + why + " (it was not made by povtrap run, or is damaged) run its " +
                  "configuration again, if you have it");
}

}  // namespace

void add_manifest(Dataset& result, const Simulation& simulation, const Making& making) {
  using Json = nlohmann::ordered_json;
  Json manifest = {{"version", version()},
                   {"commit", commit()},
                   {"compiler", compiler()},
                   {"seed", Json::parse(simulation.config().get("run.seed"))},
                   {"threads", simulation.threads()},
                   {"wall_seconds", making.wall_seconds},
                   {"households", simulation.households()},
                   {"periods", simulation.periods_done()},
                   {"date_created", now()},
                   {"peak_memory_kib", peak_memory()},
                   {"command_line", making.command_line}};
  if (!making.resumed.empty()) manifest["resumed_after_periods"] = making.resumed;
  // File names need not be UTF-8, but JSON must be.
  attach_manifest(result, manifest.dump(-1, ' ', false, Json::error_handler_t::replace));
}

void attach_manifest(Dataset& result, const std::string& text) {
  Variable manifest = {
      "manifest_json", {}, "1", "how, when and with what this result was made", std::vector<std::string>{text}, {}};
  manifest.attributes = {{"checksum", digest(Dataset{{}, {manifest}, {}, {}})}};
  group_of(result).variables.push_back(std::move(manifest));
  const std::string date = nlohmann::json::parse(text).at("date_created").get<std::string>().substr(0, 10);
  const auto created = std::ranges::find(result.attributes, "date_created", &std::pair<std::string, std::string>::first);
  if (created != result.attributes.end()) created->second = date;
}

Provenance provenance_of(const Dataset& result, const std::string& file) {
  const std::string toml = text_of(result, "config_toml");
  if (toml.empty()) throw_unrepeatable(file, "it does not hold its configuration");
  Provenance provenance;
  try {
    provenance.config = Config::from_text(toml, file);
  } catch (const ConfigError& error) {
    throw_unrepeatable(file, std::string("this povtrap does not take its configuration: ") + error.what());
  }
  provenance.manifest = text_of(result, "manifest_json");
  if (provenance.manifest.empty()) return provenance;
  try {
    const auto manifest = nlohmann::json::parse(provenance.manifest);
    provenance.periods = manifest.at("periods");
    provenance.version = manifest.at("version");
    provenance.commit = manifest.at("commit");
    static_cast<void>(manifest.at("date_created").get<std::string>().substr(0, 10));
  } catch (const std::exception&) {
    throw_unrepeatable(file, "its manifest cannot be read");
  }
  return provenance;
}

std::int64_t periods_to_repeat(const Provenance& provenance, const Simulation& simulation) {
  const std::int64_t total = simulation.periods_total();
  if (provenance.manifest.empty()) return total;
  if (provenance.periods >= 0 && provenance.periods <= total) return provenance.periods;
  throw DataError("its manifest speaks of " + std::to_string(provenance.periods) + " periods and its configuration of " +
                  std::to_string(total) + " (they do not belong together) run the configuration by itself");
}

}  // namespace povtrap::app
