#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <numbers>
#include <povtrap/design.hpp>
#include <povtrap/error.hpp>

namespace povtrap {
namespace {

/// Values of one parameter at as many places, one in each of equal strata.
std::vector<double> drawn(const std::string& path, const std::string& bounds, int points, const std::string& method = "lhs") {
  std::vector<double> values;
  const Design design = design_from_text("method = \"" + method + "\"\npoints = " + std::to_string(points) + "\n[parameters.\"" +
                                         path + "\"]\n" + bounds);
  for (const DesignRow& row : design.rows) values.push_back(std::stod(row.values.at(0)));
  return values;
}

std::map<double, int> counted(const std::vector<double>& values) {
  std::map<double, int> counts;
  for (const double value : values) ++counts[value];
  return counts;
}

double density(double z) {
  return std::exp(-z * z / 2) / std::sqrt(2 * std::numbers::pi);
}

double share_below(double z) {
  return std::erfc(-z / std::numbers::sqrt2) / 2;
}

/// Source: Johnson, Kotz, Balakrishnan (1994), Continuous Univariate Distributions 1, section 13.10.1.
TEST(VariedParameter, ANormalDistributionIsTruncatedAtItsBounds) {
  constexpr double mean = 0.05, sd = 0.1, a = (0 - mean) / sd, b = (1 - mean) / sd;
  const double share = share_below(b) - share_below(a), shift = (density(a) - density(b)) / share;
  const double known_mean = mean + sd * shift,
               known_sd = sd * std::sqrt(1 + (a * density(a) - b * density(b)) / share - shift * shift);
  constexpr int n = 20000;
  const std::vector<double> values =
      drawn("saving.stone_geary.rate", "distribution = \"normal\"\nmean = 0.05\nsd = 0.1\nlow = 0\nhigh = 1\n", n);
  double sum = 0, squares = 0;
  int at_a_bound = 0;
  for (const double value : values) {
    sum += value, squares += value * value;
    if (value <= 0 || value >= 1) ++at_a_bound;
  }
  EXPECT_NEAR(sum / n, known_mean, 1e-4);
  EXPECT_NEAR(std::sqrt(squares / n - sum / n * (sum / n)), known_sd, 1e-4);
  EXPECT_EQ(at_a_bound, 0);
}

TEST(VariedParameter, ANormalDistributionEndsWhereTheParameterDoes) {
  for (const double value : drawn("saving.stone_geary.rate", "distribution = \"normal\"\nmean = 0\nsd = 5\n", 1000)) {
    EXPECT_GT(value, 0);
    EXPECT_LT(value, 1);
  }
}

TEST(VariedParameter, LevelsOfANormalParameterAreCentralQuantiles) {
  const std::map<double, int> levels =
      counted(drawn("consumption.distress", "distribution = \"normal\"\nmean = 50\nsd = 2\n", 50, "morris"));
  ASSERT_EQ(levels.size(), 4u);
  constexpr double z = 2.5758293035489004;  // Phi(z) = .995
  EXPECT_NEAR(levels.begin()->first, 50 - 2 * z, 1e-9);
  EXPECT_NEAR(levels.rbegin()->first, 50 + 2 * z, 1e-9);
}

TEST(VariedParameter, WholeNumbersLieWithinTheirBoundsEachAsOften) {
  using Counts = std::map<double, int>;
  EXPECT_EQ(counted(drawn("run.years", "low = 2.5\nhigh = 4.5\n", 100)), (Counts{{3, 50}, {4, 50}}));
  EXPECT_EQ(counted(drawn("run.years", "low = 2\nhigh = 5\n", 100)), (Counts{{2, 25}, {3, 25}, {4, 25}, {5, 25}}));
  EXPECT_EQ(counted(drawn("run.years", "low = 2.5\nhigh = 3.5\n", 10)), (Counts{{3, 10}}));
}

/// Each whole number k has what lies between k - 1/2 and k + 1/2.
TEST(VariedParameter, WholeNumbersOnALogarithmicScaleAreAboutAsOftenAsTheirInverse) {
  constexpr int n = 20000;
  const std::map<double, int> counts = counted(drawn("run.years", "low = 1\nhigh = 4\ndistribution = \"log_uniform\"\n", n));
  ASSERT_EQ(counts.size(), 4u);
  for (const auto& [k, count] : counts) EXPECT_NEAR(count, n * std::log((k + 0.5) / (k - 0.5)) / std::log(9.0), 2) << k;
}

TEST(VariedParameter, BoundsAroundNothingAreRefused) {
  const auto refusal = [](const std::string& path, const std::string& bounds) -> std::string {
    try {
      static_cast<void>(drawn(path, bounds, 10));
    } catch (const ConfigError& error) {
      return error.what();
    }
    return "";
  };
  EXPECT_NE(refusal("run.years", "low = 2.2\nhigh = 2.8\n").find("low = 2.2, high = 2.8: no whole number lies between"),
            std::string::npos);
  EXPECT_NE(refusal("saving.stone_geary.rate", "distribution = \"normal\"\nmean = 0\nsd = 0.01\nlow = 0.5\nhigh = 1\n")
                .find("less than a millionth"),
            std::string::npos);
}

}  // namespace
}  // namespace povtrap
