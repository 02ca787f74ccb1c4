#pragma once

#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/fields.hpp"

namespace povtrap {

/// A switchable behavioural rule: its name in configurations, one sentence on what it says, and its own parameters.
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

/// A place in the period that one of several rules fills, chosen by name in the configuration.
template <class RuleType>
class Slot {
 public:
  /// Throws: std::logic_error if a rule of this name is there already.
  void add(std::unique_ptr<RuleType> rule) {
    for (const auto& known : rules_) {
      if (known->name() == rule->name()) throw std::logic_error("two rules are called " + std::string(rule->name()));
    }
    rules_.push_back(std::move(rule));
  }

  /// Declares the choice and then every rule's own parameters, each in a section of its name.
  void describe(Fields& fields, std::string_view chooser, std::string_view preset, const FieldNote& note) {
    std::vector<std::string> names;
    for (const auto& rule : rules_) names.emplace_back(rule->name());
    fields.choice(chooser, chosen_, preset, names, note);
    for (const auto& rule : rules_) {
      Fields::Scope scope(fields, rule->name(), rule->summary());
      rule->describe(fields);
    }
  }

  [[nodiscard]] const RuleType& rule() const {
    for (const auto& rule : rules_) {
      if (rule->name() == chosen_) return *rule;
    }
    throw std::logic_error("no rule is called " + chosen_);
  }
  [[nodiscard]] const std::vector<std::unique_ptr<RuleType>>& rules() const { return rules_; }
  [[nodiscard]] const std::string& chosen() const { return chosen_; }

 private:
  std::vector<std::unique_ptr<RuleType>> rules_;
  std::string chosen_;
};

}  // namespace povtrap
