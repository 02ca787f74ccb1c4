#pragma once

#include <cstddef>

namespace povtrap {

/// Two-sided quantile of Student's t for a mean of so many values: the t with P(|T| <= t) = confidence at count - 1 degrees of
/// freedom.   Requires: 0 < confidence < 1, count >= 2.
[[nodiscard]] double student_quantile(double confidence, std::size_t count);

}  // namespace povtrap
