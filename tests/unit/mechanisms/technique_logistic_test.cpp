#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "mechanisms/technique.hpp"
#include "unit/described.hpp"

namespace povtrap {
namespace {

TEST(TechniqueLogistic, IsHalfWayAtItsCentre) {
  const auto logistic = test::described(make_logistic_technique(),
                                        {{"low", 0.8}, {"high", 1.6}, {"exponent", 0.3}, {"centre", 2.0}, {"steepness", 4.0}});
  const std::vector<double> x{0.5, 2.0, 5.0};
  std::vector<double> f(x.size());
  logistic->output(x.data(), f.data(), x.size());
  EXPECT_NEAR(f[1], 1.2 * std::pow(2.0, 0.3), 1e-12);
  for (const std::size_t i : {0, 2})
    EXPECT_NEAR(f[i], (0.8 + 0.8 / (1 + std::exp(-4 * (x[i] - 2)))) * std::pow(x[i], 0.3), 1e-12);
}

TEST(TechniqueLogistic, BecomesAStepWhenSteep) {
  const auto logistic = test::described(make_logistic_technique(), {{"steepness", 1000.0}});
  const auto step = test::described(make_step_technique());
  const std::vector<double> x{0.1, 1.0, 1.9, 2.1, 5.0, 1e4};
  std::vector<double> smooth(x.size()), sharp(x.size());
  logistic->output(x.data(), smooth.data(), x.size());
  step->output(x.data(), sharp.data(), x.size());
  for (std::size_t i = 0; i < x.size(); ++i) EXPECT_NEAR(smooth[i], sharp[i], 1e-12 * sharp[i]) << x[i];
}

}  // namespace
}  // namespace povtrap
