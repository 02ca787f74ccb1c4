#include <vector>

#include "population/resettlement.hpp"
#include "programmes/relocation.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// Is this a period in which people are moved? In the first simulated year there is no last year to judge by.
bool moves_now(const Stage& stage) {
  const RelocationParameters& p = stage.model.programmes.relocation;
  const Calendar& calendar = stage.economy.calendar;
  if (!p.active || !calendar.opens_year() || calendar.year_index() < 1) return false;
  const auto years = static_cast<double>(calendar.year() - calendar.base_year);
  return years >= p.start - 1e-9 && years < p.end - 1e-9;
}

/// What does not move: part of the capital, and a job in the region that is left. A job elsewhere is kept.
void leave_behind(Stage& stage, const std::vector<Move>& moves) {
  Economy& e = stage.economy;
  Households& h = e.households;
  for (const Move& move : moves) {
    const double lost = stage.model.programmes.relocation.capital_loss * h.capital[move.place];
    h.capital[move.place] -= lost;
    stage.goods.capital_left_behind += lost;
    std::int32_t& employer = h.employer[move.place];
    const Region& origin = e.regions[move.origin];
    if (employer >= 0 && static_cast<std::size_t>(employer) - origin.first_firm < origin.firms) employer = -1;
  }
}

/// The government's side of moving grants; households get theirs in phase 7.
void pay_for_moves(Stage& stage) {
  Economy& e = stage.economy;
  Steps cost = 0;
  for (const std::uint32_t place : stage.nation.newcomers) {
    const float persons = e.households.persons[place];
    cost += to_steps(moving_grant(stage.model.programmes.relocation, stage.model.poverty.line, persons));
    stage.memory.relocated += static_cast<double>(persons);
  }
  e.ledger.settle(e.government.account, -cost, Flow::capital_transfers);
  e.government.transfers += to_lcu(cost);
  stage.memory.relocation_cost += to_lcu(cost);
}

}  // namespace

void relocate(Stage& stage) {
  stage.nation.newcomers.clear();
  if (stage.economy.calendar.opens_year()) stage.memory.relocated = stage.memory.relocation_cost = 0;
  if (!moves_now(stage)) return;
  const std::vector<Move> moves =
      choose_moves(stage.model.programmes.relocation, stage.economy, stage.model.poverty.line * stage.memory.price_index,
                   make_stream(static_cast<std::uint64_t>(stage.model.run.seed), "relocation"));
  if (moves.empty()) return;
  leave_behind(stage, moves);
  stage.nation.newcomers = resettle(stage.economy, moves, stage.workers);
  open_tallies(stage);
  pay_for_moves(stage);
}

}  // namespace povtrap
