#pragma once

#include <string>
#include <vector>

namespace povtrap {

/// One ConfigError that lists all faults. Requires: at least one.
[[noreturn]] void throw_all(std::vector<std::string> faults);

}  // namespace povtrap
