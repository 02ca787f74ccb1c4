#include "programmes/work_relief.hpp"

#include <gtest/gtest.h>

#include "unit/described.hpp"

namespace povtrap {
namespace {

TEST(WorkRelief, IsOfferedWhileItRuns) {
  WorkReliefParameters p;
  test::describe(p, {{"work_relief.start", 1.0}, {"work_relief.end", 2.0}});
  EXPECT_FALSE(p.offered(1.5)) << "off by default";
  p.active = true;
  EXPECT_FALSE(p.offered(0.75));
  EXPECT_TRUE(p.offered(1.0));
  EXPECT_FALSE(p.offered(2.0));
}

}  // namespace
}  // namespace povtrap
