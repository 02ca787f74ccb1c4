#pragma once

#include <span>
#include <vector>

#include "mechanisms/saving.hpp"

namespace povtrap {

/// Where a saving rule comes to rest if income stays as it is: deposits no longer change and investment replaces what wears out.
struct RestPoint {
  std::vector<double> deposits;   ///< [LCU]
  std::vector<double> investing;  ///< [LCU/year]
};

/// Deposits d with income = consumption(d) + investing(d), by bisection between 0 and twenty years of income, for any rule whose
/// wish to add to deposits falls with them.   Units: incomes and lines of whole households [LCU/year].
[[nodiscard]] RestPoint rest_point(const SavingRule& rule, std::span<const double> income, std::span<const double> line);

/// Incomes whose rest point allows the given consumption.   Equation: y = c + investing(y), iterated; the share invested is
/// below one.   Units: [LCU/year].
[[nodiscard]] std::vector<double> income_for_consumption(const SavingRule& rule, std::span<const double> consumption,
                                                         std::span<const double> line);

/// The poverty line in income of somebody who consumes just `line`.   Units: [LCU/head/year].
[[nodiscard]] double line_for_consumption(const SavingRule& rule, double line);

}  // namespace povtrap
