#pragma once

#include <memory>
#include <povtrap/mechanisms.hpp>

#include "core/rule.hpp"

namespace povtrap {

[[nodiscard]] std::unique_ptr<SavingRule> make_stone_geary_saving();
[[nodiscard]] std::unique_ptr<SavingRule> make_buffer_saving();
[[nodiscard]] std::unique_ptr<SavingRule> make_bequest_saving();

}  // namespace povtrap
