#include <algorithm>

#include "core/kernel.hpp"
#include "core/math.hpp"
#include "programmes/top_up.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// Grants that were promised, as far as the givers' budgets reach.
void hand_out_grants(HouseholdPass& pass) {
  double* promised = pass.of(pass.households.grant);
  if (pass.tally.grants_wanted == 0) return;
  double* given = pass.scratch.row();
  ration_in_block(pass.shares.grants, pass.tally.grants_wanted, promised, given, pass.n);
  std::copy_n(given, pass.n, promised);
  pass.books.receive(Flow::capital_transfers, given);
}

}  // namespace

void deliver_support(HouseholdPass& pass) {
  Households& h = pass.households;
  double* support = pass.scratch.row();
  const double line_period = pass.model.poverty.line * pass.dt();
  const TopUp rule{pass.nation.top_up_standard * line_period, pass.model.programmes.top_up.floor, pass.dt()};
  top_up(rule, pass.n, pass.of(h.marks), pass.of(h.persons), pass.of(h.own_income_last_year), support);
  pass.tally.support = sum_steps(support, pass.n);
  pass.books.receive(Flow::social_transfers, support);
  double* cash = pass.of(h.cash_income);
  float* kept = pass.of(h.support);
  const std::uint8_t* marks = pass.of(h.marks);
  const float* persons = pass.of(h.persons);
  double supported = 0;
  for (std::size_t i = 0; i < pass.n; ++i) {
    cash[i] += support[i];
    kept[i] = static_cast<float>(support[i]);
    supported += (marks[i] & static_cast<std::uint8_t>(Mark::supported)) != 0 ? static_cast<double>(persons[i]) : 0.0;
  }
  pass.tally.support_persons = supported;
  hand_out_grants(pass);
}

}  // namespace povtrap
