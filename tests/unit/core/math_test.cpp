#include "core/math.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/math/distributions/normal.hpp>
#include <boost/multiprecision/cpp_bin_float.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <vector>

namespace povtrap {
namespace {

using Exact = boost::multiprecision::cpp_bin_float_50;

/// Points from low to high whose last bits are irregular; on a logarithmic scale if asked.
std::vector<double> points(double low, double high, int count, bool logarithmic = false) {
  std::vector<double> result;
  std::uint64_t state = 12345;
  for (int i = 0; i < count; ++i) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    const double share = (i + static_cast<double>(state >> 11) * 0x1p-53) / count;
    result.push_back(logarithmic ? low * std::exp(share * std::log(high / low)) : low + share * (high - low));
  }
  return result;
}

double relative_error(double found, const Exact& exact) {
  return static_cast<double>(abs((Exact(found) - exact) / exact));
}

template <class Found, class Truth>
double worst_relative_error(const std::vector<double>& xs, const Found& found, const Truth& truth) {
  double worst = 0;
  for (const double x : xs) worst = std::max(worst, relative_error(found(x), truth(Exact(x))));
  ::testing::Test::RecordProperty("worst_relative_error", std::to_string(worst * 1e16) + "e-16");
  return worst;
}

TEST(Math, ExpIsExactToTwoUnitsInTheLastPlace) {
  const auto found = [](double x) { return math::exp(x); };
  const auto truth = [](const Exact& x) { return Exact(exp(x)); };
  EXPECT_LT(worst_relative_error(points(-708, 709, 20000), found, truth), 3e-16);
  EXPECT_LT(worst_relative_error(points(-1, 1, 20000), found, truth), 3e-16);
}

TEST(Math, ExpIsBoundedOutsideTheRangeOfDoubles) {
  EXPECT_EQ(math::exp(0.0), 1.0);
  EXPECT_EQ(math::exp(-708.5), 0.0);
  EXPECT_EQ(math::exp(-std::numeric_limits<double>::infinity()), 0.0);
  EXPECT_GT(math::exp(-708.0), 0.0);
  EXPECT_EQ(math::exp(1e300), math::exp(709.0));
  EXPECT_TRUE(std::isfinite(math::exp(std::numeric_limits<double>::infinity())));
}

TEST(Math, LogIsExactToOneUnitInTheLastPlaceAlsoNearOne) {
  const auto found = [](double x) { return math::log(x); };
  const auto truth = [](const Exact& x) { return Exact(log(x)); };
  EXPECT_LT(worst_relative_error(points(0x1p-1022, 1e308, 20000, true), found, truth), 2.3e-16);
  EXPECT_LT(worst_relative_error(points(0.5, 2, 20000), found, truth), 2.3e-16);
  EXPECT_LT(worst_relative_error(points(1 - 1e-6, 1 + 1e-6, 5000), found, truth), 2.3e-16);
  EXPECT_EQ(math::log(1.0), 0.0);
}

TEST(Math, PowKeepsThirteenDigitsForOrdinaryResults) {
  double worst = 0;
  for (const double y : {-3.0, -1.0, -0.3, 0.33, 0.5, 0.7, 1.0, 2.2, 17.0}) {
    for (const double x : points(1e-9, 1e9, 3000, true)) {
      const Exact truth = pow(Exact(x), Exact(y));
      if (truth > Exact(1e-6) && truth < Exact(1e6)) worst = std::max(worst, relative_error(math::pow(x, y), truth));
    }
  }
  EXPECT_LT(worst, 1e-14);
}

TEST(Math, PowLosesDigitsOnlySlowlyForExtremeResults) {
  double worst = 0;
  for (const double x : points(1e-300, 1e300, 5000, true))
    worst = std::max(worst, relative_error(math::pow(x, 0.99), pow(Exact(x), Exact(0.99))));
  EXPECT_LT(worst, 3e-13);
}

TEST(Math, PowTakesItsLimitsAtZero) {
  EXPECT_EQ(math::pow(0.0, 0.3), 0.0);
  EXPECT_EQ(math::pow(1e-310, 0.3), 0.0);
  EXPECT_EQ(math::pow(0.0, 0.0), 1.0);
  EXPECT_EQ(math::pow(123.4, 0.0), 1.0);
  EXPECT_EQ(math::pow(1.0, 55.5), 1.0);
  EXPECT_TRUE(std::isfinite(math::pow(1e300, 1e3)));
}

TEST(Math, NormalQuantileAgreesWithBoost) {
  const boost::math::normal_distribution<long double> normal;
  const auto error = [&](double p) {
    const long double truth = quantile(normal, static_cast<long double>(p));
    return static_cast<double>(std::fabs((math::normal_quantile(p) - truth) / std::fmax(1.0L, std::fabs(truth))));
  };
  double worst = 0;
  for (const double p : points(1e-9, 1.0 - 1e-9, 20000)) worst = std::max(worst, error(p));
  for (const double p : points(1e-300, 0.5, 20000, true)) worst = std::max(worst, error(p));
  for (const double p : points(1e-15, 0.5, 5000, true)) worst = std::max(worst, error(1.0 - p));
  for (const double p : {0x1p-33, 1 - 0x1p-33, 0x1p-53, 1 - 0x1p-53, 0.075, 0.925}) worst = std::max(worst, error(p));
  EXPECT_LT(worst, 1e-15);
}

TEST(Math, TheShorterNormalQuantileHasTheSameBitsForEveryUniformOf32Bits) {
  for (const double p : points(0x1p-33, 0.5, 20000, true)) {
    ASSERT_EQ(math::normal_quantile32(p), math::normal_quantile(p));
    ASSERT_EQ(math::normal_quantile32(1 - p), math::normal_quantile(1 - p));
  }
}

TEST(Math, NormalQuantileIsSymmetricAndRising) {
  EXPECT_EQ(math::normal_quantile(0.5), 0.0);
  double before = math::normal_quantile(0x1p-33);
  for (int i = 1; i < 4096; ++i) {
    const double p = i / 4096.0;
    const double z = math::normal_quantile(p);
    EXPECT_GT(z, before);
    EXPECT_EQ(z, -math::normal_quantile(1 - p));
    before = z;
  }
}

TEST(Math, NormalCdfAgreesWithBoostAndInvertsTheQuantile) {
  const boost::math::normal_distribution<double> normal;
  for (const double x : points(-40, 40, 20000)) EXPECT_NEAR(math::normal_cdf(x), cdf(normal, x), 2e-15) << x;
  for (const double p : points(1e-6, 1 - 1e-6, 2000)) EXPECT_NEAR(math::normal_cdf(math::normal_quantile(p)), p, 1e-14);
}

TEST(Math, MinMaxAndClampSelect) {
  EXPECT_EQ(math::min(2, 3), 2);
  EXPECT_EQ(math::max(2, 3), 3);
  EXPECT_EQ(math::clamp(5, 1, 3), 3);
  EXPECT_EQ(math::clamp(-5, 1, 3), 1);
  EXPECT_EQ(math::clamp(2, 1, 3), 2);
  EXPECT_EQ(math::abs(-2.5), 2.5);
}

}  // namespace
}  // namespace povtrap
