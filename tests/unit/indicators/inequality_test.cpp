#include "indicators/inequality.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <povtrap/error.hpp>

#include "lognormal.hpp"

namespace povtrap {
namespace {

Distribution unweighted(const std::vector<double>& values) {
  return {values, std::vector<double>(values.size(), 1.0)};
}

Distribution one_to_ten() {
  return unweighted({7, 2, 9, 4, 1, 10, 3, 8, 5, 6});
}

std::vector<double> all_measures(const Distribution& d, double line) {
  return {d.persons(),
          d.mean(),
          d.gini(),
          d.median(),
          d.quantile(0.1),
          d.quantile(0.9),
          d.lorenz(0.37),
          d.palma(),
          d.s80_s20(),
          d.share(.2, .6),
          d.theil_t(),
          d.theil_l(),
          d.atkinson(0.5),
          d.atkinson(1),
          d.sen(line),
          d.atkinson(2),
          d.sst(line),
          d.sen_finite(line),
          d.quantile_ratio(0.9, 0.1)};
}

void expect_near(const std::vector<double>& a, const std::vector<double>& b, double tolerance) {
  ASSERT_EQ(a.size(), b.size());
  for (std::size_t i = 0; i < a.size(); ++i) EXPECT_NEAR(a[i], b[i], tolerance) << "measure " << i;
}

TEST(Inequality, OneToTenHasThePublishedMeasures) {
  const Distribution d = one_to_ten();
  EXPECT_NEAR(d.gini(), 0.3, 1e-12);                  // I1.gini
  EXPECT_NEAR(d.theil_t(), 0.151303372342, 1e-12);    // I1.theil_t
  EXPECT_NEAR(d.theil_l(), 0.194307, 1e-6);           // I1, economics.md section 3
  EXPECT_NEAR(d.atkinson(0.5), 0.082139, 1e-6);       // I1, economics.md section 3
  EXPECT_NEAR(d.atkinson(1), 0.176594783979, 1e-12);  // I1.atkinson_1
  EXPECT_NEAR(d.atkinson(2), 0.37924154155, 1e-12);   // I1.atkinson_2
  EXPECT_NEAR(d.palma(), 1.0, 1e-12);                 // I1.palma
  EXPECT_NEAR(d.s80_s20(), 6.33333333333, 1e-11);     // I1.s80s20, printed to 12 digits
  EXPECT_EQ(d.quantile_ratio(0.9, 0.1), 9.0);         // I1.p90p10
  EXPECT_NEAR(d.sen_finite(5), 0.24, 1e-12);          // I1.sen_finite
  EXPECT_NEAR(d.sen(5), 0.25, 1e-12);                 // I1, economics.md section 3
  EXPECT_NEAR(d.sst(5), 0.34, 1e-12);                 // I1, economics.md section 3
}

TEST(Inequality, WeightsCountAsPeople) {
  const Distribution d(std::vector<double>{20, 4, 2, 8, 5}, std::vector<double>{1, 2, 3, 3, 1});
  EXPECT_NEAR(d.gini(), 0.392063492063, 1e-12);       // I2.gini
  EXPECT_NEAR(d.theil_t(), 0.272429255585, 1e-12);    // I2.theil_t
  EXPECT_NEAR(d.theil_l(), 0.270997125903, 1e-12);    // I2.theil_l
  EXPECT_NEAR(d.atkinson(1), 0.237381311758, 1e-12);  // I2.atkinson_1
  EXPECT_NEAR(d.palma(), 2.0, 1e-12);                 // I2.palma
  EXPECT_NEAR(d.sen(5), 0.268, 1e-12);                // I2.sen
  EXPECT_NEAR(d.sst(5), 0.354, 1e-12);                // I2.sst
  expect_near(all_measures(unweighted({2, 2, 2, 4, 4, 5, 8, 8, 8, 20}), 5), all_measures(d, 5), 1e-13);
}

TEST(Inequality, LognormalPopulationHasTheClosedForms) {
  const test::Lognormal population(0.7, 0.5, 60000);
  const Distribution d(population.income, population.persons);
  EXPECT_NEAR(d.gini(), 0.379382, 1e-6);                         // I3, economics.md section 3
  EXPECT_NEAR(d.theil_t(), 0.245, 1e-7);                         // I3.theil_t
  EXPECT_NEAR(d.theil_l(), 0.245, 1e-7);                         // I3.theil_t, note
  EXPECT_NEAR(d.atkinson(0.5), 0.115294095057, 1e-7);            // I3.atkinson_0.5
  EXPECT_NEAR(d.atkinson(1), 0.217295461758, 1e-7);              // I3.atkinson_1
  EXPECT_NEAR(d.atkinson(2), 0.387373605816, 1e-7);              // I3.atkinson_2
  EXPECT_NEAR(d.quantile_ratio(0.9, 0.1), 6.01449381295, 2e-3);  // I3.p90p10, two quantiles each within a cell
  EXPECT_NEAR(d.palma(), 1.647607, 1e-6);                        // I3, economics.md section 3
  EXPECT_NEAR(d.sst(0.5), 0.085154, 1e-6);                       // I3, economics.md section 3
  EXPECT_NEAR(d.median(), 1, 2e-4);
}

TEST(Inequality, ParetoTailHasTheClosedForms) {
  std::vector<double> income(100000);
  for (std::size_t i = 0; i < income.size(); ++i)
    income[i] = std::pow(1 - (static_cast<double>(i) + 0.5) / static_cast<double>(income.size()), -1 / 2.5);
  const Distribution d = unweighted(income);
  EXPECT_NEAR(d.gini(), 0.25, 0.001);                   // I3b.pareto_gini
  EXPECT_NEAR(d.share(0.9, 1), 0.251188643151, 0.001);  // I3b.pareto_top10
}

TEST(Inequality, OrderOfPeopleDoesNotMatter) {
  std::vector<double> income(1000), weights(1000);
  for (std::size_t i = 0; i < 1000; ++i) {
    income[i] = 0.1 + std::fmod(static_cast<double>(i) * 0.6180339887498949, 1.0);
    weights[i] = static_cast<double>(1 + i % 4);
  }
  const std::vector<double> forth = all_measures({income, weights}, 0.5);
  std::ranges::reverse(income);
  std::ranges::reverse(weights);
  expect_near(all_measures({income, weights}, 0.5), forth, 1e-11);
}

TEST(Inequality, QuantileIsTheSmallestIncomeThatReachesItsShare) {
  const Distribution d = one_to_ten();
  EXPECT_EQ(d.quantile(0), 1);
  EXPECT_EQ(d.quantile(0.1), 1);
  EXPECT_EQ(d.quantile(0.11), 2);
  EXPECT_EQ(d.quantile(0.7), 7);
  EXPECT_EQ(d.quantile(1), 10);
  EXPECT_EQ(d.median(), 5);
  std::vector<double> hundred(100);
  std::iota(hundred.begin(), hundred.end(), 1.0);
  EXPECT_EQ(unweighted(hundred).quantile(0.07), 7);  // 0.07 * 100 is a little above 7 in binary numbers
}

TEST(Inequality, LorenzCurveSplitsThePersonOnTheBoundary) {
  const Distribution d = unweighted({1, 3});
  EXPECT_EQ(d.lorenz(0), 0);
  EXPECT_NEAR(d.lorenz(0.75), 0.625, 1e-15);
  EXPECT_EQ(d.lorenz(1), 1);
  EXPECT_NEAR(d.share(0.25, 0.75), 0.5, 1e-15);
  const std::vector<double> points = d.lorenz_points(4);
  ASSERT_EQ(points.size(), 5U);
  EXPECT_NEAR(points[1], 0.125, 1e-15);
  EXPECT_NEAR(points[2], 0.25, 1e-15);
}

TEST(Inequality, OnePersonIsEqual) {
  const Distribution d(std::vector<double>{42}, std::vector<double>{0.3});
  EXPECT_NEAR(d.gini(), 0, 1e-15);
  EXPECT_NEAR(d.theil_t(), 0, 1e-15);
  EXPECT_NEAR(d.theil_l(), 0, 1e-15);
  EXPECT_NEAR(d.atkinson(2), 0, 1e-15);
  EXPECT_NEAR(d.palma(), 0.25, 1e-14);
  EXPECT_EQ(d.median(), 42);
}

TEST(Inequality, MeanOfZeroHasNoInequality) {
  for (const Distribution& d : {unweighted({0, 0, 0}), unweighted({-1, 1})})
    for (const double measure : {d.gini(), d.palma(), d.lorenz(0.5), d.theil_t(), d.theil_l(), d.atkinson(1), d.atkinson(0.5)})
      EXPECT_TRUE(std::isnan(measure));
}

TEST(Inequality, ZeroIncomesHaveTheLimits) {
  const Distribution d = unweighted({0, 0, 0, 0, 0, 1, 1, 1, 1, 1});
  EXPECT_TRUE(std::isinf(d.palma()));
  EXPECT_TRUE(std::isinf(d.s80_s20()));
  EXPECT_TRUE(std::isinf(d.quantile_ratio(0.9, 0.1)));
  EXPECT_TRUE(std::isinf(d.theil_l()));
  EXPECT_NEAR(d.theil_t(), std::log(2.0), 1e-15);
  EXPECT_EQ(d.atkinson(1), 1);
  EXPECT_EQ(d.atkinson(2), 1);
  EXPECT_NEAR(d.atkinson(0.5), 0.5, 1e-14);
  EXPECT_EQ(d.atkinson(0), 0);
  EXPECT_NEAR(d.gini(), 0.5, 1e-15);
}

TEST(Inequality, IncomesBelowZeroAreRankedButHaveNoLogarithms) {
  const Distribution d = unweighted({-2, 1, 4});
  EXPECT_NEAR(d.gini(), 4.0 / 3, 1e-14);  // 2 (3 x 4 + 2 x 1 - 2) / (3 x 3) - 4 / 3
  EXPECT_TRUE(std::isnan(d.theil_t()));
  EXPECT_TRUE(std::isnan(d.theil_l()));
  EXPECT_TRUE(std::isnan(d.atkinson(0.5)));
}

TEST(Inequality, PovertyByRankIsZeroWithoutPoorAndOneWithoutIncome) {
  const Distribution rich = unweighted({6, 7}), nothing = unweighted({0, 0, 0});
  for (const double measure : {rich.sen(5), rich.sen_finite(5), rich.sst(5), rich.sst(6)}) EXPECT_EQ(measure, 0);
  for (const double measure : {nothing.sen(5), nothing.sen_finite(5), nothing.sst(5)}) EXPECT_NEAR(measure, 1, 1e-15);
}

TEST(Inequality, RefusesWhatCannotBeMeasured) {
  EXPECT_THROW(unweighted({}), DataError);
  EXPECT_THROW(Distribution(std::vector<double>{1, 2}, std::vector<double>{0, 0}), DataError);
  EXPECT_THROW(Distribution(std::vector<double>{1, 2}, std::vector<double>{1}), DataError);
  EXPECT_THROW(unweighted({1, std::nan("")}), DataError);
  const Distribution d = one_to_ten();
  EXPECT_THROW(static_cast<void>(d.quantile(1.1)), ConfigError);
  EXPECT_THROW(static_cast<void>(d.lorenz(std::nan(""))), ConfigError);
  EXPECT_THROW(static_cast<void>(d.lorenz_points(0)), ConfigError);
  EXPECT_THROW(static_cast<void>(d.atkinson(-1)), ConfigError);
  EXPECT_THROW(static_cast<void>(d.sen(0)), ConfigError);
  EXPECT_THROW(static_cast<void>(d.sst(-1)), ConfigError);
}

}  // namespace
}  // namespace povtrap
