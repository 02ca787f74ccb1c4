#pragma once

#include <cstdint>
#include <povtrap/dataset.hpp>
#include <povtrap/simulation.hpp>
#include <string>
#include <vector>

namespace povtrap::app {

/// How a run came about, besides its configuration.
struct Making {
  double wall_seconds = 0;
  std::string command_line;
  std::vector<std::int64_t> resumed = {};  ///< after how many periods it was resumed
};

/// Adds to a result's provenance how, when and with what it came about, as variable `manifest_json`.
void add_manifest(Dataset& result, const Simulation& simulation, const Making& making);

/// Puts a manifest into a result: its text with a checksum, and its date as the date of the file.
void attach_manifest(Dataset& result, const std::string& text);

/// What a result file says about the run that made it.
struct Provenance {
  Config config;
  std::string manifest;      ///< as text; empty if the file was not made by `povtrap run`
  std::int64_t periods = 0;  ///< that were simulated, burn-in included
  std::string version, commit;
};

/// Throws: DataError if the result does not say by which configuration it was made, or says it in a way that cannot be run.
[[nodiscard]] Provenance provenance_of(const Dataset& result, const std::string& file);

/// How many periods to live through to repeat a run; all that are configured if its file does not say.
/// Throws: DataError if they are more than are configured.
[[nodiscard]] std::int64_t periods_to_repeat(const Provenance& provenance, const Simulation& simulation);

}  // namespace povtrap::app
