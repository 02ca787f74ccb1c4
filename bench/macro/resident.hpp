#pragma once

namespace povtrap::bench {

/// Memory of this process that is in use now, and the most there was since forget_peak(). 0 where the system does not say.
/// Units: [byte].
[[nodiscard]] double current_bytes();
[[nodiscard]] double peak_bytes();
void forget_peak();

}  // namespace povtrap::bench
