#pragma once

#include "povtrap/registry.hpp"

namespace povtrap {

/// The whole command line of povtrap as a function, so that a program of a few lines is a `povtrap` with rules of its own:
/// run, check, describe, params and all other subcommands know them. Link povtrap::command.
/// Returns the exit code; faults are printed, never thrown.
[[nodiscard]] int command_main(int count, char** words, const Registry& own = {});

}  // namespace povtrap
