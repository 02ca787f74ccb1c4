#include <povtrap/version.hpp>

#include "povtrap_commit.hpp"

namespace povtrap {

std::string_view version() {
  return POVTRAP_VERSION;
}
std::string_view commit() {
  return POVTRAP_COMMIT;
}

}  // namespace povtrap
