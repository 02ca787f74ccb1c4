#include <algorithm>
#include <cmath>

#include "core/math.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// A yearly growth rate for one period; trends are the only rates that compound.
double compounded(double rate, double dt) {
  return math::pow(1.0 + rate, dt);
}

/// After one year the economy's own first figures replace the guesses of the opening day.
void take_bearings(Stage& stage) {
  Economy& e = stage.economy;
  if (e.calendar.period != e.calendar.periods_per_year) return;
  if (e.government.smoothed_income > 0)
    e.government.initial_debt_ratio = to_lcu(e.government.bonds) / e.government.smoothed_income;
  double works = 0, persons = 0;
  for (const Region& region : e.regions) {
    works += region.works;
    persons += region.persons;
  }
  stage.memory.reference_works = works / persons / stage.dt();
}

}  // namespace

void set_growth(Stage& stage) {
  take_bearings(stage);
  Economy& e = stage.economy;
  const RunParameters& run = stage.model.run;
  const DevelopmentParameters& development = stage.model.development;
  const double dt = stage.dt();
  stage.growing = e.calendar.period >= (run.burn_in_years - run.growth_burn_in_years) * run.periods_per_year;
  stage.firm_growth = stage.growing ? compounded(stage.model.firms.growth, dt) : 1.0;
  if (stage.growing) {
    stage.own_growth *= compounded(stage.model.enterprise.growth, dt);
    stage.world_growth *= compounded(stage.model.goods.world_growth, dt);
  }
  for (Region& region : e.regions) {
    region.output_factor = region.productivity * stage.model.enterprise.level * stage.own_growth *
                           math::pow(region.public_capital, development.public_elasticity) *
                           math::pow(region.mean_capital, development.neighbourhood_elasticity);
  }
}

void set_deposit_rate(Stage& stage) {
  Economy& e = stage.economy;
  const CreditParameters& credit = stage.model.credit;
  const Steps of_households = household_loans(stage);
  Steps loans = of_households;
  for (const Firm& firm : e.firms) loans += firm.debt;
  const double asset_income =
      credit.loan_rate * to_lcu(loans) + credit.bond_rate * to_lcu(e.government.bank_bonds()) +
      credit.foreign_rate * std::max(0.0, -to_lcu(e.world.account.balance)) +
      (credit.household_rate() * (1.0 - credit.tracking_share()) - credit.loan_rate) * to_lcu(of_households);
  const double deposits = e.deposits();
  e.bank.deposit_rate = deposits > 0 ? std::min(credit.deposit_rate, credit.deposit_pass_through * asset_income / deposits) : 0.0;
}

}  // namespace povtrap
