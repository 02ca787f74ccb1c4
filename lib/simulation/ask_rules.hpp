#pragma once

#include "simulation/household_pass.hpp"

/// The rules that fill slots, asked about one block. Built-in ones answer directly; a user's is watched (own_call.hpp).
namespace povtrap {

void ask_saving(HouseholdPass& pass, SavingQuestion question, const SavingAnswer& answer);
void ask_technique(HouseholdPass& pass, const double* x, double* f);
void ask_technique(HouseholdPass& pass, const CapitalGrowth& growth, double* f_more);
void ask_work_capacity(HouseholdPass& pass, const double* nutrition, double* phi);

}  // namespace povtrap
