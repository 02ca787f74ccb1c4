#include "config/apply.hpp"

#include <algorithm>
#include <povtrap/error.hpp>
#include <utility>

#include "core/field_text.hpp"

namespace povtrap {

namespace {

constexpr std::string_view blanks = " \t\r\n";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(blanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

bool is_section(std::string_view path, const Fields& fields) {
  const std::string start = std::string(path) + ".";
  return std::ranges::any_of(fields.all(), [&](const Field& field) { return field.path.starts_with(start); });
}

std::string unknown(const Setting& setting, const Fields& fields) {
  if (is_section(setting.path, fields)) {
    return "is a section, not a parameter (a section has no value) set one of its parameters; `povtrap params " + setting.path +
           ".` lists them";
  }
  const std::string near = fields.nearest(setting.path);
  const std::string advice = near.empty() ? "`povtrap params` lists all names" : "did you mean " + near + "?";
  return "no parameter has this name (nothing would read it) " + advice;
}

/// What is wrong with a setting, or nothing.
std::string fault_of(const Setting& setting, const Fields& fields) {
  const Field* field = fields.find(setting.path);
  if (field == nullptr) return unknown(setting, fields);
  const std::string problem = setting.problem.empty() ? field->refusal(setting.value) : setting.problem;
  if (problem.empty() || problem.back() == '?') return problem;
  return problem + " the default is " + value_text(field->default_value);
}

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/// Whether a message names a path as a whole: "saving.rate" is not named by "saving.rates" nor by "town.saving.rate".
bool names_path(std::string_view message, std::string_view path) {
  for (auto at = message.find(path); at != std::string_view::npos; at = message.find(path, at + 1)) {
    const bool starts = at == 0 || (!is_name_character(message[at - 1]) && message[at - 1] != '.');
    const std::string_view rest = message.substr(at + path.size());
    const bool goes_on =
        !rest.empty() && (is_name_character(rest[0]) || (rest[0] == '.' && rest.size() > 1 && is_name_character(rest[1])));
    if (starts && !goes_on) return true;
  }
  return false;
}

}  // namespace

std::string refusal_of(const Setting& setting, const Fields& fields) {
  const std::string fault = fault_of(setting, fields);
  if (fault.empty()) return fault;
  const std::string found = setting.problem.empty() ? " = " + value_text(setting.value) : "";
  return setting.where + ": " + setting.path + found + ": " + fault;
}

std::vector<std::string> apply_settings(std::span<const Setting> settings, const Fields& fields) {
  std::vector<std::string> faults;
  for (const auto& setting : settings) {
    if (std::string refusal = refusal_of(setting, fields); !refusal.empty()) {
      faults.push_back(std::move(refusal));
    } else {
      fields.assign(setting.path, setting.value);
    }
  }
  return faults;
}

Setting make_override(std::string_view path, std::string_view value) {
  const auto typed = parse_toml_value(value);
  return {std::string(trimmed(path)), typed ? *typed : FieldValue(std::string(value)), "--set", {}};
}

Setting parse_override(std::string_view text) {
  const auto equals = text.find('=');
  if (equals == std::string_view::npos || trimmed(text.substr(0, equals)).empty()) {
    throw ConfigError("--set \"" + std::string(text) +
                      "\": this sets nothing (a name and a value are needed) write --set run.seed=7");
  }
  return make_override(text.substr(0, equals), trimmed(text.substr(equals + 1)));
}

void add_places(std::vector<std::string>& messages, std::span<const Setting> settings, const Fields& fields) {
  for (auto& message : messages) {
    std::string places;
    for (const auto& field : fields.all()) {
      if (!names_path(message, field.path)) continue;
      const auto last = std::find_if(settings.rbegin(), settings.rend(), [&](const Setting& s) { return s.path == field.path; });
      if (last != settings.rend()) places += (places.empty() ? "" : ", ") + last->where;
    }
    if (!places.empty()) message += " (" + places + ")";
  }
}

}  // namespace povtrap
