#include "core/fields.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <utility>

#include "core/contracts.hpp"
#include "core/field_text.hpp"

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

/// A path is bare TOML keys joined by dots, so that every path can be written as a section and a key.
bool is_path(std::string_view path) {
  const auto bare = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  };
  return !path.empty() && path.front() != '.' && path.back() != '.' && path.find("..") == std::string_view::npos &&
         std::ranges::all_of(path, bare);
}

/// The character first: it tells most paths apart at once.
bool is_inside(std::string_view path, std::string_view section) {
  return path.size() > section.size() && path[section.size()] == '.' && path.starts_with(section);
}

std::string_view last_component(std::string_view path) {
  return path.substr(path.rfind('.') + 1);
}

/// How many letters two paths share from the left.
std::size_t common_start(std::string_view one, std::string_view other) {
  return static_cast<std::size_t>(std::ranges::mismatch(one, other).in1 - one.begin());
}

/// Of the paths that end in the component `tail`, the most like `path`, or failing that the one that begins most like it.
std::string alike_in_front(std::string_view path, std::span<const std::string> paths, std::string_view tail) {
  std::vector<std::string> ending;
  std::ranges::copy_if(paths, std::back_inserter(ending), [&](const std::string& p) { return last_component(p) == tail; });
  std::string whole = nearest_name(path, ending);
  if (ending.empty() || !whole.empty()) return whole;
  return *std::ranges::max_element(ending, {}, [&](const std::string& p) { return common_start(p, path); });
}

template <class T>
Field field_of(T& target, FieldValue value) {
  Field field;
  field.default_value = std::move(value);
  field.target = &target;
  return field;
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

void Field::assign(const FieldValue& value) const {
  POVTRAP_REQUIRE(refusal(value).empty());
  const FieldValue wanted = converted(value, target.index()).value();
  std::visit([&wanted](auto* variable) { *variable = std::get<std::remove_pointer_t<decltype(variable)>>(wanted); }, target);
}

Fields::Scope::Scope(Fields& fields, std::string_view name, std::string_view meaning)
    : fields_(fields), outer_length_(fields.prefix_.size()) {
  const std::string path = fields.prefix_ + std::string(name);
  const auto known = std::ranges::find(fields.sections_, path, &std::pair<std::string, std::string>::first);
  if (known == fields.sections_.end()) {
    fields.sections_.emplace_back(path, meaning);
  } else if (known->second.empty()) {
    known->second = meaning;
  }
  fields.prefix_ = path + ".";
}

Fields::Scope::~Scope() {
  fields_.prefix_.resize(outer_length_);
}

void Fields::flag(std::string_view name, bool& target, bool value, const FieldNote& note) {
  add(name, field_of(target, value), note);
}

void Fields::integer(std::string_view name, std::int64_t& target, std::int64_t value, const FieldNote& note) {
  add(name, field_of(target, value), note);
}

void Fields::number(std::string_view name, double& target, double value, const FieldNote& note) {
  add(name, field_of(target, value), note);
}

void Fields::text(std::string_view name, std::string& target, std::string_view value, const FieldNote& note) {
  add(name, field_of(target, std::string(value)), note);
}

void Fields::choice(std::string_view name, std::string& target, std::string_view value, std::vector<std::string> choices,
                    const FieldNote& note) {
  Field field = field_of(target, std::string(value));
  field.choices = std::move(choices);
  add(name, std::move(field), note);
}

void Fields::numbers(std::string_view name, std::vector<double>& target, std::vector<double> value, const FieldNote& note) {
  add(name, field_of(target, std::move(value)), note);
}

void Fields::names(std::string_view name, std::vector<std::string>& target, std::vector<std::string> value,
                   const FieldNote& note) {
  add(name, field_of(target, std::move(value)), note);
}

const Field* Fields::find(std::string_view path) const {
  const auto found = std::ranges::find(fields_, path, &Field::path);
  return found == fields_.end() ? nullptr : &*found;
}

/// A name that is right in the wrong section comes first, then a misspelled path, then a misspelled name in the wrong section.
std::string Fields::nearest(std::string_view path) const {
  std::vector<std::string> paths;
  std::vector<std::string> tails;
  for (const auto& field : fields_) {
    paths.push_back(field.path);
    tails.emplace_back(last_component(field.path));
  }
  const std::string in_section = alike_in_front(path, paths, last_component(path));
  if (!in_section.empty()) return in_section;
  const std::string whole = nearest_name(path, paths);
  return whole.empty() ? alike_in_front(path, paths, nearest_name(last_component(path), tails)) : whole;
}

void Fields::add(std::string_view name, Field field, const FieldNote& note) {
  field.path = prefix_ + std::string(name);
  field.unit = note.unit;
  field.minimum = note.minimum;
  field.maximum = note.maximum;
  field.meaning = note.meaning;
  field.source = note.source;
  field.origin = note.origin;
  if (!is_path(field.path)) throw std::logic_error("parameter \"" + field.path + "\" is not bare TOML keys joined by dots");
  for (const auto& other : fields_) {
    if (other.path == field.path) throw std::logic_error("parameter " + field.path + " is declared twice");
    if (is_inside(other.path, field.path) || is_inside(field.path, other.path)) {
      throw std::logic_error("parameter " + field.path + " and parameter " + other.path + " lie inside each other");
    }
  }
  const std::string refusal = field.refusal(field.default_value);
  if (!refusal.empty()) throw std::logic_error("the default of " + field.path + ": " + refusal);
  field.assign(field.default_value);
  fields_.push_back(std::move(field));
}

}  // namespace povtrap
