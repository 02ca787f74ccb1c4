#include "manifest.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ctime>
#include <nlohmann/json.hpp>
#include <povtrap/error.hpp>
#include <povtrap/version.hpp>

#include "living.hpp"

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

/// A variable of the provenance, empty if there is none of this kind.
template <class T>
std::vector<T> provenance_values(const Dataset& result, const std::string& name) {
  const auto group = std::ranges::find(result.groups, "provenance", &std::pair<std::string, Dataset>::first);
  if (group == result.groups.end() || !group->second.has_variable(name)) return {};
  const auto* values = std::get_if<std::vector<T>>(&group->second.variable(name).values);
  return values == nullptr ? std::vector<T>() : *values;
}

/// A text of the provenance, empty if there is none.
std::string text_of(const Dataset& result, const std::string& name) {
  const auto texts = provenance_values<std::string>(result, name);
  return texts.empty() ? "" : texts.front();
}

/// Those of which the result tells, and the burn-in before them.
std::int64_t recorded_periods(const Dataset& result, const Config& config) {
  const auto time = std::ranges::find(result.dimensions, "time", &Dimension::name);
  const std::int64_t recorded = time == result.dimensions.end() ? 0 : static_cast<std::int64_t>(time->length);
  return std::llround(config.number("run.burn_in_years") * config.number("run.periods_per_year")) + recorded;
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

Provenance provenance_of(const Dataset& result, const std::string& file, const Registry& own) {
  if (std::ranges::find(result.dimensions, "seed", &Dimension::name) != result.dimensions.end()) {
    throw DataError("\"" + file + "\" holds the runs of several seeds (only a single run is repeated) run its configuration again with " +
                    "--seeds and compare by povtrap digest");
  }
  const std::string toml = text_of(result, "config_toml");
  if (toml.empty()) throw_unrepeatable(file, "it does not hold its configuration");
  Provenance provenance;
  try {
    provenance.config = Config::from_text(toml, file, own);
    const auto tomls = provenance_values<std::string>(result, "branch_config_toml");
    const auto periods = provenance_values<std::int64_t>(result, "branch_period");
    if (tomls.size() != periods.size()) throw_unrepeatable(file, "its branches cannot be read");
    for (std::size_t k = 0; k < tomls.size(); ++k)
      provenance.earlier.push_back({Config::from_text(tomls[k], file, own), periods[k]});
  } catch (const ConfigError& error) {
    throw_unrepeatable(file, std::string("this povtrap does not take its configuration: ") + error.what());
  }
  provenance.periods = recorded_periods(result, provenance.config);
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

namespace {

/// How many periods to live through.   Throws: DataError if they are more than are configured.
std::int64_t periods_to_repeat(const Provenance& provenance, const Simulation& simulation) {
  const std::int64_t total = simulation.periods_total();
  if (provenance.periods >= 0 && provenance.periods <= total) return provenance.periods;
  throw DataError("it speaks of " + std::to_string(provenance.periods) + " periods and its configuration of " +
                  std::to_string(total) + " (they do not belong together) run the configuration by itself");
}

}  // namespace

Simulation repeat_run(const Provenance& provenance, int threads, ProgressMode mode) {
  Simulation simulation(provenance.earlier.empty() ? provenance.config : provenance.earlier.front().config, threads);
  for (std::size_t k = 0; k < provenance.earlier.size(); ++k) {
    live(simulation, std::min(provenance.earlier[k].until, simulation.periods_total()), mode);
    const bool last = k + 1 == provenance.earlier.size();
    simulation = simulation.branch(last ? provenance.config : provenance.earlier[k + 1].config);
  }
  live(simulation, periods_to_repeat(provenance, simulation), mode);
  return simulation;
}

}  // namespace povtrap::app
