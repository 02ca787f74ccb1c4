#include "theory/expectations.hpp"

namespace povtrap::theory {
namespace {

TEST(TwoRegions, GiveEveryListedValue) {
  expect_listed_values("B6", measure_two_regions(canonical("two_regions")));
}

TEST(TwoRegions, FollowTheMultiplierMatrixForOtherParameters) {
  const double west = 0.9, east = 0.75, west_home = 0.7, east_home = 0.85;
  const Values measured = measure_two_regions(canonical("two_regions", {{"saving.stone_geary.rate", "0.25"},
                                                                        {"regions.saving_factor", "[0.4, 1.0]"},
                                                                        {"regions.services_elsewhere", "[0.3, 0.15]"}}));
  const double a = west * west_home, b = east * (1 - east_home), c = west * (1 - west_home), d = east * east_home;
  const double first = a - b, second = c - d, determinant = (1 - a) * (1 - d) - b * c;
  EXPECT_NEAR(measured.at("B6.output_W_per_unit_transfer"), ((1 - d) * first + b * second) / determinant, 1e-8);
  EXPECT_NEAR(measured.at("B6.output_E_per_unit_transfer"), (c * first + (1 - a) * second) / determinant, 1e-8);
}

TEST(TwoRegions, GainNothingInAllIfBothSpendTheSame) {
  const Values measured = measure_two_regions(canonical("two_regions", {{"regions.saving_factor", "[1, 1]"}}));
  EXPECT_NEAR(measured.at("B6.output_total_per_unit_transfer"), 0.0, 1e-8);
}

TEST(TwoRegions, LoseAllSalesToEachOtherIfNobodyBuysAtHome) {
  const Values measured = measure_two_regions(
      canonical("two_regions", {{"regions.services_elsewhere", "[1, 1]"}, {"regions.saving_factor", "[1, 1]"}}));
  EXPECT_LT(measured.at("B6.output_W_per_unit_transfer"), 0.0) << "what the West gets is spent in the East";
  EXPECT_GT(measured.at("B6.output_E_per_unit_transfer"), 0.0);
}

}  // namespace
}  // namespace povtrap::theory
