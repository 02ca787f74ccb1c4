#include "mechanisms/development.hpp"

#include <gtest/gtest.h>

#include "unit/described.hpp"

namespace povtrap {
namespace {

TEST(Development, HasTheSkillTrapAndLeavesTheAspirationTrapToTheUser) {
  DevelopmentParameters p;
  test::describe(p);
  EXPECT_TRUE(p.skill);
  EXPECT_FALSE(p.aspiration);
  EXPECT_LT(p.skill_floor, p.skill_ceiling);
  EXPECT_EQ(p.neighbourhood_elasticity, 0.0);
}

}  // namespace
}  // namespace povtrap
