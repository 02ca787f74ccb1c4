#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <tuple>

namespace povtrap {

/// Poverty lines that one pass over the households can serve.
constexpr std::size_t max_lines = 8;

/// Lowest income per head that logarithms see, as a share of the first poverty line [share 0..1].
/// Source: our choice; Watts and the mean log deviation do not exist at zero, so such incomes are raised to a floor and counted.
constexpr double default_floor_share = 0.01;

/// What the poverty and Theil measures of a group need. Sums of two groups are the sums of both, so regions add up to the nation.
/// The arrays hold one number per poverty line, in the order in which the lines were given.
/// Units: weights are persons; incomes [LCU/year per head].
struct PovertySums {
  double persons = 0;                    ///< people in the group
  double income = 0;                     ///< their total income; incomes below zero count in full here
  double theil_sum = 0;                  ///< sum of persons * y ln y over y > 0
  double log_sum = 0;                    ///< sum of persons * ln max(y, floor)
  double bottom_coded = 0;               ///< persons whose income was below the floor and entered the logarithms as the floor
  std::array<double, max_lines> poor{};  ///< persons with y < z
  std::array<double, max_lines> gap{};   ///< sum of persons * g over the poor, g = (z - max(y, 0)) / z
  std::array<double, max_lines> squared_gap{};  ///< sum of persons * g^2 over the poor
  std::array<double, max_lines> watts{};        ///< sum of persons * ln(z / max(y, floor)) over the poor

  /// Adds another group. Add groups in a fixed order: the last bits depend on it.
  PovertySums& operator+=(const PovertySums& other);

  static auto members(auto& self) {
    return std::tie(self.persons, self.income, self.theil_sum, self.log_sum, self.bottom_coded, self.poor, self.gap,
                    self.squared_gap, self.watts);
  }
};

/// Adds households to the sums of their group, for all lines at once. A household is poor iff its income per head is below the
/// line. The sums run in eight fixed lanes, so that the bits are the same on every processor; they depend on where blocks begin.
/// Shape: income_per_head[n], persons[n]; 1 to max_lines lines.
/// Units: income and lines [LCU/year per head]; persons [people the household stands for]; floor_share [share of lines[0]].
/// Requires: persons >= 0.
/// Throws: ConfigError if there are no lines or too many, a line is not above zero, or not 0 < floor <= every line.
/// Source: Foster, Greer and Thorbecke (1984); Watts (1968).
void add_poverty_sums(PovertySums& sums, const double* income_per_head, const double* persons, std::size_t n,
                      std::span<const double> lines, double floor_share = default_floor_share);

/// A sum over people, per person.   Throws (as all measures below): DataError for a group without people.
[[nodiscard]] double per_person(const PovertySums& sums, double total);

/// Share of people who are poor.   Equation: P0 = persons with y < z / persons.
[[nodiscard]] inline double headcount(const PovertySums& sums, std::size_t line = 0) {
  return per_person(sums, sums.poor.at(line));
}

/// How far people are below the line on average [share of the line], the non-poor counting as zero.   Equation: P1 = sum of p g.
[[nodiscard]] inline double poverty_gap(const PovertySums& sums, std::size_t line = 0) {
  return per_person(sums, sums.gap.at(line));
}

/// Severity: as the gap, but large gaps weigh more.   Equation: P2 = sum of p g^2.
[[nodiscard]] inline double squared_poverty_gap(const PovertySums& sums, std::size_t line = 0) {
  return per_person(sums, sums.squared_gap.at(line));
}

/// Watts index: mean shortfall in logarithms.   Equation: sum over the poor of p ln(z / max(y, floor)).
[[nodiscard]] inline double watts(const PovertySums& sums, std::size_t line = 0) {
  return per_person(sums, sums.watts.at(line));
}

/// Mean income per head.   Equation: m = sum of p y.
[[nodiscard]] inline double mean(const PovertySums& sums) {
  return per_person(sums, sums.income);
}

/// Theil's T. NaN if the mean is not above zero; without meaning if incomes are below zero.
/// Equation: sum of p (y / m) ln(y / m), with 0 ln 0 = 0.
[[nodiscard]] double theil_t(const PovertySums& sums);

/// Theil's L, the mean log deviation. NaN if the mean is not above zero.   Equation: sum of p ln(m / max(y, floor)).
[[nodiscard]] double theil_l(const PovertySums& sums);

/// Per cent by which the gap changes if every income grows by one per cent; NaN if nobody is poor.   Equation: (P1 - P0) / P1.
/// Source: Kakwani (1993).
[[nodiscard]] double gap_growth_elasticity(const PovertySums& sums, std::size_t line = 0);

}  // namespace povtrap
