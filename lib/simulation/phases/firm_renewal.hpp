#pragma once

#include "simulation/stage.hpp"

namespace povtrap {

/// Insolvent firms sell their capital to the others around, repay what they can and close; the bank writes off the rest.
void close_firms(Stage& stage);

/// Founders enter trades whose return exceeds the hurdle, as far as their money goes; their shares are paid in the household
/// pass that follows. New firms are put at the end of the list of firms.
void found_firms(Stage& stage);

}  // namespace povtrap
