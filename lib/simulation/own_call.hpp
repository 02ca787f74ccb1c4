#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <povtrap/rule.hpp>
#include <span>
#include <string_view>
#include <variant>

#include "economy/households.hpp"

namespace povtrap {

/// A row that a user's rule may write, and what its entries must lie between.
struct Answers {
  std::string_view name;
  std::variant<std::span<double>, std::span<std::uint8_t>> values;
  double least = -std::numeric_limits<double>::infinity();
  double most = std::numeric_limits<double>::infinity();
};

/// A user's rule that is asked about one block.
struct OwnCall {
  const Rule& rule;
  std::string_view place;  ///< slot or section
  std::int64_t period;
  const Households& households;
  const Block& block;
  std::span<const Answers> answers;
  std::span<const std::span<const double>> lent = {};  ///< rows that the rule may read, beside the columns of the households
};

/// Asks a user's rule and checks what it did.
/// Always: every answer is a finite number within its bounds.
/// With contracts (debug builds): the rule changed no column of the block and no row lent to it, and answers the same when asked
/// again, so that it keeps no memory and draws from keyed streams only.
/// Throws: ModelError naming the rule, the column or row, and the household; also for an exception of the rule's own.
void ask_own_rule(const OwnCall& call, const std::function<void()>& question);

/// For the test that the audit knows all columns.
[[nodiscard]] std::size_t audited_bytes_per_household(const Households& households);

}  // namespace povtrap
