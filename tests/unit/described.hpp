#pragma once

#include <initializer_list>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "core/fields.hpp"

namespace povtrap::test {

using Parameters = std::initializer_list<std::pair<std::string_view, FieldValue>>;

/// Gives a component its defaults and then some values of the test's own.
template <class Component>
void describe(Component& component, Parameters values = {}) {
  Fields fields;
  component.describe(fields);
  for (const auto& [path, value] : values) {
    const Field* field = fields.find(path);
    if (field == nullptr) throw std::invalid_argument("no parameter " + std::string(path));
    if (const std::string refusal = field->refusal(value); !refusal.empty()) throw std::invalid_argument(refusal);
    field->assign(value);
  }
}

template <class RuleType>
[[nodiscard]] std::unique_ptr<RuleType> described(std::unique_ptr<RuleType> rule, Parameters values = {}) {
  describe(*rule, values);
  return rule;
}

}  // namespace povtrap::test
