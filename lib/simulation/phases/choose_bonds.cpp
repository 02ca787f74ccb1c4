#include <algorithm>

#include "core/kernel.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// Bonds that every household of the block wants, given its wealth and what it earned in the last period.
void ask_for_bonds(HouseholdPass& pass, std::int64_t last_period, double* wanted) {
  Households& h = pass.households;
  const auto slot = static_cast<std::size_t>(last_period % pass.economy.calendar.periods_per_year);
  want_bonds(
      pass.model.portfolio,
      {pass.n, pass.of(h.deposits), pass.of(h.bonds), pass.of(h.income_history[slot]), pass.dt(), pass.model.credit.bond_rate},
      wanted);
}

POVTRAP_KERNEL void trade_bonds(std::size_t n, double for_sale, const double* POVTRAP_RESTRICT wanted,
                                double* POVTRAP_RESTRICT bonds, double* POVTRAP_RESTRICT bought) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double held = for_sale >= 1.0 ? wanted[i] : floor_to_grid(for_sale * wanted[i]);
    bought[i] = held - bonds[i];
    bonds[i] = held;
  }
}

}  // namespace

void ration_bonds(Stage& stage) {
  if (!stage.model.portfolio.active) return;
  constexpr double safety = 1.0 - 1e-12;  // so that rounding never sells more than there is
  const Steps wanted = national_sum(stage, &BlockTally::bonds_wanted),
              supply = std::max<Steps>(0, stage.economy.government.bonds);
  stage.nation.bonds_for_sale = wanted <= supply ? 1.0 : safety * static_cast<double>(supply) / static_cast<double>(wanted);
}

void choose_bonds(HouseholdPass& pass) {
  if (!pass.model.portfolio.active || pass.economy.calendar.period == 0) return;
  double *wanted = pass.scratch.row(), *bought = pass.scratch.row();
  ask_for_bonds(pass, pass.economy.calendar.period - 1, wanted);
  trade_bonds(pass.n, pass.nation.bonds_for_sale, wanted, pass.of(pass.households.bonds), bought);
  pass.tally.bonds_bought = pass.books.spend(Flow::bonds, bought);
}

void settle_bonds(Stage& stage) {
  if (!stage.model.portfolio.active) return;
  Economy& e = stage.economy;
  const Steps bought = national_sum(stage, &BlockTally::bonds_bought);
  e.ledger.settle(e.bank.account, bought, Flow::bonds);
  e.government.household_bonds += bought;
}

void review_wealth(HouseholdPass& pass) {
  if (!pass.model.portfolio.active) return;
  double* wanted = pass.scratch.row();
  ask_for_bonds(pass, pass.economy.calendar.period, wanted);
  pass.tally.bonds_wanted = sum_steps(wanted, pass.n);
}

}  // namespace povtrap
