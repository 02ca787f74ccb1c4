#include "programmes/interest_discount.hpp"

#include <gtest/gtest.h>

#include "unit/described.hpp"

namespace povtrap {
namespace {

TEST(InterestDiscount, IsNeverMoreThanTheInterest) {
  InterestDiscountParameters p;
  test::describe(p);
  EXPECT_EQ(p.on("bank", 0.06, 1), 0) << "off by default";
  p.active = true;
  EXPECT_EQ(p.on("bank", 0.06, 1), 0.03);
  EXPECT_EQ(p.on("bank", 0.01, 1), 0.01);
}

TEST(InterestDiscount, IsPaidToItsLendersWhileItRuns) {
  InterestDiscountParameters p;
  test::describe(p);
  p.active = true, p.lenders = "village_funds", p.start = 2, p.end = 4;
  EXPECT_EQ(p.on("bank", 0.06, 3), 0);
  EXPECT_EQ(p.on("village_funds", 0.06, 1.75), 0);
  EXPECT_EQ(p.on("village_funds", 0.06, 2), 0.03);
  EXPECT_EQ(p.on("village_funds", 0.06, 4), 0);
}

}  // namespace
}  // namespace povtrap
