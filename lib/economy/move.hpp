#pragma once

#include <cstdint>

namespace povtrap {

/// A household that goes to live in another region.
struct Move {
  std::uint32_t place;                ///< where it stands in the columns of households
  std::uint32_t origin, destination;  ///< regions
};

}  // namespace povtrap
