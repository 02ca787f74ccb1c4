#include "theory/expectations.hpp"

namespace povtrap::theory {
namespace {

TEST(NutritionTrap, GivesEveryListedValue) {
  expect_listed_values("N3", measure_nutrition_trap(canonical("nutrition_trap")));
}

TEST(NutritionTrap, FollowsTheFixedPointsForOtherParameters) {
  const double W = 4.0, a = 1.5;
  const Config config = canonical("nutrition_trap", {{"enterprise.level", "4"}, {"nutrition.hill.half", "1.5"}});
  Laboratory well_fed(with(config, "population.nutrition", 10.0));
  well_fed.run(500);
  EXPECT_NEAR(well_fed.accounts().output, (W + std::sqrt(W * W - 4 * a * a)) / 2, 1e-9);
  const double threshold = (W - std::sqrt(W * W - 4 * a * a)) / 2;
  const auto end = [&](double nutrition) {
    Laboratory household(with(config, "population.nutrition", nutrition));
    household.run(500);
    return household.accounts().output;
  };
  EXPECT_LT(end(0.999 * threshold), 1e-6);
  EXPECT_GT(end(1.001 * threshold), threshold);
}

TEST(NutritionTrap, FeedsNobodyForEverIfWorkIsWorthTooLittle) {
  Laboratory household(canonical("nutrition_trap", {{"enterprise.level", "1.9"}, {"population.nutrition", "10"}}));
  household.run(1000);
  EXPECT_LT(household.accounts().output, 1e-6);
}

TEST(NutritionTrap, IsGoneWithoutTheRule) {
  Laboratory household(canonical("nutrition_trap", {{"nutrition.rule", "off"}}));
  household.run(1);
  EXPECT_NEAR(household.accounts().output, 2.5, 1e-9);
}

}  // namespace
}  // namespace povtrap::theory
