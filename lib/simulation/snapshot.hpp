#pragma once

#include <povtrap/dataset.hpp>

#include "simulation/stage.hpp"

namespace povtrap {

/// The households as they are now: see Simulation::snapshot().
[[nodiscard]] Dataset snapshot_of(const Stage& stage);

}  // namespace povtrap
