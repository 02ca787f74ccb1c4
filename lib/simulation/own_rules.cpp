#include "simulation/own_rules.hpp"

#include <algorithm>
#include <povtrap/error.hpp>

#include "simulation/model.hpp"

namespace povtrap {

namespace {

[[noreturn]] void refuse_name(std::string_view name, const std::string& place) {
  throw ConfigError("own rule '" + std::string(name) + "': " + place +
                    " has a rule of this name already (a configuration could not tell them apart) give yours another name");
}

template <class RuleType>
void fill_slot(Slot<RuleType>& slot, const std::vector<RuleMaker<RuleType>>& makers, const std::string& place) {
  for (const auto& make : makers) {
    std::unique_ptr<RuleType> rule = make();
    for (const auto& known : slot.rules()) {
      if (known->name() == rule->name()) refuse_name(rule->name(), place);
    }
    slot.add_own(std::move(rule));
  }
}

template <class RuleType>
void line_up(std::vector<OwnRule<RuleType>>& rules, const std::vector<RuleMaker<RuleType>>& makers) {
  for (const auto& make : makers) rules.push_back({make(), true});
}

template <class RuleType>
void describe_kind(Fields& fields, std::vector<OwnRule<RuleType>>& rules, std::string_view section, std::string_view meaning) {
  if (rules.empty()) return;
  Fields::Scope scope(fields, section, meaning);
  for (auto& own : rules) {
    Fields::Scope inner(fields, own.rule->name(), own.rule->summary());
    fields.flag("active", own.active, true, {.meaning = "this rule of the user's program is at work"});
    own.rule->describe(fields);
  }
}

template <class RuleType>
void add_contradictions(const std::vector<OwnRule<RuleType>>& rules, std::vector<std::string>& faults) {
  for (const auto& own : rules) {
    if (!own.active) continue;
    for (const std::string& fault : own.rule->contradictions()) faults.push_back(fault);
  }
}

}  // namespace

void OwnRules::describe(Fields& fields) {
  describe_kind(fields, shocks, "shocks", {});
  describe_kind(fields, instruments, "instruments", "policies of the user's program");
  describe_kind(fields, indicators, "indicators", "measures of the user's program");
}

std::vector<std::string> OwnRules::contradictions() const {
  std::vector<std::string> faults;
  add_contradictions(shocks, faults);
  add_contradictions(instruments, faults);
  add_contradictions(indicators, faults);
  return faults;
}

void add_own_rules(Model& model, const Registry& own) {
  fill_slot(model.saving, own.saving_rules(), "saving.rule");
  fill_slot(model.enterprise.technique, own.techniques(), "enterprise.technique");
  fill_slot(model.work_capacity, own.work_capacities(), "nutrition.rule");
  line_up(model.own.shocks, own.shocks());
  for (const auto& shock : model.own.shocks) {
    const auto& all = model.shocks.all;
    const bool taken =
        std::any_of(all.begin(), all.end(), [&](const auto& known) { return known->name() == shock.rule->name(); });
    if (taken) refuse_name(shock.rule->name(), "shocks");
  }
  line_up(model.own.instruments, own.instruments());
  line_up(model.own.indicators, own.indicators());
}

}  // namespace povtrap
