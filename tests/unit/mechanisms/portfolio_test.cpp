#include "mechanisms/portfolio.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "unit/described.hpp"

namespace povtrap {
namespace {

std::vector<double> wanted(test::Parameters parameters, const std::vector<double>& deposits, const std::vector<double>& bonds,
                           const std::vector<float>& income, double dt = 1.0, double rate = 0.03) {
  PortfolioParameters p;
  test::describe(p, parameters);
  std::vector<double> answer(deposits.size());
  want_bonds(p, {deposits.size(), deposits.data(), bonds.data(), income.data(), dt, rate}, answer.data());
  return answer;
}

TEST(Portfolio, DividesWealthAsTobinDoes) {
  const auto bonds = wanted({}, {600, 1000}, {400, 0}, {500, 2000});
  EXPECT_NEAR(bonds[0], (0.635 + 5 * 0.03) * 1000 - 0.01 * 500, 1e-2);
  EXPECT_NEAR(bonds[1], (0.635 + 5 * 0.03) * 1000 - 0.01 * 2000, 1e-2);
}

TEST(Portfolio, CountsIncomeOfAYear) {
  EXPECT_EQ(wanted({}, {1000}, {0}, {500}, 0.25), wanted({}, {1000}, {0}, {2000}, 1.0));
}

TEST(Portfolio, HoldsNeitherLessThanNothingNorMoreThanThereIs) {
  const auto bonds = wanted({{"portfolio.income_response", 1.0}, {"portfolio.interest_response", 100.0}}, {100, -50, 1000, 0},
                            {0, 20, 0, 0}, {1e6F, 10, 0, 10});
  EXPECT_EQ(bonds, (std::vector<double>{0, 0, 1000, 0}));
}

TEST(Portfolio, LiesOnTheGridOfMoney) {
  for (const double bonds : wanted({}, {1000.0 / 1024, 77.125}, {0, 3.5}, {1, 2}))
    EXPECT_EQ(bonds * 1024, static_cast<long>(bonds * 1024));
}

}  // namespace
}  // namespace povtrap
