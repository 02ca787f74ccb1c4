#include <algorithm>
#include <array>

#include "core/kernel.hpp"
#include "core/math.hpp"
#include "core/sums.hpp"
#include "programmes/relocation.hpp"
#include "programmes/top_up.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// As asset_grant() promised them.
POVTRAP_KERNEL void recall_promises(std::size_t n, double per_head, const std::uint8_t* POVTRAP_RESTRICT chosen,
                                    const float* POVTRAP_RESTRICT persons, double* POVTRAP_RESTRICT promised) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i)
    promised[i] = static_cast<double>(chosen[i]) * round_to_grid(per_head * static_cast<double>(persons[i]));
}

/// Grants that were promised, as far as the givers' budgets reach.
void hand_out_grants(HouseholdPass& pass) {
  if (pass.tally.grants_wanted == 0) return;
  std::array<double, block_size> promised;
  double* given = pass.scratch.row();
  recall_promises(pass.n, pass.model.programmes.grants.amount * pass.model.poverty.line, pass.of(pass.households.grant),
                  pass.of(pass.households.persons), promised.data());
  ration_in_block(pass.shares.grants, pass.tally.grants_wanted, promised.data(), given, pass.n);
  std::copy_n(given, pass.n, pass.grants());
  pass.books.receive(Flow::capital_transfers, given);
}

/// Moving grants of those who came in this period.
void pay_newcomers(HouseholdPass& pass) {
  const std::vector<std::uint32_t>& newcomers = pass.nation.newcomers;
  const auto first = std::lower_bound(newcomers.begin(), newcomers.end(), pass.block.first);
  const auto last = std::lower_bound(first, newcomers.end(), pass.block.first + pass.n);
  const RelocationParameters& p = pass.model.programmes.relocation;
  if (first == last || p.grant == 0) return;
  double *grants = pass.scratch.row(), *invested = pass.grants();
  const double invested_share = p.use == "investment" ? 1.0 : 0.0;
  std::fill_n(grants, pass.n, 0.0);
  for (auto newcomer = first; newcomer != last; ++newcomer) {
    const std::size_t i = *newcomer - pass.block.first;
    grants[i] = moving_grant(p, pass.model.poverty.line, pass.of(pass.households.persons)[i]);
    invested[i] += invested_share * grants[i];
  }
  pass.books.receive(Flow::capital_transfers, grants);
}

/// Support is income; and the persons on the list. Sizes are whole numbers, so that their sum does not depend on the order.
POVTRAP_KERNEL void take_support(std::size_t n, const double* POVTRAP_RESTRICT support,
                                 const std::uint8_t* POVTRAP_RESTRICT marks, const float* POVTRAP_RESTRICT persons,
                                 double* POVTRAP_RESTRICT cash, float* POVTRAP_RESTRICT kept, double* POVTRAP_RESTRICT listed) {
  constexpr auto supported = static_cast<std::uint8_t>(Mark::supported);
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double heads = static_cast<double>(persons[i]);
    cash[i] += support[i];
    kept[i] = static_cast<float>(support[i]);
    listed[i] = (marks[i] & supported) != 0 ? heads : 0.0;
  }
}

void top_up_incomes(HouseholdPass& pass) {
  if (!pass.nation.top_up_now) return;
  Households& h = pass.households;
  double *support = pass.scratch.row(), *listed = pass.scratch.row();
  const double line_period = pass.model.poverty.line * pass.dt();
  const TopUp rule{pass.nation.top_up_standard * line_period, pass.model.programmes.top_up.floor, pass.dt()};
  top_up(rule, pass.n, pass.of(h.marks), pass.of(h.persons), pass.of(h.own_income_last_year), support);
  pass.tally.support = pass.books.receive(Flow::social_transfers, support);
  take_support(pass.n, support, pass.of(h.marks), pass.of(h.persons), pass.rows.cash_income, pass.of(h.support), listed);
  pass.tally.support_persons = lane_sum(listed, pass.n);
}

}  // namespace

void deliver_support(HouseholdPass& pass) {
  top_up_incomes(pass);
  pay_cash(pass);
  hand_out_grants(pass);
  pay_newcomers(pass);
  deliver_own_transfers(pass);
  receive_indemnities(pass);
  buy_insurance(pass);
}

}  // namespace povtrap
