#pragma once

#include "economy/economy.hpp"

namespace povtrap {

/// Checks the loan book of every village fund, to the last grid step: loans of the opening + lent - repaid - written off = what
/// the households of the village owe. Write-offs are revaluations and stand outside the ledger.
/// Throws: ModelError naming the village and the amount.
void audit_fund_loans(const Economy& economy, const Workers& threads);

}  // namespace povtrap
