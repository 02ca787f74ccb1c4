#include "indicators/transitions.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <povtrap/error.hpp>
#include <vector>

namespace povtrap {
namespace {

using Flags = std::vector<std::uint8_t>;

TEST(Transitions, CountPeopleNotHouseholds) {
  const Flags before = {1, 1, 0, 0, 64}, now = {1, 0, 1, 0, 0};
  const std::vector<double> persons = {7, 2, 3, 47, 1};
  TransitionSums sums;
  add_transition_sums(sums, before.data(), now.data(), persons.data(), 5);
  EXPECT_EQ(sums.stayed_poor, 7);
  EXPECT_EQ(sums.left, 3);
  EXPECT_EQ(sums.entered, 3);
  EXPECT_EQ(sums.stayed_out, 47);
  EXPECT_NEAR(exit_rate(sums), 0.30, 1e-15);
  EXPECT_NEAR(entry_rate(sums), 0.06, 1e-15);
}

TEST(Transitions, BlocksAddUpToTheWhole) {
  Flags before(1000), now(1000);
  std::vector<double> persons(1000);
  for (std::size_t i = 0; i < 1000; ++i) {
    before[i] = i % 3 == 0;
    now[i] = i % 5 == 0;
    persons[i] = static_cast<double>(1 + i % 7);
  }
  TransitionSums whole, parts, second;
  add_transition_sums(whole, before.data(), now.data(), persons.data(), 1000);
  add_transition_sums(parts, before.data(), now.data(), persons.data(), 333);
  add_transition_sums(second, before.data() + 333, now.data() + 333, persons.data() + 333, 667);
  parts += second;
  EXPECT_EQ(parts.stayed_poor, whole.stayed_poor);
  EXPECT_EQ(parts.left, whole.left);
  EXPECT_EQ(parts.entered, whole.entered);
  EXPECT_EQ(parts.stayed_out, whole.stayed_out);
}

TEST(Transitions, RowsWithoutPeopleAreNotNumbers) {
  TransitionSums sums;
  EXPECT_TRUE(std::isnan(exit_rate(sums)));
  EXPECT_TRUE(std::isnan(entry_rate(sums)));
  sums.stayed_poor = 1;
  EXPECT_EQ(exit_rate(sums), 0);
  EXPECT_TRUE(std::isnan(entry_rate(sums)));
}

TEST(Spells, HazardIsTheShareThatLeavesAfterEachDuration) {
  const Flags years = {1, 1, 2, 9, 10, 255, 0, 0}, now = {0, 1, 1, 0, 1, 0, 1, 0};
  const std::vector<double> persons = {1, 3, 5, 2, 6, 2, 100, 100};
  SpellSums sums;
  add_spell_sums(sums, years.data(), now.data(), persons.data(), 8);
  EXPECT_EQ(exit_hazard(sums, 1), 0.25);
  EXPECT_EQ(exit_hazard(sums, 2), 0);
  EXPECT_TRUE(std::isnan(exit_hazard(sums, 3)));
  EXPECT_EQ(exit_hazard(sums, 9), 1);
  EXPECT_EQ(exit_hazard(sums, 10), 0.25);
  EXPECT_EQ(exit_hazard(sums, 40), 0.25);
  EXPECT_THROW(static_cast<void>(exit_hazard(sums, 0)), ConfigError);
  SpellSums twice = sums;
  twice += sums;
  EXPECT_EQ(twice.at_risk[9], 16);
  EXPECT_EQ(twice.exits[9], 4);
}

/// A cohort of new spells that leaves at a constant rate: the hazard is flat, and the share that lasts three years is that of the
/// chain.
TEST(Spells, ConstantExitRateGivesAFlatHazard) {
  SpellSums sums;
  double poor = 1;
  for (std::uint8_t year = 1; year <= 9; ++year) {
    const Flags years = {year, year}, now = {0, 1};
    const std::vector<double> persons = {poor * 0.3, poor * 0.7};
    add_spell_sums(sums, years.data(), now.data(), persons.data(), 2);
    poor *= 0.7;
    EXPECT_NEAR(exit_hazard(sums, year), 0.3, 1e-15);
  }
  EXPECT_NEAR(sums.at_risk[2] / sums.at_risk[0], 0.49, 1e-9);  // I7.share_poor_spell_ge3
}

}  // namespace
}  // namespace povtrap
