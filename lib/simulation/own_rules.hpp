#pragma once

#include <memory>
#include <povtrap/registry.hpp>
#include <string>
#include <vector>

namespace povtrap {

/// A user's rule that fills no slot: it is at work beside the others unless it is switched off.
template <class RuleType>
struct OwnRule {
  std::unique_ptr<RuleType> rule;
  bool active = true;
};

/// The users' rules of a model that fill no slot.
struct OwnRules {
  std::vector<OwnRule<HouseholdShock>> shocks;
  std::vector<OwnRule<Instrument>> instruments;
  std::vector<OwnRule<Indicator>> indicators;

  /// Declares, for each, its switch and its parameters; nothing if there are none.
  void describe(Fields& fields);
  /// What those that are at work say about their parameters.
  [[nodiscard]] std::vector<std::string> contradictions() const;
};

struct Model;

/// Puts a user's rules into a model beside the built-in ones.   Throws: ConfigError if a name is taken.
void add_own_rules(Model& model, const Registry& own);

}  // namespace povtrap
