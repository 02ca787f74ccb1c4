#include "economy/households.hpp"

#include <gtest/gtest.h>

namespace povtrap {
namespace {

TEST(Households, HaveAllColumnsOfOneLength) {
  Households h;
  h.resize(37, 4);
  EXPECT_EQ(h.size(), 37u);
  EXPECT_EQ(h.deposits.size(), 37u);
  EXPECT_EQ(h.own_income_last_year.size(), 37u);
  ASSERT_EQ(h.income_history.size(), 4u);
  EXPECT_EQ(h.income_history[3].size(), 37u);
}

TEST(Households, NeedOneMoreColumnForEachPeriodOfAYear) {
  Households quarterly, monthly;
  quarterly.resize(10, 4);
  monthly.resize(10, 12);
  EXPECT_EQ(monthly.bytes_per_household() - quarterly.bytes_per_household(), 8 * sizeof(float));
}

TEST(Households, CarryMarksIndependently) {
  Households h;
  h.resize(2, 1);
  h.marks[1] = static_cast<std::uint8_t>(Mark::ill) | static_cast<std::uint8_t>(Mark::supported);
  EXPECT_TRUE(h.has(1, Mark::ill) && h.has(1, Mark::supported));
  EXPECT_FALSE(h.has(1, Mark::poor_now) || h.has(0, Mark::ill));
}

TEST(Households, AreFoundByTheirId) {
  Households h;
  h.resize(4, 1);
  const std::uint32_t ids[] = {2, 0, 3, 1};
  for (std::size_t i = 0; i < 4; ++i) h.id[i] = ids[i];
  const Column<std::uint32_t> places = h.place_by_id();
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(places[ids[i]], i);
}

}  // namespace
}  // namespace povtrap
