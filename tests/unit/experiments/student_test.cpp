#include <gtest/gtest.h>

#include <cmath>

#include "core/random.hpp"
#include "unit/experiments/two_arms.hpp"

namespace povtrap {
namespace {

// Expected values: SciPy 1.x, stats.t.interval(confidence, n - 1, mean, stats.sem(x)).
TEST(MeanInterval, AgreesWithSciPy) {
  const MeanInterval four = mean_interval({0.1, 0.4, 0.2, 0.9});
  EXPECT_DOUBLE_EQ(four.mean, 0.4);
  EXPECT_NEAR(four.low, -0.16632047057336785, 1e-14);
  EXPECT_NEAR(four.high, 0.9663204705733679, 1e-14);
  const MeanInterval narrower = mean_interval({0.1, 0.4, 0.2, 0.9}, 0.9);
  EXPECT_NEAR(narrower.low, -0.018784092480804426, 1e-14);
  EXPECT_NEAR(narrower.high, 0.8187840924808043, 1e-14);
  const MeanInterval two = mean_interval({3, 5});
  EXPECT_NEAR(two.low, -8.706204736174694, 1e-12);
  EXPECT_NEAR(two.high, 16.706204736174694, 1e-12);
  const MeanInterval ten = mean_interval({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 0.99);
  EXPECT_NEAR(ten.low, 2.3885193567296983, 1e-13);
  EXPECT_NEAR(ten.high, 8.611480643270301, 1e-13);
}

TEST(MeanInterval, NeedsTwoValues) {
  const MeanInterval one = mean_interval({7, std::nan("")});
  EXPECT_EQ(one.mean, 7);
  EXPECT_EQ(one.count, 1u);
  EXPECT_TRUE(std::isnan(one.low) && std::isnan(one.high));
  const MeanInterval nothing = mean_interval({});
  EXPECT_TRUE(std::isnan(nothing.mean));
  EXPECT_EQ(nothing.count, 0u);
}

TEST(MeanInterval, OfEqualValuesHasNoWidth) {
  const MeanInterval zero = mean_interval({0, 0, 0});
  EXPECT_EQ(zero.mean, 0);
  EXPECT_EQ(zero.low, 0);
  EXPECT_EQ(zero.high, 0);
}

/// 4,000 placebos of 5 seeds each; outside 93.6 to 96.4 % by chance once in 20,000 times, and the draws are fixed.
TEST(MeanInterval, CoversTheTruthAsOftenAsItSays) {
  const Stream luck = make_stream(1, "placebo");
  constexpr std::uint32_t placebos = 4000, seeds = 5;
  int covered = 0;
  for (std::uint32_t p = 0; p < placebos; ++p) {
    std::vector<double> differences;
    for (std::uint32_t s = 0; s < seeds; ++s) differences.push_back(draw_normal(luck, s, p));
    const MeanInterval interval = mean_interval(differences);
    covered += interval.low <= 0 && 0 <= interval.high ? 1 : 0;
  }
  EXPECT_NEAR(covered / static_cast<double>(placebos), 0.95, 0.014);
}

// Expected values: NumPy, with g = t^2 s_bb / b^2 in the form of Cochran (1977), Sampling techniques, section 6.5.
TEST(RatioInterval, AgreesWithFieller) {
  const std::vector<double> cost{10, 12, 9, 14, 11}, lifted{2.0, 2.6, 1.7, 2.4, 2.3};
  const RatioInterval ratio = ratio_interval(cost, lifted);
  EXPECT_NEAR(ratio.ratio, 5.09090909090909, 1e-13);
  EXPECT_NEAR(ratio.low, 4.452286379923809, 1e-11);
  EXPECT_NEAR(ratio.high, 5.786833817386084, 1e-11);
  const RatioInterval narrower = ratio_interval(cost, lifted, 0.8);
  EXPECT_NEAR(narrower.low, 4.7363539164645285, 1e-11);
  EXPECT_NEAR(narrower.high, 5.462448746053041, 1e-11);
}

TEST(RatioInterval, DoesNotExistWhereTheDenominatorMayBeZero) {
  const RatioInterval unsure = ratio_interval({10, 12, 9}, {-1, 2, 0.5});
  EXPECT_DOUBLE_EQ(unsure.ratio, 31.0 / 1.5);
  EXPECT_TRUE(std::isnan(unsure.low) && std::isnan(unsure.high));
  EXPECT_TRUE(std::isnan(ratio_interval({1, 1}, {1, -1}).ratio));
  const RatioInterval one = ratio_interval({6}, {2});
  EXPECT_EQ(one.ratio, 3);
  EXPECT_TRUE(std::isnan(one.low));
}

}  // namespace
}  // namespace povtrap
