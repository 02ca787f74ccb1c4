#pragma once

#include <filesystem>
#include <povtrap/result_file.hpp>
#include <povtrap/simulation.hpp>

#include "manifest.hpp"

namespace povtrap::app {

/// Where a result goes and what is said about it.
struct Finish {
  std::filesystem::path output;
  bool force = false;
  bool quiet = false;
  const PanelFile* panel = nullptr;  ///< where the simulation put its panel, if not into memory
};

/// Writes the result of a run with its manifest, prints its years and says where it is.   Returns what was written, without
/// what is in the panel file.
Dataset finish_run(const Simulation& simulation, const Making& making, const Finish& finish);

}  // namespace povtrap::app
