#pragma once

#include <cstdint>
#include <string>

#include "economy/economy.hpp"
#include "economy/household_books.hpp"

namespace povtrap {

/// Checks the books of a period, always, to the last grid step:
/// 1. every row of the ledger adds up to zero: whoever pays, somebody receives;
/// 2. what every account did to its balance, what it recorded and what the ledger says agree flow by flow;
/// 3. opening balance + recorded flows = closing balance for every account (households are checked block by block);
/// 4. every column equals the change of deposits of its sector, and all balances add up to zero;
/// 5. market accounts are empty.
/// Posts the change of deposits, so that columns add up to zero too.
/// Throws: ModelError naming the flow, the sector and the amount.   Source: Godley and Lavoie (2007); docs/model/ledger.md.
void audit_books(Economy& economy, const FlowTotals& households, Steps household_deposits);

/// A physical quantity that must not appear or vanish.
struct GoodsAccount {
  std::string what;
  double opening = 0, gained = 0, lost = 0, closing = 0;
};

/// Throws: ModelError if closing differs from opening + gained - lost by more than rounding (1e-9 of the quantity).
void audit_goods(const GoodsAccount& account, std::int64_t period);

}  // namespace povtrap
