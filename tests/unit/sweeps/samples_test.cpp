#include "sweeps/samples.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace povtrap {
namespace {

std::vector<double> column(const Sample& sample, std::size_t d) {
  std::vector<double> values;
  for (std::size_t i = 0; i < sample.points(); ++i) values.push_back(sample.point(i)[d]);
  return values;
}

TEST(Samples, LatinHypercubeHasOnePointInEveryStratum) {
  const Sample sample = latin_hypercube(50, 3, 7);
  for (std::size_t d = 0; d < 3; ++d) {
    std::vector<double> values = column(sample, d);
    EXPECT_FALSE(std::ranges::is_sorted(values));
    std::ranges::sort(values);
    for (std::size_t i = 0; i < 50; ++i) EXPECT_EQ(std::floor(values[i] * 50), static_cast<double>(i));
  }
  EXPECT_NE(column(sample, 0), column(sample, 1));
  EXPECT_EQ(sample.values, latin_hypercube(50, 3, 7).values);
  EXPECT_NE(sample.values, latin_hypercube(50, 3, 8).values);
}

/// Of scipy.stats.qmc.Sobol(3, scramble=False), without the origin.
TEST(Samples, SobolPointsAreTheKnownOnes) {
  const std::vector<double> known{0.5, 0.5, 0.5, 0.75, 0.25, 0.25, 0.25, 0.75, 0.75, 0.375, 0.375, 0.625};
  const Sample sample = sobol_points(4, 3);
  ASSERT_EQ(sample.values.size(), known.size());
  for (std::size_t i = 0; i < known.size(); ++i) EXPECT_NEAR(sample.values[i], known[i], 1e-15) << i;
}

TEST(Samples, MorrisTrajectoriesMoveOneParameterAtATime) {
  const std::vector<std::string> names{"a", "b", "c"};
  const PlannedSample planned = morris_trajectories(20, 4, names, 1);
  ASSERT_EQ(planned.sample.points(), 80u);
  for (std::size_t t = 0; t < 20; ++t) {
    EXPECT_EQ(planned.roles[4 * t], std::to_string(t) + ":start");
    for (std::size_t s = 1; s < 4; ++s) {
      const double *before = planned.sample.point(4 * t + s - 1), *now = planned.sample.point(4 * t + s);
      int moved = 0;
      for (std::size_t d = 0; d < 3; ++d) {
        EXPECT_GE(now[d], 0);
        EXPECT_LE(now[d], 1);
        if (now[d] == before[d]) continue;
        ++moved;
        EXPECT_NEAR(std::abs(now[d] - before[d]), 2.0 / 3.0, 1e-15);
        EXPECT_NE(planned.roles[4 * t + s].find(":" + names[d] + (now[d] > before[d] ? ":+0.6" : ":-0.6")), std::string::npos);
      }
      EXPECT_EQ(moved, 1);
    }
  }
}

TEST(Samples, SaltelliMixesOneCoordinateOfTheSecondHalf) {
  const PlannedSample planned = saltelli_sample(8, {"a", "b"});
  ASSERT_EQ(planned.sample.points(), 32u);
  EXPECT_EQ(planned.roles[4], "1:A");
  EXPECT_EQ(planned.roles[5], "1:a");
  EXPECT_EQ(planned.roles[7], "1:B");
  for (std::size_t i = 0; i < 8; ++i) {
    const double *a = planned.sample.point(4 * i), *b = planned.sample.point(4 * i + 3);
    const double *first = planned.sample.point(4 * i + 1), *second = planned.sample.point(4 * i + 2);
    EXPECT_EQ(first[0], b[0]);
    EXPECT_EQ(first[1], a[1]);
    EXPECT_EQ(second[0], a[0]);
    EXPECT_EQ(second[1], b[1]);
  }
}

}  // namespace
}  // namespace povtrap
