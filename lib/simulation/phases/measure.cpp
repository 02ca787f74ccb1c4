#include <algorithm>
#include <cmath>
#include <vector>

#include "core/kernel.hpp"
#include "core/math.hpp"
#include "core/sums.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// Income of the last year per head. In the first year, what there is so far is taken to a whole year.
void sum_last_year(HouseholdPass& pass, double* per_head, double* persons) {
  const Calendar& calendar = pass.economy.calendar;
  const auto slots = static_cast<std::size_t>(std::min(calendar.period + 1, calendar.periods_per_year));
  const double whole = static_cast<double>(calendar.periods_per_year) / static_cast<double>(slots);
  const float* heads = pass.of(pass.households.persons);
  std::fill_n(per_head, pass.n, 0.0);
  for (std::size_t s = 0; s < slots; ++s) {
    const float* slot = pass.of(pass.households.income_history[s]);
    for (std::size_t i = 0; i < pass.n; ++i) per_head[i] += static_cast<double>(slot[i]);
  }
  for (std::size_t i = 0; i < pass.n; ++i) {
    persons[i] = static_cast<double>(heads[i]);
    per_head[i] *= whole / persons[i];
  }
}

std::uint8_t with(std::uint8_t marks, Mark mark, bool on) {
  const auto bit = static_cast<std::uint8_t>(mark);
  return static_cast<std::uint8_t>(on ? marks | bit : marks & ~bit);
}

/// At the end of a year: who is poor now and was a year ago, spells, and the memory of own income.
void close_year(HouseholdPass& pass, const double* per_head, double* log_income, double* square) {
  Households& h = pass.households;
  std::uint8_t *marks = pass.of(h.marks), *spell = pass.of(h.spell);
  float *year = pass.of(h.own_income_year), *last = pass.of(h.own_income_last_year);
  const float* persons = pass.of(h.persons);
  for (std::size_t i = 0; i < pass.n; ++i) {
    const bool was_poor = (marks[i] & static_cast<std::uint8_t>(Mark::poor_now)) != 0;
    const bool is_poor = per_head[i] < pass.model.poverty.line;
    marks[i] = with(with(marks[i], Mark::poor_last_year, was_poor), Mark::poor_now, is_poor);
    spell[i] = is_poor ? static_cast<std::uint8_t>(std::min(255, spell[i] + 1)) : std::uint8_t{0};
    last[i] = year[i];
    year[i] = 0.0F;
    log_income[i] = math::log(math::max(default_floor_share * pass.model.poverty.line, static_cast<double>(last[i]) / static_cast<double>(persons[i])));
    square[i] = log_income[i] * log_income[i];
  }
  pass.tally.log_income_sum = lane_sum(log_income, pass.n);
  pass.tally.log_income_square = lane_sum(square, pass.n);
  pass.tally.log_income_count = static_cast<double>(pass.n);
}

std::vector<double> lines_of(const PovertyParameters& p) {
  std::vector<double> lines{p.line};
  for (double multiple : p.lines) lines.push_back(multiple * p.line);
  return lines;
}

}  // namespace

void measure_households(HouseholdPass& pass) {
  double *per_head = pass.scratch.row(), *persons = pass.scratch.row(), *log_income = pass.scratch.row(), *square = pass.scratch.row();
  sum_last_year(pass, per_head, persons);
  add_poverty_sums(pass.tally.poverty, per_head, persons, pass.n, lines_of(pass.model.poverty));
  if (!pass.economy.calendar.closes_year()) return;
  std::uint8_t* marks = pass.of(pass.households.marks);
  close_year(pass, per_head, log_income, square);
  if (pass.economy.calendar.year_index() == 0) return;
  for (std::size_t i = 0; i < pass.n; ++i) {
    const bool was = (marks[i] & static_cast<std::uint8_t>(Mark::poor_last_year)) != 0, is = (marks[i] & static_cast<std::uint8_t>(Mark::poor_now)) != 0;
    (was ? (is ? pass.tally.transitions.stayed_poor : pass.tally.transitions.left) : (is ? pass.tally.transitions.entered : pass.tally.transitions.stayed_out)) += persons[i];
  }
}

void remember(Stage& stage) {
  Economy& e = stage.economy;
  const double dt = stage.dt(), follow = std::min(1.0, 1.0 * dt);
  const double income = national_sum(stage, &BlockTally::income) / dt;
  stage.memory.income = income;
  e.government.smoothed_income += follow * (income - e.government.smoothed_income);
  e.world.smoothed_income = e.government.smoothed_income;
  e.government.smoothed_taxes += follow * (stage.memory.taxes / dt - e.government.smoothed_taxes);
  if (e.calendar.closes_year()) {
    const double count = national_sum(stage, &BlockTally::log_income_count);
    const double mean = national_sum(stage, &BlockTally::log_income_sum) / count;
    stage.memory.log_variance = std::max(1e-6, national_sum(stage, &BlockTally::log_income_square) / count - mean * mean);
  }
  e.calendar.period += 1;
}

}  // namespace povtrap
