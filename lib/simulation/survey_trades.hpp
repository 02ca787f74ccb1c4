#pragma once

#include <cstddef>

namespace povtrap {

struct Region;
struct Stage;

/// Part of a household's own work that is left with one worker less.   Equation: ((w - 1) / w)^mu.
[[nodiscard]] double share_without_one(const Stage& stage, std::size_t household);

/// Chooses who sells services, evenly over the incomes of the region: as many as find buyers.
void assign_trades(Stage& stage, const Region& region, bool opening);

}  // namespace povtrap
