#pragma once

#include <memory>
#include <povtrap/mechanisms.hpp>

#include "core/rule.hpp"

namespace povtrap {

[[nodiscard]] std::unique_ptr<WorkCapacity> make_constant_capacity();
[[nodiscard]] std::unique_ptr<WorkCapacity> make_hill_capacity();

}  // namespace povtrap
