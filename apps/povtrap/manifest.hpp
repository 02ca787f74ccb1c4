#pragma once

#include <povtrap/dataset.hpp>
#include <povtrap/simulation.hpp>
#include <string>

namespace povtrap::app {

/// Adds to a result's provenance how, when and with what it came about, as variable `manifest_json`.
void add_manifest(Dataset& result, const Simulation& simulation, const Config& config, double wall_seconds,
                  const std::string& command_line);

}  // namespace povtrap::app
