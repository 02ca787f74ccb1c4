#include "simulation/household_runner.hpp"

#include <memory>

#include "simulation/profile.hpp"

namespace povtrap {

namespace {

/// Where plans are revised, rows of the second pass outlive it.
PassRows rows_for(Stage& stage, const Block& block, Scratch& scratch) {
  std::vector<Column<double>>& kept = stage.rows_between_rounds;
  std::size_t next = 0;
  const auto row = [&] { return kept.empty() ? scratch.row() : kept[next++].data() + block.first; };
  PassRows rows{.unit = row(),     .x = row(),           .f = row(),        .return_scale = row(), .services_capacity = row(),
                .earnings = row(), .cash_income = row(), .investing = row()};
  if (!kept.empty()) rows.grant = row();
  return rows;
}

HouseholdPass pass_over(Stage& stage, std::size_t b, Scratch& scratch, HouseholdBooks& books) {
  Economy& e = stage.economy;
  const Block& block = e.blocks[b];
  return {stage.model, e,       stage.nation, e.households, block,     e.regions[block.region],          stage.shares[b], stage.tallies[b],
          scratch,     books, block.size,   stage.own,    stage.payroll, rows_for(stage, block, scratch)};
}

/// `number`: the pass to which the time of the books is counted, if there is a `profile`.
template <class Body>
void for_each_block(Stage& stage, Profile* profile, int number, Body body) {
  stage.workers.for_each(stage.economy.blocks.size(), [&](std::size_t b) {
    Laps laps(profile);
    Economy& economy = stage.economy;
    const Block& block = economy.blocks[b];
    BlockTally& tally = stage.tallies[b];
    Scratch scratch;
    double* deposits = economy.households.deposits.data() + block.first;
    HouseholdBooks books(deposits, scratch.row(), block.size, economy.ledger, {block.first, tally.deposits_at_close});
    HouseholdPass pass = pass_over(stage, b, scratch, books);
    laps.spent(Spent::books, number);
    body(pass, laps);
    tally.deposits_at_close = books.close();
    tally.flows += books.totals();
    laps.spent(Spent::books, number);
  });
}

}  // namespace

void run_part(Stage& stage, const Phase& phase, void (*part)(Stage&)) {
  if (part == nullptr) return;
  Laps laps(stage.profile.get());
  part(stage);
  laps.spent(Spent::alone, phase.number);
}

int run_pass(Stage& stage, std::span<const Phase> story, int pass) {
  for (const Phase& phase : story) {
    if (phase.pass == pass) run_part(stage, phase, phase.before);
  }
  Laps whole(stage.profile.get());
  for_each_block(stage, stage.profile.get(), pass, [&](HouseholdPass& block, Laps& laps) {
    for (const Phase& phase : story) {
      if (phase.pass != pass || phase.households == nullptr) continue;
      phase.households(block);
      laps.spent(Spent::households, phase.number);
    }
  });
  whole.spent(Spent::pass, pass);
  return pass;
}

void run_again(Stage& stage, void (*phase)(HouseholdPass&)) {
  for_each_block(stage, nullptr, 0, [&](HouseholdPass& block, Laps&) { phase(block); });
}

void run_without_money(Stage& stage, void (*phase)(HouseholdPass&)) {
  stage.workers.for_each(stage.economy.blocks.size(), [&](std::size_t b) {
    Scratch scratch;
    HouseholdBooks shut(nullptr, nullptr, 0, stage.economy.ledger, {});
    HouseholdPass pass = pass_over(stage, b, scratch, shut);
    phase(pass);
  });
}

}  // namespace povtrap
