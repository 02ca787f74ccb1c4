#include <vector>

#include "markets/moving.hpp"
#include "population/resettlement.hpp"
#include "programmes/relocation.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

Stream stream_of(const Stage& stage, const char* component) {
  return make_stream(static_cast<std::uint64_t>(stage.model.run.seed), component);
}

/// Whom the programme moves in this year.
std::vector<Move> relocations(const Stage& stage) {
  const RelocationParameters& p = stage.model.programmes.relocation;
  const Calendar& calendar = stage.economy.calendar;
  const auto years = static_cast<double>(calendar.year() - calendar.base_year);
  if (!p.active || years < p.start - 1e-9 || years >= p.end - 1e-9) return {};
  return choose_moves(p, stage.economy, stage.model.poverty.line * stage.memory.price_index, stream_of(stage, "relocation"),
                      stage.workers);
}

/// Who moves without the programme.
std::vector<Move> own_moves(const Stage& stage, const std::vector<Move>& relocated) {
  if (!stage.model.moving.active) return {};
  std::vector<Move> moves = choose_homes(stage.model.moving, stage.economy, stage.model.poverty.line * stage.memory.price_index,
                                         stream_of(stage, "moving"), stage.workers);
  std::vector<bool> taken(stage.economy.households.size(), false);
  for (const Move& move : relocated) taken[move.place] = true;
  std::erase_if(moves, [&](const Move& move) { return taken[move.place]; });
  return moves;
}

/// What does not move: part of the capital, and a job in the region that is left. A job elsewhere is kept. Returns who goes.
double leave_behind(Stage& stage, const std::vector<Move>& moves, double capital_loss) {
  Economy& e = stage.economy;
  Households& h = e.households;
  double persons = 0;
  for (const Move& move : moves) {
    const double lost = capital_loss * h.capital[move.place];
    h.capital[move.place] -= lost;
    stage.goods.capital_left_behind += lost;
    persons += static_cast<double>(h.persons[move.place]);
    std::int32_t& employer = h.employer[move.place];
    const Region& origin = e.regions[move.origin];
    if (employer >= 0 && static_cast<std::size_t>(employer) - origin.first_firm < origin.firms) employer = -1;
  }
  return persons;
}

/// The government's side of moving grants; households get theirs in phase 7.
void pay_for_moves(Stage& stage) {
  Economy& e = stage.economy;
  Steps cost = 0;
  for (const std::uint32_t place : stage.nation.newcomers)
    cost += to_steps(moving_grant(stage.model.programmes.relocation, stage.model.poverty.line, e.households.persons[place]));
  e.ledger.settle(e.government.account, -cost, Flow::capital_transfers);
  e.government.transfers += to_lcu(cost);
  stage.memory.relocation_cost += to_lcu(cost);
}

}  // namespace

void move_households(Stage& stage) {
  const Calendar& calendar = stage.economy.calendar;
  stage.nation.newcomers.clear();
  if (!calendar.opens_year()) return;
  stage.memory.relocated = stage.memory.relocation_cost = stage.memory.moved = 0;
  if (calendar.year_index() < 1) return;  // there is no last year to judge by
  std::vector<Move> moves = relocations(stage);
  const std::vector<Move> own = own_moves(stage, moves);
  if (moves.empty() && own.empty()) return;
  stage.memory.relocated = leave_behind(stage, moves, stage.model.programmes.relocation.capital_loss);
  stage.memory.moved = leave_behind(stage, own, stage.model.moving.capital_loss);
  const Households& h = stage.economy.households;
  std::vector<bool> gets_grant(h.size(), false);  // by id
  for (const Move& move : moves) gets_grant[h.id[move.place]] = true;
  moves.insert(moves.end(), own.begin(), own.end());
  stage.nation.newcomers = resettle(stage.economy, moves, stage.workers);
  std::erase_if(stage.nation.newcomers, [&](std::uint32_t place) { return !gets_grant[h.id[place]]; });
  open_tallies(stage);
  pay_for_moves(stage);
}

}  // namespace povtrap
