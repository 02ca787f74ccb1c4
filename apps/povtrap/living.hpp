#pragma once

#include <cstdint>
#include <povtrap/simulation.hpp>

#include "checkpoint_keeper.hpp"
#include "progress.hpp"

namespace povtrap::app {

/// Lives through periods until `last` are done, telling how far the run is and keeping checkpoints if they are wanted.
/// Throws: Interrupted if asked to stop; Stopped if that left a checkpoint.
void live(Simulation& simulation, std::int64_t last, ProgressMode mode, const CheckpointKeeper* keeper = nullptr);

}  // namespace povtrap::app
