#pragma once

#include <optional>
#include <povtrap/sweep.hpp>
#include <string>

namespace povtrap::app {

/// "3/16" is the third of sixteen. Without a text, what Slurm or MPI says in the environment; else everything.
/// Throws: ConfigError if it is none, or rows could be left out.
[[nodiscard]] Shard shard_of(const std::optional<std::string>& text);

}  // namespace povtrap::app
