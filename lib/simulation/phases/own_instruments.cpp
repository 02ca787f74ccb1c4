#include <algorithm>
#include <array>
#include <cmath>
#include <povtrap/error.hpp>

#include "core/field_text.hpp"
#include "core/kernel.hpp"
#include "simulation/own_call.hpp"
#include "simulation/own_facts.hpp"
#include "simulation/own_work.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

using Promises = OwnWork::Promises;

/// More than any nation has, and far from where amounts cease to be exact.
constexpr double most_money = 0x1p42;

POVTRAP_KERNEL void floor_all(std::size_t n, double* POVTRAP_RESTRICT amounts) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) amounts[i] = floor_to_grid(amounts[i]);
}

POVTRAP_KERNEL void add_row(std::size_t n, const double* POVTRAP_RESTRICT more, double* POVTRAP_RESTRICT sum) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) sum[i] += more[i];
}

std::size_t number_of(const HouseholdPass& pass) {
  return static_cast<std::size_t>(&pass.block - pass.economy.blocks.data());
}

/// What an instrument may spend in this period by its own account.
Steps own_budget(const Instrument& instrument, const PeriodFacts& now) {
  const double budget = instrument.budget(now);
  if (!(budget >= 0)) {
    throw ModelError("Own rule '" + std::string(instrument.name()) + "' (instruments) answered budget = " + number_text(budget) +
                     " in period " + std::to_string(now.number) +
                     " (a budget is at least 0, infinite if there is none) look at its budget()");
  }
  return to_steps(floor_to_grid(std::min(budget, most_money)));
}

/// Cuts promises to what is there, in proportion.
void cut_to(Steps most, std::span<const std::size_t> blocks, Promises& promises) {
  std::vector<double> weights;
  Steps wanted = 0;
  for (const std::size_t b : blocks) {
    weights.push_back(static_cast<double>(promises.allotted[b]));
    wanted += promises.allotted[b];
  }
  if (wanted <= most) return;
  std::vector<Steps> parts(blocks.size());
  split_steps(most, weights, parts);
  for (std::size_t k = 0; k < blocks.size(); ++k) promises.allotted[blocks[k]] = std::min(parts[k], promises.allotted[blocks[k]]);
}

Steps allotted_to(std::span<const std::size_t> blocks, const Promises& promises) {
  Steps sum = 0;
  for (const std::size_t b : blocks) sum += promises.allotted[b];
  return sum;
}

std::vector<std::size_t> blocks_of(const Economy& e, const Ngo& ngo) {
  std::vector<std::size_t> blocks;
  for (std::size_t b = 0; b < e.blocks.size(); ++b) {
    if (e.regions[e.blocks[b].region].bloc == ngo.bloc) blocks.push_back(b);
  }
  return blocks;
}

/// What an NGO has left for this period after what it has given already.
Steps left_of(const Ngo& ngo) {
  const Steps given = -(ngo.account.posted[index(Flow::capital_transfers)] + ngo.account.posted[index(Flow::social_transfers)]);
  return std::max<Steps>(0, std::min(ngo.budget - given, ngo.account.balance));
}

void allot(Stage& stage, const Instrument& instrument, Promises& promises) {
  Economy& e = stage.economy;
  const Flow flow = instrument.transfer() == Transfer::cash ? Flow::social_transfers : Flow::capital_transfers;
  std::vector<std::size_t> all(e.blocks.size());
  for (std::size_t b = 0; b < all.size(); ++b) all[b] = b;
  promises.allotted = promises.promised;
  cut_to(own_budget(instrument, facts_of(stage.model, stage.nation, e.calendar)), all, promises);
  if (instrument.payer() == Payer::central_government) {
    const Steps given = allotted_to(all, promises);
    e.ledger.settle(e.government.account, -given, flow);
    e.government.transfers += to_lcu(given);
    return;
  }
  std::vector<bool> served(e.bloc_names.size(), false);
  for (Ngo& ngo : e.ngos) {
    if (served[ngo.bloc]) continue;
    served[ngo.bloc] = true;
    const std::vector<std::size_t> blocks = blocks_of(e, ngo);
    cut_to(left_of(ngo), blocks, promises);
    e.ledger.settle(ngo.account, -allotted_to(blocks, promises), flow);
  }
  for (const std::size_t b : all) {
    if (!served[e.regions[e.blocks[b].region].bloc]) promises.allotted[b] = 0;
  }
}

/// The household's part of what its block was allotted.
void hand_out(HouseholdPass& pass, Promises& promises, double* row) {
  const std::size_t b = number_of(pass);
  promises.reached[b] = 0;
  if (promises.allotted[b] == 0) return;
  alignas(64) std::array<double, block_size> given;
  ration_in_block(promises.allotted[b], promises.promised[b], pass.of(promises.amounts), given.data(), pass.n);
  add_row(pass.n, given.data(), row);
  const float* persons = pass.of(pass.households.persons);
  for (std::size_t i = 0; i < pass.n; ++i) promises.reached[b] += given[i] > 0 ? static_cast<double>(persons[i]) : 0.0;
}

}  // namespace

void promise_own_transfers(HouseholdPass& pass) {
  const auto& instruments = pass.model.own.instruments;
  for (std::size_t k = 0; k < instruments.size(); ++k) {
    if (!instruments[k].active) continue;
    const Instrument& instrument = *instruments[k].rule;
    Promises& promises = pass.own.instruments[k];
    const std::span amounts(pass.of(promises.amounts), pass.n);
    std::fill(amounts.begin(), amounts.end(), 0.0);
    const HouseholdBlock households = block_of(pass);
    const Draws draws(static_cast<std::uint64_t>(pass.model.run.seed), instrument.name(), households);
    const std::array answers = {Answers{.name = "amounts", .values = amounts, .least = 0, .most = most_money / 1024}};
    ask_own_rule({.rule = instrument,
                  .place = "instruments",
                  .period = pass.economy.calendar.period,
                  .households = pass.households,
                  .block = pass.block,
                  .answers = answers},
                 [&] { instrument.promise(households, draws, amounts); });
    floor_all(pass.n, amounts.data());
    promises.promised[number_of(pass)] = sum_steps(amounts.data(), pass.n);
  }
}

void allot_own_transfers(Stage& stage) {
  const auto& instruments = stage.model.own.instruments;
  for (std::size_t k = 0; k < instruments.size(); ++k) {
    if (instruments[k].active) allot(stage, *instruments[k].rule, stage.own.instruments[k]);
  }
}

void deliver_own_transfers(HouseholdPass& pass) {
  const auto& instruments = pass.model.own.instruments;
  if (instruments.empty()) return;
  double *cash = pass.of(pass.own.cash), *assets = pass.of(pass.own.assets);
  std::fill_n(cash, pass.n, 0.0);
  std::fill_n(assets, pass.n, 0.0);
  for (std::size_t k = 0; k < instruments.size(); ++k) {
    if (!instruments[k].active) continue;
    hand_out(pass, pass.own.instruments[k], instruments[k].rule->transfer() == Transfer::cash ? cash : assets);
  }
  pass.books.receive(Flow::social_transfers, cash);
  pass.books.receive(Flow::capital_transfers, assets);
  add_row(pass.n, cash, pass.rows.cash_income);
  add_row(pass.n, assets, pass.grants());
}

void leave_out_own_transfers(HouseholdPass& pass) {
  if (pass.model.own.instruments.empty()) return;
  const double* cash = pass.of(pass.own.cash);
  float* own_year = pass.of(pass.households.own_income_year);
  for (std::size_t i = 0; i < pass.n; ++i) own_year[i] -= static_cast<float>(cash[i]);
}

}  // namespace povtrap
