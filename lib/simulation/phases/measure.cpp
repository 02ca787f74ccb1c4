#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <vector>

#include "core/kernel.hpp"
#include "core/math.hpp"
#include "core/sums.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// Incomes of the last year, a row for each period, and what takes them to a whole year at prices of the base year.
struct LastYear {
  std::array<const float*, 12> incomes;
  std::size_t periods;
  double scale;
};

/// Eight households, or fewer at the end of the block.
POVTRAP_ALWAYS_INLINE void add_periods(const LastYear& year, std::size_t i, std::size_t count, double* sum) {
  detail::LaneVector total = {}, income = {};
  for (std::size_t p = 0; p < year.periods; ++p) {
    detail::load_lanes(income, year.incomes[p] + i, count);
    total += income;
  }
  std::memcpy(sum + i, &total, count * sizeof(double));
}

POVTRAP_KERNEL void income_per_head(std::size_t n, const LastYear& year, const float* POVTRAP_RESTRICT heads,
                                    const float* POVTRAP_RESTRICT needs, double* POVTRAP_RESTRICT per_head,
                                    double* POVTRAP_RESTRICT persons) {
  std::size_t i = 0;
  for (; i + detail::lanes <= n; i += detail::lanes) add_periods(year, i, detail::lanes, per_head);
  if (i < n) add_periods(year, i, n - i, per_head);
  const double scale = year.scale;
  POVTRAP_IVDEP
  for (i = 0; i < n; ++i) {
    persons[i] = static_cast<double>(heads[i]);
    per_head[i] *= scale / static_cast<double>(needs[i]);
  }
}

/// Income of the last year per head (or adult equivalent, where a survey counts them), at prices of the base year. In the first
/// year, what there is so far is taken to a whole year.
void sum_last_year(HouseholdPass& pass, double* per_head, double* persons) {
  const Calendar& calendar = pass.economy.calendar;
  Households& h = pass.households;
  LastYear year = {
      .incomes = {}, .periods = static_cast<std::size_t>(std::min(calendar.period + 1, calendar.periods_per_year)), .scale = 0};
  for (std::size_t p = 0; p < year.periods; ++p) year.incomes[p] = pass.of(h.income_history[p]);
  const double whole = static_cast<double>(calendar.periods_per_year) / static_cast<double>(year.periods);
  year.scale = whole / pass.nation.price_index;
  income_per_head(pass.n, year, pass.of(h.persons), pass.of(h.equivalents()), per_head, persons);
}

/// Flags of the year that ends, as the indicators read them.
struct YearFlags {
  std::array<std::uint8_t, block_size> was_poor, is_poor, spell;
  std::array<std::uint8_t, block_size> was_needy;  ///< own income of the year before was below the line
};

/// Who is poor now and was a year ago, and for how long.
POVTRAP_KERNEL void note_poverty(std::size_t n, double line, const double* POVTRAP_RESTRICT per_head,
                                 std::uint8_t* POVTRAP_RESTRICT marks, std::uint8_t* POVTRAP_RESTRICT spells, YearFlags& flags) {
  constexpr auto poor = static_cast<std::uint8_t>(Mark::poor_now);
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint8_t before = marks[i], spell = spells[i];
    const std::uint8_t is_poor = per_head[i] < line ? 1 : 0;
    flags.was_poor[i] = static_cast<std::uint8_t>(before & poor);
    flags.is_poor[i] = is_poor;
    flags.spell[i] = spell;
    marks[i] = static_cast<std::uint8_t>((before & ~poor) | (is_poor != 0 ? poor : 0));
    spells[i] = static_cast<std::uint8_t>(is_poor != 0 ? spell + (spell < 255 ? 1 : 0) : 0);
  }
}

struct OwnIncomeBounds {
  double line, least;  ///< [LCU/head/year]
};

/// Own income of the year becomes last year's, by which officials judge.
POVTRAP_KERNEL void turn_the_year(std::size_t n, OwnIncomeBounds bounds, const float* POVTRAP_RESTRICT needs,
                                  float* POVTRAP_RESTRICT year, float* POVTRAP_RESTRICT last,
                                  std::uint8_t* POVTRAP_RESTRICT was_needy, double* POVTRAP_RESTRICT log_income) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double people = static_cast<double>(needs[i]);
    const float income = year[i];
    was_needy[i] = static_cast<double>(last[i]) < bounds.line * people ? 1 : 0;
    last[i] = income;
    year[i] = 0.0F;
    log_income[i] = math::log(math::max(bounds.least, static_cast<double>(income) / people));
  }
}

/// At the end of a year. The spread of own incomes tells officials how much they err.
void close_year(HouseholdPass& pass, const double* per_head, YearFlags& flags, double* log_income) {
  Households& h = pass.households;
  const double line = pass.model.poverty.line;
  note_poverty(pass.n, line, per_head, pass.of(h.marks), pass.of(h.spell), flags);
  turn_the_year(pass.n, {line * pass.nation.price_index, default_floor_share * line}, pass.of(h.equivalents()),
                pass.of(h.own_income_year), pass.of(h.own_income_last_year), flags.was_needy.data(), log_income);
  pass.tally.log_income_sum = lane_sum(log_income, pass.n);
  pass.tally.log_income_square = lane_dot(log_income, log_income, pass.n);
  pass.tally.log_income_count = static_cast<double>(pass.n);
}

/// Moves, spells and the reach of the top-up. In the first year nobody has a last year.
void sum_the_year(HouseholdPass& pass, const YearFlags& flags, const double* persons, double* benefit) {
  if (pass.economy.calendar.year_index() == 0) return;
  const Column<float>& support = pass.households.support;
  for (std::size_t i = 0; i < pass.n; ++i) benefit[i] = support.empty() ? 0.0 : static_cast<double>(pass.of(support)[i]);
  add_transition_sums(pass.tally.transitions, flags.was_poor.data(), flags.is_poor.data(), persons, pass.n);
  add_spell_sums(pass.tally.spells, flags.spell.data(), flags.is_poor.data(), persons, pass.n);
  add_targeting_sums(pass.tally.targeting, flags.was_needy.data(), benefit, persons, pass.n);
}

}  // namespace

void measure_households(HouseholdPass& pass) {
  double *per_head = pass.scratch.row(), *persons = pass.scratch.row(), *room = pass.scratch.row();
  sum_last_year(pass, per_head, persons);
  review_wealth(pass);
  add_poverty_sums(pass.tally.poverty, per_head, persons, pass.n, reported_lines(pass.model.poverty));
  if (!pass.economy.calendar.closes_year()) return;
  YearFlags flags;
  close_year(pass, per_head, flags, room);
  sum_the_year(pass, flags, persons, room);
}

namespace {

/// Cost of the basket at today's prices, each region counting by its people.
double cost_of_basket(const Stage& stage) {
  const NationalMemory& m = stage.memory;
  double cost = 0, persons = 0;
  for (const Region& region : stage.economy.regions) {
    cost += region.persons * (m.basket_food * region.food_price + m.basket_services * region.services_price +
                              m.basket_manufactures * region.manufactures_price);
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
    Steps away = 0;
    for (const Region& region : stage.economy.regions) away += region.migrant_spending;
    const double food = to_lcu(national_sum(stage, &BlockTally::food)),
                 services = to_lcu(national_sum(stage, &BlockTally::services) + away),
                 manufactures = to_lcu(national_sum(stage, &BlockTally::manufactures));
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
  if (stage.model.surveyed) refit_to_survey(stage);
}

}  // namespace povtrap
