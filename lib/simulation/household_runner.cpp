#include "simulation/household_runner.hpp"

#include <memory>
#include <povtrap/error.hpp>
#include <string>

namespace povtrap {

namespace {

/// The block's deposits must be what the pass before left: nothing may touch them in between.
void check_untouched(const BlockTally& tally, Steps deposits, const Block& block, std::int64_t period) {
  if (deposits == tally.deposits_at_close) return;
  throw ModelError("Deposits of households " + std::to_string(block.first) + " to " +
                   std::to_string(block.first + block.size - 1) + " changed between two household passes of period " +
                   std::to_string(period) + " (only pay() may move money). Please report this with the configuration.");
}

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

template <class Body>
void for_each_block(Stage& stage, Body body) {
  stage.workers.for_each(stage.economy.blocks.size(), [&](std::size_t b) {
    Economy& economy = stage.economy;
    const Block& block = economy.blocks[b];
    BlockTally& tally = stage.tallies[b];
    Scratch scratch;
    double* deposits = economy.households.deposits.data() + block.first;
    HouseholdBooks books(deposits, scratch.row(), block.size, economy.ledger, b == 0);
    check_untouched(tally, books.opening_sum(), block, economy.calendar.period);
    HouseholdPass pass{
        stage.model, economy, stage.nation, economy.households, block,    economy.regions[block.region], stage.shares[b],
        tally,       scratch, books,        block.size,         stage.own,
        stage.payroll, rows_for(stage, block, scratch)};
    body(pass);
    tally.deposits_at_close = books.close(block.first);
    tally.flows += books.totals();
  });
}

}  // namespace

int run_pass(Stage& stage, std::span<const Phase> story, int pass) {
  for (const Phase& phase : story) {
    if (phase.pass == pass && phase.before != nullptr) phase.before(stage);
  }
  for_each_block(stage, [&](HouseholdPass& block) {
    for (const Phase& phase : story) {
      if (phase.pass == pass && phase.households != nullptr) phase.households(block);
    }
  });
  return pass;
}

void run_again(Stage& stage, void (*phase)(HouseholdPass&)) {
  for_each_block(stage, [&](HouseholdPass& block) { phase(block); });
}

}  // namespace povtrap
