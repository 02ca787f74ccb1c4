#include "core/fields.hpp"

#include <algorithm>
#include <iterator>
#include <povtrap/error.hpp>
#include <stdexcept>
#include <utility>

namespace povtrap {

namespace {

/// Stands for the place of a path that is no field but the beginning of some.
constexpr std::size_t around_fields = static_cast<std::size_t>(-1);

/// A path is bare TOML keys joined by dots, so that every path can be written as a section and a key.
bool is_path(std::string_view path) {
  const auto bare = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-' || c == '.';
  };
  return !path.empty() && path.front() != '.' && path.back() != '.' && path.find("..") == std::string_view::npos &&
         std::ranges::all_of(path, bare);
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

}  // namespace

Fields::Scope::Scope(Fields& fields, std::string_view name, std::string_view meaning)
    : fields_(fields), outer_length_(fields.prefix_.size()) {
  const std::string path = fields.prefix_ + std::string(name);
  if (fields.known_ != nullptr) {
    fields.prefix_ = path + ".";
    return;
  }
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

template <class T>
void Fields::declare(std::string_view name, T& target, T value, const FieldNote& note, std::vector<std::string> choices) {
  if (known_ != nullptr) {
    target = std::move(value);
    return declare_again(name, &target);
  }
  Field field;
  field.default_value = std::move(value);
  field.target = &target;
  field.choices = std::move(choices);
  add(name, std::move(field), note);
}

void Fields::flag(std::string_view name, bool& target, bool value, const FieldNote& note) {
  declare(name, target, value, note);
}

void Fields::integer(std::string_view name, std::int64_t& target, std::int64_t value, const FieldNote& note) {
  declare(name, target, value, note);
}

void Fields::number(std::string_view name, double& target, double value, const FieldNote& note) {
  declare(name, target, value, note);
}

void Fields::text(std::string_view name, std::string& target, std::string_view value, const FieldNote& note) {
  declare(name, target, std::string(value), note);
}

void Fields::choice(std::string_view name, std::string& target, std::string_view value, std::vector<std::string> choices,
                    const FieldNote& note) {
  declare(name, target, std::string(value), note, std::move(choices));
}

void Fields::numbers(std::string_view name, std::vector<double>& target, std::vector<double> value, const FieldNote& note) {
  declare(name, target, std::move(value), note);
}

void Fields::names(std::string_view name, std::vector<std::string>& target, std::vector<std::string> value,
                   const FieldNote& note) {
  declare(name, target, std::move(value), note);
}

const Field* Fields::find(std::string_view path) const {
  if (known_ != nullptr) return known_->find(path);
  const auto found = places_.find(path);
  return found == places_.end() || found->second == around_fields ? nullptr : &fields_[found->second];
}

void Fields::assign(std::string_view path, const FieldValue& value) const {
  const Field* field = find(path);
  const std::size_t place = field == nullptr ? 0 : static_cast<std::size_t>(field - all().data());
  if (field == nullptr || (known_ != nullptr && place >= targets_.size())) {
    throw ConfigError("\"" + std::string(path) +
                      "\": no parameter has this name (nothing would read it) `povtrap params` lists all names");
  }
  field->assign(value, known_ != nullptr ? targets_[place] : field->target);
}

/// A name that is right in the wrong section comes first, then a misspelled path, then a misspelled name in the wrong section.
std::string Fields::nearest(std::string_view path) const {
  std::vector<std::string> paths;
  std::vector<std::string> tails;
  for (const auto& field : all()) {
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
  take_path(field.path);
  const std::string refusal = field.refusal(field.default_value);
  if (!refusal.empty()) throw std::logic_error("the default of " + field.path + ": " + refusal);
  field.assign(field.default_value);
  fields_.push_back(std::move(field));
}

void Fields::declare_again(std::string_view name, FieldTarget target) {
  const std::size_t place = targets_.size();
  const auto is_same = [&](const Field& field) {
    return field.path.size() == prefix_.size() + name.size() && field.path.starts_with(prefix_) && field.path.ends_with(name) &&
           field.target.index() == target.index();
  };
  if (place >= known_->fields_.size() || !is_same(known_->fields_[place]))
    throw std::logic_error("parameter " + prefix_ + std::string(name) + " was not declared here the first time");
  targets_.push_back(target);
}

void Fields::take_path(const std::string& path) {
  const auto [own, is_new] = places_.try_emplace(path, fields_.size());
  const auto inside = [](const std::string& one, const std::string& other) {
    throw std::logic_error("parameter " + one + " and parameter " + other + " lie inside each other");
  };
  if (!is_new && own->second != around_fields) throw std::logic_error("parameter " + path + " is declared twice");
  if (!is_new) {
    const auto within = std::ranges::find_if(fields_, [&](const Field& other) { return other.path.starts_with(path + "."); });
    inside(within->path, path);
  }
  for (auto dot = path.find('.'); dot != std::string::npos; dot = path.find('.', dot + 1)) {
    const auto [section, is_first] = places_.try_emplace(path.substr(0, dot), around_fields);
    if (!is_first && section->second != around_fields) inside(section->first, path);
  }
}

}  // namespace povtrap
