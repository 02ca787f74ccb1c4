#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "core/kernel.hpp"
#include "core/math.hpp"
#include "core/sums.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// Income of the last year per head, at prices of the base year. In the first year, what there is so far is taken to a whole year.
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
    per_head[i] *= whole / (persons[i] * pass.nation.price_index);
  }
}

std::uint8_t with(std::uint8_t marks, Mark mark, bool on) {
  const auto bit = static_cast<std::uint8_t>(mark);
  return static_cast<std::uint8_t>(on ? marks | bit : marks & ~bit);
}

/// Flags of the year that ends, as the indicators read them.
struct YearFlags {
  std::array<std::uint8_t, block_size> was_poor, is_poor, spell;
  std::array<std::uint8_t, block_size> was_needy;  ///< own income of the year before was below the line
};

/// Who is poor now and was a year ago, and for how long.
void note_poverty(HouseholdPass& pass, const double* per_head, YearFlags& flags) {
  Households& h = pass.households;
  std::uint8_t *marks = pass.of(h.marks), *spell = pass.of(h.spell);
  const float *before = pass.of(h.own_income_last_year), *persons = pass.of(h.persons);
  const double line = pass.model.poverty.line * pass.nation.price_index;
  for (std::size_t i = 0; i < pass.n; ++i) {
    flags.was_poor[i] = (marks[i] & static_cast<std::uint8_t>(Mark::poor_now)) != 0;
    flags.is_poor[i] = per_head[i] < pass.model.poverty.line;
    flags.spell[i] = spell[i];
    flags.was_needy[i] = static_cast<double>(before[i]) < line * static_cast<double>(persons[i]);
    marks[i] = with(with(marks[i], Mark::poor_last_year, flags.was_poor[i] != 0), Mark::poor_now, flags.is_poor[i] != 0);
    spell[i] = flags.is_poor[i] != 0 ? static_cast<std::uint8_t>(std::min(255, spell[i] + 1)) : std::uint8_t{0};
  }
}

/// Own income of the year becomes last year's, by which officials judge.
void turn_the_year(HouseholdPass& pass, double* log_income, double* square) {
  Households& h = pass.households;
  float *year = pass.of(h.own_income_year), *last = pass.of(h.own_income_last_year);
  const float* persons = pass.of(h.persons);
  const double floor = default_floor_share * pass.model.poverty.line;
  for (std::size_t i = 0; i < pass.n; ++i) {
    last[i] = year[i];
    year[i] = 0.0F;
    log_income[i] = math::log(math::max(floor, static_cast<double>(last[i]) / static_cast<double>(persons[i])));
    square[i] = log_income[i] * log_income[i];
  }
  pass.tally.log_income_sum = lane_sum(log_income, pass.n);
  pass.tally.log_income_square = lane_sum(square, pass.n);
  pass.tally.log_income_count = static_cast<double>(pass.n);
}

/// Moves, spells and the reach of the top-up. In the first year nobody has a last year.
void sum_the_year(HouseholdPass& pass, const YearFlags& flags, const double* persons, double* benefit) {
  if (pass.economy.calendar.year_index() == 0) return;
  const float* support = pass.of(pass.households.support);
  for (std::size_t i = 0; i < pass.n; ++i) benefit[i] = static_cast<double>(support[i]);
  add_transition_sums(pass.tally.transitions, flags.was_poor.data(), flags.is_poor.data(), persons, pass.n);
  add_spell_sums(pass.tally.spells, flags.spell.data(), flags.is_poor.data(), persons, pass.n);
  add_targeting_sums(pass.tally.targeting, flags.was_needy.data(), benefit, persons, pass.n);
}

}  // namespace

void measure_households(HouseholdPass& pass) {
  double *per_head = pass.scratch.row(), *persons = pass.scratch.row(), *log_income = pass.scratch.row(), *square = pass.scratch.row();
  sum_last_year(pass, per_head, persons);
  add_poverty_sums(pass.tally.poverty, per_head, persons, pass.n, reported_lines(pass.model.poverty));
  if (!pass.economy.calendar.closes_year()) return;
  YearFlags flags;
  note_poverty(pass, per_head, flags);
  turn_the_year(pass, log_income, square);
  sum_the_year(pass, flags, persons, square);
}

namespace {

/// Cost of the basket at today's prices, each region counting by its people.
double cost_of_basket(const Stage& stage) {
  const NationalMemory& m = stage.memory;
  double cost = 0, persons = 0;
  for (const Region& region : stage.economy.regions) {
    cost += region.persons * (m.basket_food * region.food_price + m.basket_services * region.services_price + m.basket_manufactures * region.manufactures_price);
    persons += region.persons;
  }
  return cost / persons;
}

/// Laspeyres index of consumer prices. Its basket is what households bought in the first period and, for good, in the last one
/// before the base year, when the index is one.
void update_price_index(Stage& stage) {
  NationalMemory& m = stage.memory;
  const Calendar& calendar = stage.economy.calendar;
  if (calendar.period == 0 || calendar.period + 1 == calendar.burn_in_periods) {
    const double food = to_lcu(national_sum(stage, &BlockTally::food)), services = to_lcu(national_sum(stage, &BlockTally::services)), manufactures = to_lcu(national_sum(stage, &BlockTally::manufactures));
    const double all = food + services + manufactures;
    if (all > 0) {
      m.basket_food = food / all;
      m.basket_services = services / all;
      m.basket_manufactures = manufactures / all;
    }
    m.basket_cost = cost_of_basket(stage);
  }
  m.price_index = m.basket_cost > 0 ? cost_of_basket(stage) / m.basket_cost : 1.0;
}

/// Speed at which smoothed income and taxes follow the last period, one year being the natural unit of a budget.
constexpr double smoothing = 1.0;  // [1/year]

}  // namespace

void remember(Stage& stage) {
  Economy& e = stage.economy;
  const double dt = stage.dt(), follow = std::min(1.0, smoothing * dt);
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
  update_price_index(stage);
  e.calendar.period += 1;
}

}  // namespace povtrap
