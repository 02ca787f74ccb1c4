#pragma once

#include <span>

#include "simulation/household_pass.hpp"

/// The rules that fill slots, asked about one block. Built-in ones answer directly; a user's is watched (own_call.hpp).
namespace povtrap {

void ask_saving(HouseholdPass& pass, SavingQuestion question, const SavingAnswer& answer);
void ask_technique(HouseholdPass& pass, const double* x, double* f);
void ask_technique(HouseholdPass& pass, const CapitalGrowth& growth, double* f_more);
/// For some households of the block, by their places; a user's rule is asked about all of them.   Shape: x, one number for each
/// household of the block; f, one for each place.
void ask_technique(HouseholdPass& pass, const double* x, std::span<const std::uint32_t> places, double* f);
void ask_work_capacity(HouseholdPass& pass, const double* nutrition, double* phi);

}  // namespace povtrap
