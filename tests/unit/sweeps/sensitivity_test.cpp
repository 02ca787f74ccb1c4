#include <povtrap/sensitivity.hpp>

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <numbers>
#include <povtrap/error.hpp>

#include "sweeps/samples.hpp"

namespace povtrap {
namespace {

using Function = std::function<double(const double*)>;

/// A sample as a design, with what a function makes of each point.
struct Tried {
  Design design;
  std::vector<double> outcomes;
};

Tried tried(const PlannedSample& planned, const std::vector<std::string>& names, const Function& function) {
  Tried all;
  all.design.parameters = names;
  for (std::size_t i = 0; i < planned.sample.points(); ++i) {
    const auto point = static_cast<std::int64_t>(i);
    all.design.rows.push_back({point, point, 0, 1, planned.roles[i], std::vector<std::string>(names.size())});
    all.outcomes.push_back(function(planned.sample.point(i)));
  }
  return all;
}

/// Source: Ishigami and Homma (1990), a = 7, b = 0.1.
double ishigami(const double* u) {
  const auto angle = [&](std::size_t i) { return std::numbers::pi * (2 * u[i] - 1); };
  return std::sin(angle(0)) + 7 * std::pow(std::sin(angle(1)), 2) + 0.1 * std::pow(angle(2), 4) * std::sin(angle(0));
}

/// Source: Saltelli and Sobol (1995).
double sobol_g(const double* u) {
  constexpr double a[] = {0, 1, 4.5, 9};
  double product = 1;
  for (std::size_t i = 0; i < 4; ++i) product *= (std::abs(4 * u[i] - 2) + a[i]) / (1 + a[i]);
  return product;
}

TEST(Sensitivity, FindsTheIndicesOfIshigami) {
  const std::vector<std::string> names{"x1", "x2", "x3"};
  const Tried all = tried(saltelli_sample(8192, names), names, ishigami);
  const std::vector<SobolIndices> found = sobol_indices(all.design, all.outcomes, {.resamples = 50});
  constexpr double pi4 = 97.40909103400243723644, a = 7, b = 0.1;
  const double v1 = 0.5 * (1 + b * pi4 / 5) * (1 + b * pi4 / 5), v2 = a * a / 8, v13 = 8.0 * b * b * pi4 * pi4 / 225,
               v = v1 + v2 + v13;
  EXPECT_NEAR(found[0].first, v1 / v, 0.02);
  EXPECT_NEAR(found[1].first, v2 / v, 0.02);
  EXPECT_NEAR(found[2].first, 0, 0.02);
  EXPECT_NEAR(found[0].total, (v1 + v13) / v, 0.02);
  EXPECT_NEAR(found[1].total, v2 / v, 0.02);
  EXPECT_NEAR(found[2].total, v13 / v, 0.02);
  EXPECT_GT(found[0].first_half_width, 0);
  EXPECT_LT(found[0].first_half_width, 0.05);
}

TEST(Sensitivity, FindsTheIndicesOfSobolsG) {
  const std::vector<std::string> names{"a", "b", "c", "d"};
  const Tried all = tried(saltelli_sample(8192, names), names, sobol_g);
  const std::vector<SobolIndices> found = sobol_indices(all.design, all.outcomes, {.resamples = 20});
  constexpr double a[] = {0, 1, 4.5, 9};
  double product = 1;
  std::vector<double> part;
  for (const double one : a) {
    part.push_back(1 / (3 * (1 + one) * (1 + one)));
    product *= 1 + part.back();
  }
  const double v = product - 1;
  for (std::size_t j = 0; j < 4; ++j) {
    EXPECT_NEAR(found[j].first, part[j] / v, 0.02) << j;
    EXPECT_NEAR(found[j].total, part[j] * product / (1 + part[j]) / v, 0.02) << j;
  }
}

TEST(Sensitivity, ElementaryEffectsOfALineAreItsSlopes) {
  const std::vector<std::string> names{"a", "b"};
  const Tried all = tried(morris_trajectories(30, 4, names, 3), names, [](const double* u) { return 2 * u[0] - 3 * u[1] + 1; });
  const std::vector<ElementaryEffects> found = elementary_effects(all.design, all.outcomes);
  EXPECT_NEAR(found[0].mean, 2, 1e-12);
  EXPECT_NEAR(found[1].mean, -3, 1e-12);
  EXPECT_NEAR(found[1].mean_absolute, 3, 1e-12);
  EXPECT_NEAR(found[1].deviation, 0, 1e-12);
}

TEST(Sensitivity, ElementaryEffectsOfSobolsGRankItsParameters) {
  const std::vector<std::string> names{"a", "b", "c", "d"};
  const Tried all = tried(morris_trajectories(2000, 8, names, 3), names, sobol_g);
  const std::vector<ElementaryEffects> found = elementary_effects(all.design, all.outcomes, {.resamples = 100});
  for (std::size_t j = 1; j < 4; ++j)
    EXPECT_GT(found[j - 1].mean_absolute, found[j].mean_absolute + found[j].mean_absolute_half_width);
}

TEST(Sensitivity, ReplicatesAreAveragedAndMissingRunsLeaveTheirGroupOut) {
  const std::vector<std::string> names{"a"};
  Tried all = tried(morris_trajectories(4, 4, names, 1), names, [](const double* u) { return u[0]; });
  Tried twice = all;
  for (std::size_t r = 0; r < all.design.rows.size(); ++r) {
    twice.design.rows.push_back(all.design.rows[r]);
    twice.outcomes.push_back(all.outcomes[r] + 2);
  }
  EXPECT_NEAR(elementary_effects(twice.design, twice.outcomes)[0].mean, 1, 1e-12);
  all.outcomes[0] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_NEAR(elementary_effects(all.design, all.outcomes)[0].mean, 1, 1e-12);
  for (double& outcome : all.outcomes) outcome = std::numeric_limits<double>::quiet_NaN();
  EXPECT_THROW(static_cast<void>(elementary_effects(all.design, all.outcomes)), DataError);
}

TEST(Sensitivity, TellsHowMuchOfTheSampleItUsed) {
  const std::vector<std::string> names{"a", "b"};
  const Function sum = [](const double* u) { return u[0] + u[1]; };
  Tried morris = tried(morris_trajectories(4, 4, names, 1), names, sum), saltelli = tried(saltelli_sample(8, names), names, sum);
  morris.outcomes[4] = std::numeric_limits<double>::quiet_NaN();
  saltelli.outcomes[4] = saltelli.outcomes[9] = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(sample_size(morris.design), 4u);
  EXPECT_EQ(sample_size(saltelli.design), 8u);
  for (const ElementaryEffects& one : elementary_effects(morris.design, morris.outcomes)) EXPECT_EQ(one.trajectories, 3u);
  for (const SobolIndices& one : sobol_indices(saltelli.design, saltelli.outcomes)) EXPECT_EQ(one.base_points, 6u);
  EXPECT_THROW(static_cast<void>(sample_size({{"a"}, {{0, 0, 0, 1, "", {"1"}}}})), DataError);
}

TEST(Sensitivity, ASingleTrajectoryHasNoInterval) {
  const Tried one = tried(morris_trajectories(1, 4, {"a"}, 1), {"a"}, [](const double* u) { return u[0]; });
  EXPECT_TRUE(std::isnan(elementary_effects(one.design, one.outcomes)[0].mean_absolute_half_width));
}

TEST(Sensitivity, AConstantOutcomeHasNoVarianceToShareOut) {
  const std::vector<std::string> names{"a", "b"};
  const Tried all = tried(saltelli_sample(8, names), names, [](const double*) { return 0.1; });
  for (const SobolIndices& one : sobol_indices(all.design, all.outcomes)) {
    EXPECT_TRUE(std::isnan(one.first));
    EXPECT_TRUE(std::isnan(one.total));
    EXPECT_EQ(one.base_points, 8u);
  }
}

TEST(Sensitivity, RefusesOtherDesigns) {
  Design plain{{"a"}, {{0, 0, 0, 1, "", {"1"}}}};
  const std::vector<double> one{1};
  EXPECT_THROW(static_cast<void>(sobol_indices(plain, one)), DataError);
  EXPECT_THROW(static_cast<void>(elementary_effects(plain, one)), DataError);
  EXPECT_THROW(static_cast<void>(elementary_effects(plain, {})), DataError);
}

}  // namespace
}  // namespace povtrap
