#pragma once

#include <cstddef>
#include <cstdint>
#include <tuple>

namespace povtrap {

/// Who a programme reached. Sums of two groups add up. Measures below are NaN where their denominator is zero.
struct TargetingSums {
  double persons = 0;             ///< [persons]
  double poor = 0;                ///< [persons]
  double beneficiaries = 0;       ///< [persons] in households that received something
  double poor_beneficiaries = 0;  ///< [persons]
  double benefits = 0;            ///< [LCU]
  double benefits_to_poor = 0;    ///< [LCU]

  TargetingSums& operator+=(const TargetingSums& other);

  static auto members(auto& self) {
    return std::tie(self.persons, self.poor, self.beneficiaries, self.poor_beneficiaries, self.benefits, self.benefits_to_poor);
  }
};

/// Adds households to their group. Poverty should be judged before the benefit.
/// Shape: all [n].
/// Units: poor, flags, 0 is not poor; benefit [LCU to the household and those it stands for], more than 0 for a beneficiary;
/// persons [people the household stands for].
void add_targeting_sums(TargetingSums& sums, const std::uint8_t* poor, const double* benefit, const double* persons,
                        std::size_t n);

/// Poor people who were missed, over poor people.
[[nodiscard]] double exclusion_error(const TargetingSums& sums);
/// Beneficiaries who are not poor, over beneficiaries.
[[nodiscard]] double inclusion_error(const TargetingSums& sums);
/// Beneficiaries who are not poor, over non-poor people: the other definition in use.
[[nodiscard]] double inclusion_error_of_non_poor(const TargetingSums& sums);
/// Share of the money that went to people who are not poor.
[[nodiscard]] double leakage(const TargetingSums& sums);
/// Beneficiaries over people.
[[nodiscard]] double coverage(const TargetingSums& sums);
/// Beneficiaries among the poor over poor people: 1 - exclusion error.
[[nodiscard]] double coverage_of_poor(const TargetingSums& sums);
/// Coverage of the poor less coverage of the non-poor: 1 is perfect, 0 is random.   Source: Ravallion (2009).
[[nodiscard]] double targeting_differential(const TargetingSums& sums);

}  // namespace povtrap
