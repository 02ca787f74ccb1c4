#include <gtest/gtest.h>

#include <cmath>

#include "unit/shocks/struck_households.hpp"

namespace povtrap {
namespace {

double share_employed(const test::StruckHouseholds& struck) {
  return struck.share_of([&](std::size_t i) { return struck.employer[i] == 3; });
}

TEST(JobLoss, EndsTheGivenShareOfJobsInAYear) {
  const auto shock = test::shock_with(make_job_loss(), {{"probability", 0.2}});
  test::StruckHouseholds struck(100000, 4);
  struck.strike(*shock, 4);
  EXPECT_NEAR(share_employed(struck), std::pow(0.95, 4), 0.006);
}

TEST(JobLoss, IsOffByDefault) {
  const auto shock = test::shock_with(make_job_loss());
  test::StruckHouseholds struck(1000, 4);
  struck.strike(*shock, 40);
  EXPECT_EQ(share_employed(struck), 1.0);
}

}  // namespace
}  // namespace povtrap
