#pragma once

#include <array>

#include "simulation/phases/phases.hpp"

/// The parts of phase 6, produce and earn.
namespace povtrap {

/// How well households work, phi, and what that makes of own labour, phi^mu.
struct WorkRows {
  double *phi, *effort;
};
[[nodiscard]] WorkRows find_work(HouseholdPass& pass);

/// Farm output is paid at once; services can be sold later in the period.   Fills: unit, x, f, return_scale, services_capacity.
void run_own_enterprise(HouseholdPass& pass, const double* effort, double* farm);

/// Households of a block whose worker is in another region.
struct Away {
  std::array<std::uint32_t, block_size> place;
  std::size_t count = 0;
};

/// Wages by employer; who has none stands with a wage of zero. Returns whether anybody has one.
bool earn_wages(HouseholdPass& pass, const double* phi, double* wages, Away& away);

/// Who works in another region lives there on part of the pay, as far as taxes and interest leave it, and sends home the rest.
void live_away(HouseholdPass& pass, const Away& away, const double* wages, double* cash);

}  // namespace povtrap
