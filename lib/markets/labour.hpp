#pragma once

#include <span>

#include "economy/agents.hpp"
#include "markets/national_market.hpp"
#include "markets/parameters.hpp"

namespace povtrap {

/// Expected gain net of cost. Equation: kept = 1 - cost exp(-network m), m the share of the home region's households that work
/// elsewhere; chance = 1 - risk u, u unemployment in the firm's region.   Shape: `migrants` has one m for each region.
/// Source: Harris and Todaro (1970); Carrington, Detragiache and Vishwanath (1996); docs/model/labour.md.
[[nodiscard]] Prospects prospects_elsewhere(const LabourParameters& parameters, std::span<const Firm> firms,
                                            std::span<const Region> regions, std::span<const double> migrants);

/// New wage of a firm from the state of its region's labour market.   Units: [LCU/efficiency unit/year].
[[nodiscard]] double next_wage(double wage, double unemployment, double vacancy_rate, double trend, double period_length,
                               const LabourParameters& parameters);

}  // namespace povtrap
