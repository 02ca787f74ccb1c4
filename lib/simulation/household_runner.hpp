#pragma once

#include <span>

#include "simulation/period.hpp"

namespace povtrap {

/// Runs all household phases of one pass: first their region and nation parts, then every block goes through the household parts
/// in order while it is in cache, with its books checked when it is through. Returns the number of the pass.
int run_pass(Stage& stage, std::span<const Phase> story, int pass);

/// Runs a region and nation part of a phase, if the phase has it.
void run_part(Stage& stage, const Phase& phase, void (*part)(Stage&));

/// Lets every block go through one more household phase.
void run_again(Stage& stage, void (*phase)(HouseholdPass&));
/// The same for a phase that moves no money.   Throws: ModelError if it pays.
void run_without_money(Stage& stage, void (*phase)(HouseholdPass&));

}  // namespace povtrap
