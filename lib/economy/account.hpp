#pragma once

#include <array>
#include <tuple>

#include "core/money.hpp"
#include "economy/flows.hpp"

namespace povtrap {

/// Deposits of one firm, government, NGO, market or of the world, with its own record of what was posted this period.
/// The bank's account is minus everybody else's deposits, so that all balances add up to zero.
/// Units: grid steps of 2^-10 LCU.
struct Account {
  Sector sector = Sector::firms_current;
  Steps opening = 0;                          ///< balance when the period began
  Steps balance = 0;                          ///< deposits now
  std::array<Steps, flow_count> posted = {};  ///< receipts minus payments of this period, by flow
  std::array<Steps, flow_count> moved = {};   ///< what each flow did to the balance; only used to name the flow of an error

  void open_period() {
    opening = balance;
    posted.fill(0);
    moved.fill(0);
  }

  static auto members(auto& self) { return std::tie(self.sector, self.opening, self.balance, self.posted, self.moved); }
};

}  // namespace povtrap
