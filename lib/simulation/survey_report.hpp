#pragma once

#include <povtrap/dataset.hpp>

namespace povtrap {

struct Stage;

/// The population beside its survey, as the group "survey" of a result: what the file says, what the opening day promises, and
/// what the base year brought (not yet known: NaN). `result`: the series recorded so far.   Requires: stage.model.surveyed.
[[nodiscard]] Dataset survey_report(const Stage& stage, const Dataset& result);

}  // namespace povtrap
