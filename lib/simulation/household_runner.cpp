#include "simulation/household_runner.hpp"

#include <memory>
#include <povtrap/error.hpp>
#include <string>

#include "simulation/profile.hpp"

namespace povtrap {

namespace {

/// The block's deposits must be what the pass before left: nothing may touch them in between.
void check_untouched(const BlockTally& tally, const double* deposits, const Block& block, std::int64_t period) {
  if (sum_steps(deposits, block.size) == tally.deposits_at_close) return;
  throw ModelError("Deposits of households " + std::to_string(block.first) + " to " +
                   std::to_string(block.first + block.size - 1) + " changed between two household passes of period " +
                   std::to_string(period) + " (only pay() may move money). Please report this with the configuration.");
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
    check_untouched(tally, deposits, block, economy.calendar.period);
    HouseholdBooks books(deposits, scratch.row(), block.size, economy.ledger, b == 0);
    HouseholdPass pass{
        stage.model, economy, stage.nation, economy.households, block,    economy.regions[block.region], stage.shares[b],
        tally,       scratch, books,        block.size,         stage.own};
    laps.spent(Spent::books, number);
    body(pass, laps);
    books.close(block.first, scratch.row());
    tally.flows += books.totals();
    tally.deposits_at_close = sum_steps(deposits, block.size);
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

}  // namespace povtrap
