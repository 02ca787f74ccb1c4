#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "mechanisms/technique.hpp"
#include "unit/described.hpp"

namespace povtrap {
namespace {

TEST(TechniqueTwo, IsTheBetterOfTwo) {
  const auto two = test::described(
      make_two_technique(), {{"low", 1.0}, {"low_exponent", 0.3}, {"high", 1.0}, {"high_exponent", 0.45}, {"fixed_loss", 0.45}});
  std::vector<double> x, f(100);
  for (int i = 0; i < 100; ++i) x.push_back(0.1 * (i + 1));
  two->output(x.data(), f.data(), x.size());
  for (std::size_t i = 0; i < x.size(); ++i) {
    EXPECT_NEAR(f[i], std::max(std::pow(x[i], 0.3), std::pow(x[i], 0.45) - 0.45), 1e-12) << x[i];
  }
  EXPECT_NEAR(f[0], std::pow(x[0], 0.3), 1e-12);
  EXPECT_NEAR(f[99], std::pow(x[99], 0.45) - 0.45, 1e-12);
}

TEST(TechniqueTwo, NeverLosesMoreThanItMakes) {
  const auto two = test::described(make_two_technique(), {{"fixed_loss", 100.0}});
  const std::vector<double> x{0, 0.1, 1, 10};
  std::vector<double> f(x.size());
  two->output(x.data(), f.data(), x.size());
  for (const double output : f) EXPECT_GE(output, 0.0);
}

}  // namespace
}  // namespace povtrap
