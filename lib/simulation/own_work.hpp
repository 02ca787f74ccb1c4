#pragma once

#include <vector>

#include "core/columns.hpp"
#include "core/money.hpp"

namespace povtrap {

/// What users' rules hand from one phase to a later one of the same period. Everything is made anew in each period, so it belongs
/// to no checkpoint.
struct OwnWork {
  /// One instrument. Money in grid steps by block.
  struct Promises {
    Column<double> amounts;       ///< by household, on the grid [LCU/period]
    std::vector<Steps> promised;  ///< sums of amounts
    std::vector<Steps> allotted;  ///< what the payers can afford
    std::vector<double> reached;  ///< persons whose household was paid
  };

  std::vector<Promises> instruments;  ///< in the order of the model
  Column<double> cash, assets;        ///< what households get from all of them [LCU/period]; empty without instruments
  Column<float> output;               ///< multiplier of own output by all own shocks; empty without any
};

}  // namespace povtrap
