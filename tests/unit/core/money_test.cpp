#include "core/money.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

#include "core/random.hpp"

namespace povtrap {
namespace {

double some_uniform(std::uint32_t i, std::uint32_t draw = 0) {
  return draw_uniform(make_stream(1, "money"), i, 0, draw);
}

TEST(Money, RoundsToTheNearestGridPoint) {
  EXPECT_EQ(round_to_grid(1.0), 1.0);
  EXPECT_EQ(round_to_grid(1.0 + 0.4 / 1024), 1.0);
  EXPECT_EQ(round_to_grid(1.0 + 0.6 / 1024), 1.0 + 1.0 / 1024);
  EXPECT_EQ(round_to_grid(-1.0 - 0.6 / 1024), -1.0 - 1.0 / 1024);
  EXPECT_EQ(round_to_grid(0.5 / 1024), 0.0);
  EXPECT_EQ(round_to_grid(1.5 / 1024), 2.0 / 1024);
  for (std::uint32_t i = 0; i < 100000; ++i) {
    const double x = std::ldexp(some_uniform(i) - 0.5, static_cast<int>(i % 60) - 12);
    const double expected = std::nearbyint(x * 1024) / 1024;
    ASSERT_EQ(round_to_grid(x), expected) << x;
    ASSERT_TRUE(on_grid(expected));
  }
}

TEST(Money, FloorsTowardsMinusInfinity) {
  for (std::uint32_t i = 0; i < 100000; ++i) {
    const double x = std::ldexp(some_uniform(i) - 0.5, static_cast<int>(i % 60) - 12);
    ASSERT_EQ(floor_to_grid(x), std::floor(x * 1024) / 1024) << x;
  }
}

TEST(Money, KnowsWhatLiesOnTheGrid) {
  EXPECT_TRUE(on_grid(0.0));
  EXPECT_TRUE(on_grid(-3.0 / 1024));
  EXPECT_FALSE(on_grid(0.1));
  EXPECT_FALSE(on_grid(0x1p41 + 0x1p-11));
}

TEST(Money, StepsAndLcuConvertExactly) {
  for (const Steps steps : {Steps{0}, Steps{1}, Steps{-1}, Steps{1023}, (Steps{1} << 53) - 1, -(Steps{1} << 53) + 1})
    EXPECT_EQ(to_steps(to_lcu(steps)), steps);
  EXPECT_EQ(to_steps(1.5), 1536);
}

TEST(Money, SumsExactlyInAnyOrder) {
  std::vector<double> amounts;
  Steps expected = 0;
  for (std::uint32_t i = 0; i < 10007; ++i) {
    amounts.push_back(round_to_grid(std::ldexp(some_uniform(i) - 0.5, static_cast<int>(i % 44))));
    expected += static_cast<Steps>(amounts.back() * 1024);
  }
  amounts.push_back(to_lcu((Steps{1} << 53) - 1));
  amounts.push_back(-to_lcu((Steps{1} << 53) - 1));
  EXPECT_EQ(sum_steps(amounts.data(), amounts.size()), expected);
  std::reverse(amounts.begin(), amounts.end());
  EXPECT_EQ(sum_steps(amounts.data(), amounts.size()), expected);
  EXPECT_EQ(sum_steps(amounts.data(), 0), 0);
}

/// Weights that break careless splitting.
std::vector<std::vector<double>> adversarial_weights() {
  std::vector<std::vector<double>> all = {{1},      {0, 0, 1}, {1, 0, 0}, {1e-300, 1e-300}, {1e300, 1e300, 1}, {1, 1e-17, 1e17},
                                          {3, 3, 3}};
  std::vector<double> many(100000), skewed(1000), tiny(1000, 1e-9), denormal(5, 5e-324);
  for (std::uint32_t i = 0; i < many.size(); ++i) many[i] = i % 3 == 0 ? 0.0 : some_uniform(i);
  for (std::uint32_t i = 0; i < skewed.size(); ++i) skewed[i] = std::pow(some_uniform(i, 1), -3.0);
  tiny.back() = 1e9;
  for (auto* weights : {&many, &skewed, &tiny, &denormal}) all.push_back(std::move(*weights));
  return all;
}

constexpr Steps totals[] = {0, 1, -1, 7, -1000, 123456789, -987654321012345, (Steps{1} << 52) + 12345};

TEST(Money, SplitsExactlyAndWithinOneStepOfProportional) {
  for (const auto& weights : adversarial_weights()) {
    const long double sum = std::accumulate(weights.begin(), weights.end(), 0.0L);
    std::vector<Steps> parts(weights.size());
    for (const Steps total : totals) {
      split_steps(total, weights, parts);
      EXPECT_EQ(std::accumulate(parts.begin(), parts.end(), Steps{0}), total);
      for (std::size_t i = 0; i < parts.size(); ++i) {
        ASSERT_GE(total < 0 ? -parts[i] : parts[i], 0);
        ASSERT_TRUE(weights[i] > 0 || parts[i] == 0);
        const long double proportional = static_cast<long double>(total) * (weights[i] / sum);
        ASSERT_LE(std::fabs(static_cast<double>(parts[i] - proportional)),
                  1.001 + std::fabs(static_cast<double>(proportional)) * 1e-15);
      }
    }
  }
}

TEST(Money, SplitsInABlockExactly) {
  for (const auto& weights : adversarial_weights()) {
    const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
    std::vector<double> parts(weights.size());
    for (const Steps total : totals) {
      split_in_block(total, sum, weights.data(), parts.data(), parts.size());
      EXPECT_EQ(sum_steps(parts.data(), parts.size()), total);
      for (std::size_t i = 0; i < parts.size(); ++i) {
        ASSERT_TRUE(on_grid(parts[i]));
        ASSERT_GE(total < 0 ? -parts[i] : parts[i], 0);
        ASSERT_TRUE(weights[i] > 0 || parts[i] == 0);
        const double proportional = to_lcu(total) * (weights[i] / sum);
        ASSERT_LE(std::fabs(parts[i] - proportional), 2 * lcu_per_step + std::fabs(proportional) * 1e-12);
      }
    }
  }
}

TEST(Money, SplitsInABlockExactlyWhenTheWeightSumIsRounded) {
  std::vector<double> weights(1000), parts(1000);
  for (std::uint32_t i = 0; i < weights.size(); ++i) weights[i] = some_uniform(i);
  const double sum = std::accumulate(weights.begin(), weights.end(), 0.0);
  for (const double error : {1 - 1e-9, 1 + 1e-9}) {
    split_in_block(1'000'000'000'007, sum * error, weights.data(), parts.data(), parts.size());
    EXPECT_EQ(sum_steps(parts.data(), parts.size()), 1'000'000'000'007);
  }
}

TEST(Money, RationsNeverAboveTheLimit) {
  for (const auto& weights : adversarial_weights()) {
    std::vector<double> limits(weights.size()), parts(weights.size());
    for (std::size_t i = 0; i < limits.size(); ++i) limits[i] = round_to_grid(std::fmin(weights[i], 1e9) * 3);
    const Steps limit_sum = sum_steps(limits.data(), limits.size());
    for (const double share : {0.0, 1e-6, 0.25, 0.5, 0.999999, 1.0}) {
      for (const Steps less : {0, 1}) {
        const Steps total = std::max<Steps>(0, static_cast<Steps>(share * static_cast<double>(limit_sum)) - less);
        ration_in_block(total, limit_sum, limits.data(), parts.data(), parts.size());
        EXPECT_EQ(sum_steps(parts.data(), parts.size()), total);
        for (std::size_t i = 0; i < parts.size(); ++i) {
          ASSERT_TRUE(on_grid(parts[i]));
          ASSERT_GE(parts[i], 0);
          ASSERT_LE(parts[i], limits[i]);
        }
      }
    }
  }
}

TEST(Money, RationPaysEverybodyInFullWhenThereIsEnough) {
  const std::vector<double> limits = {1.5, 0, 2.25, 1e9};
  std::vector<double> parts(4);
  const Steps sum = sum_steps(limits.data(), limits.size());
  ration_in_block(sum, sum, limits.data(), parts.data(), parts.size());
  EXPECT_EQ(parts, limits);
}

}  // namespace
}  // namespace povtrap
