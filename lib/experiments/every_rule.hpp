#pragma once

#include <string>
#include <utility>
#include <vector>

namespace povtrap {

/// Changes to a configuration, as Config::set() takes them.
using Settings = std::vector<std::pair<std::string, std::string>>;

/// What turns on every rule that is off by default: the economy in which nothing is left out, for tests and for timing.
[[nodiscard]] Settings every_rule_on();

}  // namespace povtrap
