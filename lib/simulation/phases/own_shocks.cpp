#include <algorithm>
#include <array>

#include "simulation/own_call.hpp"
#include "simulation/own_facts.hpp"
#include "simulation/own_work.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// Room for what one shock does to a block.
struct Blow {
  std::array<double, block_size> capital_left, output;
  std::array<std::uint8_t, block_size> falls_ill, loses_job;

  ShockEffects blank(std::size_t n) {
    std::fill_n(capital_left.begin(), n, 1.0);
    std::fill_n(output.begin(), n, 1.0);
    std::fill_n(falls_ill.begin(), n, std::uint8_t{0});
    std::fill_n(loses_job.begin(), n, std::uint8_t{0});
    return {{capital_left.data(), n}, {output.data(), n}, {falls_ill.data(), n}, {loses_job.data(), n}};
  }
};

void ask(HouseholdPass& pass, const HouseholdShock& shock, const ShockEffects& effects) {
  const HouseholdBlock households = block_of(pass);
  const Draws draws(static_cast<std::uint64_t>(pass.model.run.seed), shock.name(), households);
  const std::array answers = {Answers{.name = "capital_left", .values = effects.capital_left, .least = 0, .most = 1},
                              Answers{.name = "output", .values = effects.output, .least = 0},
                              Answers{.name = "falls_ill", .values = effects.falls_ill, .least = 0, .most = 1},
                              Answers{.name = "loses_job", .values = effects.loses_job, .least = 0, .most = 1}};
  ask_own_rule({.rule = shock,
                .place = "shocks",
                .period = pass.economy.calendar.period,
                .households = pass.households,
                .block = pass.block,
                .answers = answers},
               [&] { shock.strike(households, draws, effects); });
}

void apply(HouseholdPass& pass, const ShockEffects& effects) {
  Households& h = pass.households;
  double* capital = pass.of(h.capital);
  float* output = pass.of(pass.own.output);
  std::uint8_t* marks = pass.of(h.marks);
  std::int32_t* employer = pass.of(h.employer);
  constexpr auto ill = static_cast<std::uint8_t>(Mark::ill);
  for (std::size_t i = 0; i < pass.n; ++i) {
    const double left = capital[i] * effects.capital_left[i];
    pass.tally.capital_lost += capital[i] - left;
    capital[i] = left;
    output[i] *= static_cast<float>(effects.output[i]);
    marks[i] = static_cast<std::uint8_t>(marks[i] | (effects.falls_ill[i] != 0 ? ill : 0));
    employer[i] = effects.loses_job[i] != 0 ? -1 : employer[i];
  }
}

}  // namespace

void strike_own_shocks(HouseholdPass& pass) {
  if (pass.model.own.shocks.empty()) return;
  std::fill_n(pass.of(pass.own.output), pass.n, 1.0F);
  Blow blow;
  for (const auto& own : pass.model.own.shocks) {
    if (!own.active) continue;
    const ShockEffects effects = blow.blank(pass.n);
    ask(pass, *own.rule, effects);
    apply(pass, effects);
  }
}

}  // namespace povtrap
