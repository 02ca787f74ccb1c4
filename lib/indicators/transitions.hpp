#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <tuple>

namespace povtrap {

/// People by whether they were poor last year and are poor this year. Sums of two groups add up. Units: [persons].
struct TransitionSums {
  double stayed_poor = 0;  ///< poor in both years
  double left = 0;         ///< poor last year only
  double entered = 0;      ///< poor this year only
  double stayed_out = 0;   ///< poor in neither

  TransitionSums& operator+=(const TransitionSums& other);

  static auto members(auto& self) { return std::tie(self.stayed_poor, self.left, self.entered, self.stayed_out); }
};

/// Adds households to their group's transitions.
/// Shape: all [n].   Units: persons [people the household stands for]; flags, 0 is not poor.
void add_transition_sums(TransitionSums& sums, const std::uint8_t* poor_last_year, const std::uint8_t* poor_now,
                         const double* persons, std::size_t n);

/// Chance that someone poor last year is not poor now; NaN if nobody was poor.
[[nodiscard]] double exit_rate(const TransitionSums& sums);
/// Chance that someone not poor last year is poor now; NaN if everybody was poor.
[[nodiscard]] double entry_rate(const TransitionSums& sums);

/// Durations that are told apart: 1 to 9 years, and 10 or more.
constexpr std::size_t spell_classes = 10;

/// People at the end of their d-th year in poverty, and those of them who left in the next. Entry d - 1 belongs to duration d.
/// Units: [persons].
struct SpellSums {
  std::array<double, spell_classes> at_risk{};
  std::array<double, spell_classes> exits{};

  SpellSums& operator+=(const SpellSums& other);

  static auto members(auto& self) { return std::tie(self.at_risk, self.exits); }
};

/// Adds households to the spells of their group. Spells that go on stay in the risk set (right-censored). A spell that had begun
/// before the first observed year has an unknown length: pass 0 to leave it out.
/// Shape: all [n].   Units: years_poor [whole years in poverty up to last year, 0 if not poor then]; flags, 0 is not poor;
/// persons.
void add_spell_sums(SpellSums& sums, const std::uint8_t* years_poor, const std::uint8_t* poor_now, const double* persons,
                    std::size_t n);

/// Share of those with `years` years in poverty who left next; years above 10 mean 10 or more. NaN if nobody was at risk.
/// Throws: ConfigError if years is 0.
[[nodiscard]] double exit_hazard(const SpellSums& sums, std::size_t years);

}  // namespace povtrap
