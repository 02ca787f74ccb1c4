#include "manifest.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <nlohmann/json.hpp>
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

Dataset& provenance_of(Dataset& result) {
  const auto found = std::ranges::find(result.groups, "provenance", &std::pair<std::string, Dataset>::first);
  return found == result.groups.end() ? result.groups.emplace_back("provenance", Dataset{}).second : found->second;
}

}  // namespace

void add_manifest(Dataset& result, const Simulation& simulation, const Config& config, double wall_seconds,
                  const std::string& command_line) {
  const nlohmann::ordered_json manifest = {{"version", version()},
                                           {"commit", commit()},
                                           {"compiler", compiler()},
                                           {"seed", nlohmann::ordered_json::parse(config.get("run.seed"))},
                                           {"threads", simulation.threads()},
                                           {"wall_seconds", wall_seconds},
                                           {"households", simulation.households()},
                                           {"periods", simulation.periods_done()},
                                           {"date_created", now()},
                                           {"peak_memory_kib", peak_memory()},
                                           {"command_line", command_line}};
  // File names need not be UTF-8, but JSON must be.
  const std::string text = manifest.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
  provenance_of(result).variables.push_back(
      {"manifest_json", {}, "1", "how, when and with what this result was made", std::vector<std::string>{text}, {}});
}

}  // namespace povtrap::app
