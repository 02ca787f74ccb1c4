#include "programmes/parameters.hpp"

#include <gtest/gtest.h>

#include "unit/described.hpp"

namespace povtrap {
namespace {

TEST(TopUpPath, HoldsItsFirstEntryBeforeAndItsLastOneAfter) {
  TopUpParameters p;
  test::describe(p, {{"top_up.standard", std::vector<double>{0.5, 0.6, 0.7}}, {"top_up.coverage", std::vector<double>{0.1}}});
  EXPECT_EQ(p.standard_of(-3), 0.5);
  EXPECT_EQ(p.standard_of(0), 0.5);
  EXPECT_EQ(p.standard_of(1), 0.6);
  EXPECT_EQ(p.standard_of(2), 0.7);
  EXPECT_EQ(p.standard_of(30), 0.7);
  EXPECT_EQ(p.coverage_of(5), 0.1);
}

TEST(TopUpPath, IsNothingWhenEmpty) {
  TopUpParameters p;
  test::describe(p, {{"top_up.standard", std::vector<double>{}}});
  EXPECT_EQ(p.standard_of(0), 0.0);
}

TEST(NgoProjects, EndAbruptlyAndComeBackAfterAPause) {
  NgoParameters p;
  test::describe(p);
  EXPECT_TRUE(p.aided(-500) && p.aided(500)) << "without end by default";
  EXPECT_FALSE(p.detailed());
  p.project = 3, p.pause = 2, p.first_project = 1;
  EXPECT_TRUE(p.detailed());
  EXPECT_FALSE(p.aided(0.75));
  EXPECT_TRUE(p.aided(1) && p.aided(3.75));
  EXPECT_FALSE(p.aided(4) || p.aided(5.75));
  EXPECT_TRUE(p.aided(6));
}

}  // namespace
}  // namespace povtrap
