#include <gtest/gtest.h>

#include "unit/shocks/struck_households.hpp"

namespace povtrap {
namespace {

double share_of_ill(const test::StruckHouseholds& struck) {
  return struck.share_of([&](std::size_t i) { return (struck.marks[i] & static_cast<std::uint8_t>(Mark::ill)) != 0; });
}

/// In the long run p / (p + 1/duration) of all are ill, whatever the length of a period.
TEST(Illness, StrikesTheSameShareInPeriodsOfAnyLength) {
  const auto shock = test::shock_with(make_illness(), {{"probability", 0.05}, {"duration", 2.0}});
  for (const std::int64_t periods : {1, 2, 4, 12}) {
    test::StruckHouseholds struck(100000, periods);
    struck.strike(*shock, periods * 15);
    EXPECT_NEAR(share_of_ill(struck), 0.05 / (0.05 + 0.5), 0.004) << periods;
  }
}

TEST(Illness, LastsItsDurationOnAverage) {
  const auto shock = test::shock_with(make_illness(), {{"probability", 0.0}, {"duration", 4.0}});
  test::StruckHouseholds struck(100000, 1);
  for (auto& marks : struck.marks) marks = static_cast<std::uint8_t>(Mark::ill);
  struck.strike(*shock);
  EXPECT_NEAR(share_of_ill(struck), 0.75, 0.006);
  struck.strike(*shock);
  EXPECT_NEAR(share_of_ill(struck), 0.75 * 0.75, 0.007);
}

TEST(Illness, KeepsOtherMarks) {
  const auto shock = test::shock_with(make_illness(), {{"probability", 0.5}});
  test::StruckHouseholds struck(1000, 1);
  for (auto& marks : struck.marks) marks = static_cast<std::uint8_t>(Mark::minority);
  struck.strike(*shock);
  EXPECT_EQ(struck.share_of([&](std::size_t i) { return (struck.marks[i] & static_cast<std::uint8_t>(Mark::minority)) != 0; }),
            1.0);
  EXPECT_GT(share_of_ill(struck), 0.4);
}

}  // namespace
}  // namespace povtrap
