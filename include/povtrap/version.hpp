#pragma once

#include <string_view>

namespace povtrap {

/// Version of the library, "major.minor.patch".
[[nodiscard]] std::string_view version();
/// Commit the library was built from, or "unknown" outside a checkout.
[[nodiscard]] std::string_view commit();

}  // namespace povtrap
