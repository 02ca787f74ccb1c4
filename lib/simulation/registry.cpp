#include <povtrap/registry.hpp>

#include <algorithm>
#include <povtrap/error.hpp>

namespace povtrap {

namespace {

bool is_lower_case_word(std::string_view name) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  return !name.empty() && name.front() >= 'a' && name.front() <= 'z' && std::all_of(name.begin(), name.end(), fits);
}

}  // namespace

void Registry::check_added(const Rule& rule) {
  const std::string name(rule.name());
  if (!is_lower_case_word(name)) {
    throw ConfigError("own rule '" + name +
                      "': this is no name (configurations and results could not hold it) use lower-case letters, digits and _");
  }
  if (std::find(names_.begin(), names_.end(), name) != names_.end()) {
    throw ConfigError("own rule '" + name +
                      "': the registry has one of this name already (their luck would be the same) give it another name");
  }
  if (rule.summary().empty()) {
    throw ConfigError("own rule '" + name +
                      "': its summary() is empty (`povtrap describe` prints it) say in one sentence what the rule means");
  }
  names_.push_back(name);
}

}  // namespace povtrap
