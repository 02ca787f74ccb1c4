#include "indicators/targeting.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace povtrap {
namespace {

using Flags = std::vector<std::uint8_t>;

/// Ten people, the first four poor; three of the poor and two others receive the same.
TargetingSums ten_people() {
  const Flags poor = {1, 1, 1, 1, 0, 0, 0, 0, 0, 0};
  const std::vector<double> benefit = {2, 2, 2, 0, 2, 2, 0, 0, 0, 0}, persons(10, 1.0);
  TargetingSums sums;
  add_targeting_sums(sums, poor.data(), benefit.data(), persons.data(), 10);
  return sums;
}

TEST(Targeting, ErrorsHaveThePublishedValues) {
  const TargetingSums sums = ten_people();
  EXPECT_NEAR(exclusion_error(sums), 0.25, 1e-12);                        // I8, economics.md section 3
  EXPECT_NEAR(inclusion_error(sums), 0.4, 1e-12);                         // I8.inclusion_error
  EXPECT_NEAR(inclusion_error_of_non_poor(sums), 0.333333333333, 1e-12);  // I8.inclusion_error_alt
  EXPECT_NEAR(targeting_differential(sums), 0.416666666667, 1e-12);       // I8.tdr
  EXPECT_NEAR(coverage(sums), 0.5, 1e-15);
  EXPECT_NEAR(coverage_of_poor(sums), 0.75, 1e-15);
  EXPECT_NEAR(leakage(sums), 0.4, 1e-15);
}

TEST(Targeting, ErrorsCountPeopleAndLeakageCountsMoney) {
  const Flags poor = {1, 1, 0, 0};
  const std::vector<double> benefit = {30, 0, 10, 0}, persons = {6, 2, 4, 8};
  TargetingSums sums;
  add_targeting_sums(sums, poor.data(), benefit.data(), persons.data(), 4);
  EXPECT_EQ(exclusion_error(sums), 0.25);
  EXPECT_EQ(inclusion_error(sums), 0.4);
  EXPECT_EQ(leakage(sums), 0.25);
  EXPECT_EQ(coverage(sums), 0.5);
}

TEST(Targeting, GroupsAddUp) {
  TargetingSums sums = ten_people();
  sums += ten_people();
  EXPECT_EQ(sums.persons, 20);
  EXPECT_EQ(sums.poor, 8);
  EXPECT_EQ(sums.beneficiaries, 10);
  EXPECT_EQ(sums.poor_beneficiaries, 6);
  EXPECT_EQ(sums.benefits, 20);
  EXPECT_EQ(sums.benefits_to_poor, 12);
}

TEST(Targeting, ErrorsWithoutADenominatorAreNotNumbers) {
  TargetingSums sums;
  for (const auto measure :
       {exclusion_error, inclusion_error, inclusion_error_of_non_poor, leakage, coverage, targeting_differential})
    EXPECT_TRUE(std::isnan(measure(sums)));
  sums.persons = 5;
  EXPECT_TRUE(std::isnan(exclusion_error(sums)));
  EXPECT_EQ(inclusion_error_of_non_poor(sums), 0);
}

}  // namespace
}  // namespace povtrap
