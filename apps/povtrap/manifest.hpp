#pragma once

#include <cstdint>
#include <povtrap/dataset.hpp>
#include <povtrap/simulation.hpp>
#include <string>
#include <vector>

#include "progress.hpp"

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
  /// A configuration that was at work until the run was branched.
  struct Earlier {
    Config config;
    std::int64_t until = 0;  ///< periods that were done then, burn-in included
  };

  Config config;
  std::vector<Earlier> earlier = {};
  std::string manifest;      ///< as text; empty if the file was not made by `povtrap run`
  std::int64_t periods = 0;  ///< that were simulated, burn-in included
  std::string version, commit;
};

/// Throws: DataError if the result does not say by which configuration it was made, or says it in a way that cannot be run.
[[nodiscard]] Provenance provenance_of(const Dataset& result, const std::string& file, const Registry& own);

/// The run that a file came from, lived through once more, branches included, as far as it got.
/// Throws: DataError if that is further than is configured; Interrupted if asked to stop.
[[nodiscard]] Simulation repeat_run(const Provenance& provenance, int threads, ProgressMode mode);

}  // namespace povtrap::app
