#include "indicators/transitions.hpp"

#include <algorithm>
#include <limits>
#include <povtrap/error.hpp>

#include "core/kernel.hpp"
#include "core/sums.hpp"

namespace povtrap {
namespace {

double rate(double moved, double persons) {
  return persons > 0 ? moved / persons : std::numeric_limits<double>::quiet_NaN();
}

/// Each sum in eight lanes.   Requires: n is a multiple of eight.
POVTRAP_KERNEL void add_whole_vectors(TransitionSums& sums, const std::uint8_t* poor_last_year, const std::uint8_t* poor_now,
                                      const double* persons, std::size_t n) {
  const detail::LaneVector zero = {};
  detail::LaneVector stayed_poor = {}, left = {}, entered = {}, stayed_out = {}, w;
  detail::LaneFlags was, is;
  for (std::size_t i = 0; i < n; i += detail::lanes) {
    detail::load_lanes(w, persons + i, detail::lanes);
    detail::load_flags(was, poor_last_year + i), detail::load_flags(is, poor_now + i);
    const detail::LaneVector then_poor = was ? w : zero, then_out = was ? zero : w;
    stayed_poor += is ? then_poor : zero, left += is ? zero : then_poor;
    entered += is ? then_out : zero, stayed_out += is ? zero : then_out;
  }
  sums = {.stayed_poor = detail::across_lanes(stayed_poor),
          .left = detail::across_lanes(left),
          .entered = detail::across_lanes(entered),
          .stayed_out = detail::across_lanes(stayed_out)};
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
  const std::size_t whole = n - n % detail::lanes;
  TransitionSums block;
  add_whole_vectors(block, poor_last_year, poor_now, persons, whole);
  for (std::size_t i = whole; i < n; ++i) {
    double& before_poor = poor_now[i] != 0 ? block.stayed_poor : block.left;
    double& before_out = poor_now[i] != 0 ? block.entered : block.stayed_out;
    (poor_last_year[i] != 0 ? before_poor : before_out) += persons[i];
  }
  sums += block;
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
  // [which of four households][leaves][years]: without a branch, zero years have a cell too, which nobody reads
  double cells[4][2][spell_classes + 1] = {};
  for (std::size_t i = 0; i < n; ++i)
    cells[i % 4][poor_now[i] != 0 ? 0 : 1][std::min<std::size_t>(years_poor[i], spell_classes)] += persons[i];
  for (std::size_t d = 0; d < spell_classes; ++d) {
    const auto cell = [&](std::size_t leaves) {
      return (cells[0][leaves][d + 1] + cells[1][leaves][d + 1]) + (cells[2][leaves][d + 1] + cells[3][leaves][d + 1]);
    };
    sums.at_risk[d] += cell(0) + cell(1);
    sums.exits[d] += cell(1);
  }
}

double exit_hazard(const SpellSums& sums, std::size_t years) {
  if (years == 0)
    throw ConfigError("an exit hazard after 0 years (a spell lasts at least 1); ask for 1 to 10, 10 meaning 10 or more");
  const std::size_t d = std::min(years, spell_classes) - 1;
  return rate(sums.exits[d], sums.at_risk[d]);
}

}  // namespace povtrap
