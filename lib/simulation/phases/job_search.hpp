#pragma once

#include "markets/labour.hpp"
#include "simulation/job_market.hpp"
#include "simulation/stage.hpp"

namespace povtrap {

/// Cuts regions into slabs and makes room for the day.
void open_job_market(Stage& stage);

/// Efficiency units that the members of a block offer: skill x regional efficiency x premium of school.
void offer_labour(const Stage& stage, const Block& block, float* efficiency);

/// Everybody without a job looks at home; who is hired starts at once. Those without a job are counted, also weighted by what
/// one would add: the part of the pay that is above what the household asks.
/// Equation: idle = max(0, 1 - asking wage / mean wage of the region).   Draws: `applications`, keyed by household and period.
void search_at_home(Stage& stage, std::uint32_t period);

/// Who is left looks once in the whole nation.
void search_elsewhere(Stage& stage, const Prospects& prospects, std::uint32_t period);

}  // namespace povtrap
