#pragma once

#include <povtrap/dataset.hpp>
#include <string>

namespace povtrap::app {

/// The population beside its survey, stage by stage, for the eye; empty if the result did not start from one.
[[nodiscard]] std::string survey_table(const Dataset& result);

}  // namespace povtrap::app
