#pragma once

#include <cstdint>
#include <string>

#include "commands.hpp"

namespace povtrap::app {

/// The subcommands of `povtrap sweep`.
void add_sweep_run(CLI::App& sweep, Action& action);
void add_sweep_summary(CLI::App& sweep, Action& action);
void add_sweep_sensitivity(CLI::App& sweep, Action& action);

/// A sweep was told to stop and can go on later.
struct SweepStopped {
  std::int64_t left;
  std::string folder;
};

}  // namespace povtrap::app
