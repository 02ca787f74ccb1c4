#include "mechanisms/consumption.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "unit/described.hpp"

namespace povtrap {
namespace {

struct Basket {
  explicit Basket(std::vector<double> money, double committed_food, test::Parameters parameters = {})
      : spending(std::move(money)), committed(spending.size(), committed_food) {
    ConsumptionParameters p;
    test::describe(p, parameters);
    food.resize(spending.size()), services.resize(spending.size()), manufactures.resize(spending.size());
    divide_spending(p, spending.size(), spending.data(), committed.data(), food.data(), services.data(), manufactures.data());
  }

  std::vector<double> spending, committed, food, services, manufactures;
};

TEST(Consumption, AddsUpToSpending) {
  const Basket basket({0, 10, 100, 123.456, 1e6}, 100);
  for (std::size_t i = 0; i < basket.spending.size(); ++i) {
    EXPECT_NEAR(basket.food[i] + basket.services[i] + basket.manufactures[i], basket.spending[i], 1e-9);
    EXPECT_GE(basket.manufactures[i], 0.0);
  }
}

TEST(Consumption, PutsCommittedFoodBeforeAllElse) {
  const Basket basket({60, 100}, 100);
  EXPECT_EQ(basket.food, (std::vector<double>{60, 100}));
  EXPECT_EQ(basket.services, (std::vector<double>{0, 0}));
  EXPECT_EQ(basket.manufactures, (std::vector<double>{0, 0}));
}

TEST(Consumption, SpendsTheRestInFixedShares) {
  const Basket basket({300}, 100, {{"consumption.food_share", 0.25}, {"consumption.services_share", 0.4}});
  EXPECT_NEAR(basket.food[0], 150, 1e-12);
  EXPECT_NEAR(basket.services[0], 80, 1e-12);
  EXPECT_NEAR(basket.manufactures[0], 70, 1e-12);
}

TEST(Consumption, GivesFoodASmallerShareOfLargerBudgets) {
  const Basket basket({150, 300, 600, 1200}, 100);
  for (std::size_t i = 1; i < 4; ++i) EXPECT_LT(basket.food[i] / basket.spending[i], basket.food[i - 1] / basket.spending[i - 1]);
}

}  // namespace
}  // namespace povtrap
