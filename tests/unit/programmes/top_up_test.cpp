#include "programmes/top_up.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "core/money.hpp"
#include "economy/households.hpp"

namespace povtrap {
namespace {

std::vector<double> paid(const TopUp& rule, const std::vector<std::uint8_t>& marks, const std::vector<float>& persons,
                         const std::vector<float>& income) {
  std::vector<double> amount(marks.size());
  top_up(rule, marks.size(), marks.data(), persons.data(), income.data(), amount.data());
  return amount;
}

constexpr auto listed = static_cast<std::uint8_t>(Mark::supported);

TEST(TopUp, FillsIncomeToTheStandard) {
  const auto amount =
      paid({.standard = 200, .floor = 0.3, .period_length = 0.25}, {listed, listed}, {2.0F, 4.0F}, {1000.0F, 0.0F});
  EXPECT_EQ(amount[0], 400 - 250);
  EXPECT_EQ(amount[1], 800);
}

TEST(TopUp, PaysAtLeastTheFloor) {
  const auto amount =
      paid({.standard = 200, .floor = 0.3, .period_length = 0.25}, {listed, listed}, {2.0F, 2.0F}, {1500.0F, 1e6F});
  EXPECT_EQ(amount[0], 120);
  EXPECT_EQ(amount[1], 120);
}

TEST(TopUp, GivesNothingToThoseWhoAreNotListed) {
  const auto all_other_marks = static_cast<std::uint8_t>(~listed);
  EXPECT_EQ(paid({200, 0.3, 0.25}, {0, all_other_marks}, {3.0F, 3.0F}, {0.0F, 0.0F}), (std::vector<double>{0, 0}));
}

TEST(TopUp, LiesOnTheMoneyGrid) {
  const auto amount = paid({.standard = 100.0 / 3, .floor = 0.3, .period_length = 0.25}, {listed}, {3.0F}, {1.1F});
  EXPECT_TRUE(on_grid(amount[0]));
  EXPECT_LE(amount[0], 100 - 1.1 * 0.25 + 1e-6);
  EXPECT_GT(amount[0], 100 - 1.1 * 0.25 - 0.002);
}

}  // namespace
}  // namespace povtrap
