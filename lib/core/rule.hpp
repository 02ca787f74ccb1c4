#pragma once

#include <algorithm>
#include <memory>
#include <povtrap/rule.hpp>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace povtrap {

/// A place in the period that one of several rules fills, chosen by name in the configuration.
template <class RuleType>
class Slot {
 public:
  /// Throws: std::logic_error if a rule of this name is there already.
  void add_own(std::unique_ptr<RuleType> rule) {
    add(std::move(rule));
    own_.push_back(rules_.back().get());
  }
  /// The same for a built-in rule.
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
  /// Does the rule come from a user's program?
  [[nodiscard]] bool is_own(const RuleType& rule) const { return std::find(own_.begin(), own_.end(), &rule) != own_.end(); }
  [[nodiscard]] const std::string& chosen() const { return chosen_; }

 private:
  std::vector<std::unique_ptr<RuleType>> rules_;
  std::vector<const RuleType*> own_;
  std::string chosen_;
};

}  // namespace povtrap
