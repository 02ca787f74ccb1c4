#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "mechanisms/technique.hpp"
#include "unit/described.hpp"

namespace povtrap {
namespace {

TEST(TechniqueStep, JumpsAtItsThreshold) {
  const auto step = test::described(make_step_technique(), {{"low", 0.8}, {"high", 1.6}, {"exponent", 0.3}, {"threshold", 2.0}});
  const std::vector<double> x{1.0, std::nextafter(2.0, 0.0), 2.0, 3.0};
  std::vector<double> f(x.size());
  step->output(x.data(), f.data(), x.size());
  EXPECT_NEAR(f[0], 0.8, 1e-14);
  EXPECT_NEAR(f[1], 0.8 * std::pow(2.0, 0.3), 1e-12);
  EXPECT_NEAR(f[2], 1.6 * std::pow(2.0, 0.3), 1e-12);
  EXPECT_NEAR(f[3], 1.6 * std::pow(3.0, 0.3), 1e-12);
}

TEST(TechniqueStep, RisesWithCapitalOnBothSides) {
  const auto step = test::described(make_step_technique());
  std::vector<double> x, f(400);
  for (int i = 0; i < 400; ++i) x.push_back(0.01 * (i + 1));
  step->output(x.data(), f.data(), x.size());
  for (std::size_t i = 1; i < x.size(); ++i) EXPECT_GT(f[i], f[i - 1]) << x[i];
}

TEST(TechniqueStep, MakesNothingFromNothing) {
  const auto step = test::described(make_step_technique());
  const double x = 0;
  double f = -1;
  step->output(&x, &f, 1);
  EXPECT_EQ(f, 0.0);
}

TEST(TechniqueStep, KnowsWhatMoreCapitalYields) {
  const auto rule = test::described(make_step_technique());
  const std::vector<double> x{0.05, 0.7, 1.95, 2.0, 7.0};
  std::vector<double> more, f(x.size()), f_more(x.size()), exact(x.size());
  for (const double now : x) more.push_back(1.05 * now);
  rule->output(x.data(), f.data(), x.size());
  rule->output(more.data(), exact.data(), x.size());
  for (const double ratio : {1.05, 0.0}) {
    rule->output_of_more({x.size(), x.data(), f.data(), more.data(), ratio}, f_more.data());
    for (std::size_t i = 0; i < x.size(); ++i) EXPECT_NEAR(f_more[i], exact[i], 1e-13 * exact[i]) << x[i];
  }
}

}  // namespace
}  // namespace povtrap
