#pragma once

#include <povtrap/household_block.hpp>

#include "simulation/household_pass.hpp"

namespace povtrap {

/// What users' rules may know about a period of the calendar.
[[nodiscard]] PeriodFacts facts_of(const Model& model, const NationalDecisions& nation, const Calendar& calendar);
[[nodiscard]] RegionFacts facts_of(const Region& region, std::size_t number);

/// The block of a household pass as users' rules see it.
[[nodiscard]] HouseholdBlock block_of(const HouseholdPass& pass);

}  // namespace povtrap
