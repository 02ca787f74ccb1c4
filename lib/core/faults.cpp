#include "core/faults.hpp"

#include <povtrap/error.hpp>

namespace povtrap {

void throw_all(std::vector<std::string> faults) {
  if (faults.size() == 1) throw ConfigError(faults.front());
  std::string message = std::to_string(faults.size()) + " faults in the configuration:";
  for (const auto& fault : faults) message += "\n  " + fault;
  throw ConfigError(message);
}

}  // namespace povtrap
