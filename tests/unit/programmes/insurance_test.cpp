#include "programmes/insurance.hpp"

#include <gtest/gtest.h>

#include "unit/described.hpp"

namespace povtrap {
namespace {

TEST(Insurance, CostsExpectedLossesAndTheLoading) {
  InsuranceParameters p;
  test::describe(p);
  p.loading = 0.5, p.coverage = 0.8;
  EXPECT_DOUBLE_EQ(p.premium_rate(0.02), 1.5 * 0.8 * 0.02);
}

TEST(Insurance, IsBoughtByFewerTheDearerItIs) {
  InsuranceParameters p;
  test::describe(p);
  p.take_up = 0.4, p.loading = 1, p.elasticity = 1;
  EXPECT_DOUBLE_EQ(p.buyers(), 0.2);
  p.subsidy = 0.5;
  EXPECT_DOUBLE_EQ(p.buyers(), 0.4);
  p.subsidy = 1;
  EXPECT_EQ(p.buyers(), 1);
}

TEST(Insurance, IsSoldWhileItRuns) {
  InsuranceParameters p;
  test::describe(p);
  EXPECT_FALSE(p.sold(0)) << "off by default";
  p.active = true, p.start = 1, p.end = 2;
  EXPECT_FALSE(p.sold(0.75));
  EXPECT_TRUE(p.sold(1));
  EXPECT_FALSE(p.sold(2));
}

}  // namespace
}  // namespace povtrap
