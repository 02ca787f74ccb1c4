#include "indicators/transitions.hpp"

#include <algorithm>
#include <limits>
#include <povtrap/error.hpp>

namespace povtrap {
namespace {

double rate(double moved, double persons) {
  return persons > 0 ? moved / persons : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

TransitionSums& TransitionSums::operator+=(const TransitionSums& other) {
  stayed_poor += other.stayed_poor;
  left += other.left;
  entered += other.entered;
  stayed_out += other.stayed_out;
  return *this;
}

void add_transition_sums(TransitionSums& sums, const std::uint8_t* poor_last_year, const std::uint8_t* poor_now,
                         const double* persons, std::size_t n) {
  double cell[2][2] = {};  // [last year][now]
  for (std::size_t i = 0; i < n; ++i) cell[poor_last_year[i] != 0][poor_now[i] != 0] += persons[i];
  sums += {.stayed_poor = cell[1][1], .left = cell[1][0], .entered = cell[0][1], .stayed_out = cell[0][0]};
}

double exit_rate(const TransitionSums& sums) {
  return rate(sums.left, sums.left + sums.stayed_poor);
}
double entry_rate(const TransitionSums& sums) {
  return rate(sums.entered, sums.entered + sums.stayed_out);
}

SpellSums& SpellSums::operator+=(const SpellSums& other) {
  for (std::size_t d = 0; d < spell_classes; ++d) {
    at_risk[d] += other.at_risk[d];
    exits[d] += other.exits[d];
  }
  return *this;
}

void add_spell_sums(SpellSums& sums, const std::uint8_t* years_poor, const std::uint8_t* poor_now, const double* persons,
                    std::size_t n) {
  SpellSums block;
  for (std::size_t i = 0; i < n; ++i) {
    if (years_poor[i] == 0) continue;
    const std::size_t d = std::min<std::size_t>(years_poor[i], spell_classes) - 1;
    block.at_risk[d] += persons[i];
    block.exits[d] += poor_now[i] != 0 ? 0.0 : persons[i];
  }
  sums += block;
}

double exit_hazard(const SpellSums& sums, std::size_t years) {
  if (years == 0)
    throw ConfigError("an exit hazard after 0 years (a spell lasts at least 1); ask for 1 to 10, 10 meaning 10 or more");
  const std::size_t d = std::min(years, spell_classes) - 1;
  return rate(sums.exits[d], sums.at_risk[d]);
}

}  // namespace povtrap
