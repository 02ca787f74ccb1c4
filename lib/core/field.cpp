#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "core/contracts.hpp"
#include "core/field_text.hpp"
#include "core/fields.hpp"

namespace povtrap {

namespace {

/// Kinds in the order of the alternatives of FieldValue.
enum Kind : std::size_t { flag, integer, number, text, numbers, names };

constexpr std::string_view kind_names[] = {"flag", "integer", "number", "text", "numbers", "names"};
constexpr std::string_view kind_phrases[] = {"a flag", "an integer", "a number", "text", "a list of numbers", "a list of names"};

/// The value in the words of another kind where nothing is lost: 5e4 is an integer, 3 is a number, [] is a list of anything.
std::optional<FieldValue> converted(const FieldValue& value, std::size_t kind) {
  constexpr double integers_end = 9223372036854775808.0;  // 2^63
  if (value.index() == kind) return value;
  if (kind == number && value.index() == integer) return static_cast<double>(std::get<integer>(value));
  if (kind == integer && value.index() == number) {
    const double found = std::get<number>(value);
    if (std::trunc(found) == found && found >= -integers_end && found < integers_end) return static_cast<std::int64_t>(found);
  }
  if (kind == names && value.index() == numbers && std::get<numbers>(value).empty()) return std::vector<std::string>{};
  if (kind == numbers && value.index() == names && std::get<names>(value).empty()) return std::vector<double>{};
  return std::nullopt;
}

/// What is allowed, for the end of a refusal.
std::string allowed(const Field& field) {
  std::string words = " (allowed: " + range_text(field);
  if (field.unit != "1" && !field.unit.empty()) words += "; unit: " + field.unit;
  return words + ")";
}

/// What is wrong with a number, or nothing.
std::string number_fault(const Field& field, double value) {
  if (!std::isfinite(value)) return "is not a finite number";
  if (value < field.minimum) return "is too small";
  if (value > field.maximum) return "is too large";
  return {};
}

std::string series_refusal(const Field& field, const std::vector<double>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    const std::string fault = number_fault(field, values[i]);
    if (!fault.empty()) return number_text(values[i]) + " (element " + std::to_string(i + 1) + ") " + fault + allowed(field);
  }
  return {};
}

std::string text_refusal(const Field& field, const std::string& value) {
  if (!is_utf8(value)) return "the text is not UTF-8 (result files could not hold it) save the file as UTF-8";
  if (field.choices.empty() || std::ranges::find(field.choices, value) != field.choices.end()) return {};
  const std::string near = nearest_name(value, field.choices);
  return value_text(value) + " is not a choice" + allowed(field) + (near.empty() ? "" : " did you mean \"" + near + "\"?");
}

std::string names_refusal(const Field& field, const std::vector<std::string>& values) {
  for (const auto& value : values) {
    const std::string refusal = text_refusal(field, value);
    if (!refusal.empty()) return refusal;
  }
  return {};
}

/// A value of the wrong kind: what it is and what it should be.
std::string kind_refusal(const Field& field, const FieldValue& value) {
  const std::size_t wanted = field.target.index();
  std::string words = value_text(value);
  if (wanted == integer && value.index() == number) {
    const bool finite = std::isfinite(std::get<number>(value));
    words += finite ? " is not an integer" : " is not a finite number";
  } else {
    words += " is " + std::string(kind_phrases[value.index()]) + ", not " + std::string(kind_phrases[wanted]);
  }
  return words + allowed(field);
}

}  // namespace

FieldValue Field::value() const {
  return std::visit([](const auto* variable) { return FieldValue(*variable); }, target);
}

std::string_view Field::kind() const {
  return kind_names[target.index()];
}

std::string Field::refusal(const FieldValue& value) const {
  const auto wanted = converted(value, target.index());
  if (!wanted) return kind_refusal(*this, value);
  switch (target.index()) {
    case integer:
    case number: {
      const double found =
          wanted->index() == integer ? static_cast<double>(std::get<integer>(*wanted)) : std::get<number>(*wanted);
      const std::string fault = number_fault(*this, found);
      return fault.empty() ? fault : value_text(value) + " " + fault + allowed(*this);
    }
    case text:
      return text_refusal(*this, std::get<text>(*wanted));
    case numbers:
      return series_refusal(*this, std::get<numbers>(*wanted));
    case names:
      return names_refusal(*this, std::get<names>(*wanted));
    default:
      return {};
  }
}

FieldValue Field::taken(const FieldValue& value) const {
  return converted(value, target.index()).value();
}

void Field::assign(const FieldValue& value) const {
  assign(value, target);
}

void Field::assign(const FieldValue& value, const FieldTarget& to) const {
  POVTRAP_REQUIRE(refusal(value).empty());
  const FieldValue wanted = taken(value);
  std::visit([&wanted](auto* variable) { *variable = std::get<std::remove_pointer_t<decltype(variable)>>(wanted); }, to);
}

}  // namespace povtrap
