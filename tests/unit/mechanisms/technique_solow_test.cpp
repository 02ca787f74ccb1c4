#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "mechanisms/technique.hpp"
#include "unit/described.hpp"

namespace povtrap {
namespace {

TEST(TechniqueSolow, IsAPowerOfCapital) {
  const auto solow = test::described(make_solow_technique(), {{"scale", 1.3}, {"exponent", 0.4}});
  const std::vector<double> x{0, 0.01, 0.5, 1, 2, 100};
  std::vector<double> f(x.size());
  solow->output(x.data(), f.data(), x.size());
  for (std::size_t i = 0; i < x.size(); ++i) EXPECT_NEAR(f[i], 1.3 * std::pow(x[i], 0.4), 1e-12 * (1 + f[i])) << x[i];
}

TEST(TechniqueSolow, HasDiminishingReturnsEverywhere) {
  const auto solow = test::described(make_solow_technique());
  std::vector<double> x, f(200);
  for (int i = 0; i < 200; ++i) x.push_back(0.05 * (i + 1));
  solow->output(x.data(), f.data(), x.size());
  for (std::size_t i = 1; i + 1 < x.size(); ++i) {
    EXPECT_GT(f[i + 1], f[i]);
    EXPECT_LT(f[i + 1] - f[i], f[i] - f[i - 1]);
  }
}

TEST(TechniqueSolow, KnowsWhatMoreCapitalYields) {
  const auto rule = test::described(make_solow_technique(), {{"scale", 1.3}, {"exponent", 0.4}});
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
