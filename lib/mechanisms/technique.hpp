#pragma once

#include <memory>
#include <povtrap/mechanisms.hpp>

#include "core/rule.hpp"

namespace povtrap {

[[nodiscard]] std::unique_ptr<Technique> make_solow_technique();
[[nodiscard]] std::unique_ptr<Technique> make_step_technique();
[[nodiscard]] std::unique_ptr<Technique> make_logistic_technique();
[[nodiscard]] std::unique_ptr<Technique> make_two_technique();

}  // namespace povtrap
