#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "povtrap/fields.hpp"

namespace povtrap {

/// A switchable behavioural rule: its name in configurations, one sentence on what it says, and its own parameters.
/// A rule keeps no memory between calls: blocks of households are asked at the same time and in any order.
class Rule {
 public:
  virtual ~Rule() = default;
  [[nodiscard]] virtual std::string_view name() const = 0;
  [[nodiscard]] virtual std::string_view summary() const = 0;
  /// Declares the rule's parameters; the slot's section is open.
  virtual void describe(Fields&) {}
  /// What the rule's own parameters say that makes no sense together, in words naming the keys.
  [[nodiscard]] virtual std::vector<std::string> contradictions() const { return {}; }
};

}  // namespace povtrap
