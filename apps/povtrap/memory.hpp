#pragma once

namespace povtrap::app {

/// Memory of this process that is in use now, and the most there was since forget_peak(). 0 where the system does not say.
/// Units: [byte].
[[nodiscard]] double current_bytes();
[[nodiscard]] double peak_bytes();
void forget_peak();

/// From now on, large pieces of memory go back to the system when they are freed, whatever was freed before: what a run takes then
/// does not depend on its history, and can be foretold.
void give_back_large_pieces();

/// Gives memory that was freed back to the system, so that the next measurement does not find it in use.
void give_back_freed();

/// Memory that was read or written since forget_touched(), in whole pages. 0 where the system does not say.   Units: [byte].
[[nodiscard]] double touched_bytes();
void forget_touched();

}  // namespace povtrap::app
