#include "theory/expectations.hpp"

namespace povtrap::theory {
namespace {

TEST(SavingsTrap, GivesEveryListedValue) {
  expect_listed_values("G2", measure_savings_trap(canonical("savings_trap")));
}

TEST(SavingsTrap, LeavesTwoEndsForTheHouseholdsOfItsLadder) {
  const auto households = ladder(canonical("savings_trap"), 600);
  ASSERT_EQ(households.size(), 9U);
  EXPECT_NEAR(households[4].first, 0.9, 1e-9) << "the comments of the file speak of this household";
  for (const auto& [first, last] : households) {
    if (first < 1.0) {
      EXPECT_LT(last, 1e-9) << "from capital " << first;
    } else {
      EXPECT_NEAR(last, 16.0, 1e-3) << "from capital " << first;
    }
  }
}

TEST(SavingsTrap, FollowsTheClosedFormForOtherParameters) {
  const double s = 0.25, A = 1.2, d = 0.05, cbar = 0.9;
  const Config config = canonical("savings_trap", {{"saving.stone_geary.rate", "0.25"},
                                                   {"enterprise.solow.scale", "1.2"},
                                                   {"enterprise.depreciation", "0.05"},
                                                   {"saving.stone_geary.intercept", "0.9"}});
  const double root = std::sqrt(A * A - 4 * cbar * d / s);
  const double low = std::pow((A - root) / (2 * d / s), 2), high = std::pow((A + root) / (2 * d / s), 2);
  const Values measured = measure_savings_trap(config);
  expect_relative(measured.at("G2.k_threshold"), low, 1e-9);
  expect_relative(measured.at("G2.k_high"), high, 1e-9);
  expect_relative(measured.at("G2.cbar_critical"), A * A * s / (4 * d), 1e-9);
  EXPECT_NEAR(measured.at("G2.eig_threshold"), 1 - d + s * A / (2 * std::sqrt(low)), 1e-9);
  EXPECT_NEAR(measured.at("G2.eig_high"), 1 - d + s * A / (2 * std::sqrt(high)), 1e-9);
  EXPECT_NEAR(measured.at("G2.saving_rate_high"), d * high / (A * std::sqrt(high)), 1e-9);
  EXPECT_NEAR(measured.at("G2.tau_no_trap"), d * std::pow(cbar / A, 2), 1e-6);
}

TEST(SavingsTrap, FollowsTheFixedPointEquationForAnotherExponent) {
  const auto growth = [](double k) { return 0.3 * (std::pow(k, 0.4) - 0.7) - 0.06 * k; };
  const Config config =
      canonical("savings_trap", {{"enterprise.solow.exponent", "0.4"}, {"saving.stone_geary.intercept", "0.7"}});
  expect_relative(threshold(config, 1e-3, 1e3), zero_of(growth, 0.3, 3.0), 1e-9);
  expect_relative(settle(config, 1e3).capital, zero_of(growth, 3.0, 100.0), 1e-9);
}

TEST(SavingsTrap, KeepsItsThresholdWhenPeriodsAreQuarters) {
  const Config config = with(canonical("savings_trap"), "run.periods_per_year", 4.0);
  expect_relative(threshold(config, 1e-3, 1e3), 1.0, 1e-8);
}

TEST(SavingsTrap, IsGoneWithoutSubsistence) {
  const Config config = with(canonical("savings_trap"), "saving.stone_geary.intercept", 0.0);
  EXPECT_FALSE(has_two_basins(config, 1e-3, 1e3));
  expect_relative(settle(config, 1e-3).capital, 25.0, 1e-9);  // (s A / d)^2
  EXPECT_TRUE(std::isnan(threshold(config, 1e-3, 1e3)));
}

TEST(SavingsTrap, HoldsEverybodyAboveTheCriticalSubsistence) {
  const Config config = with(canonical("savings_trap"), "saving.stone_geary.intercept", 1.2501);
  EXPECT_FALSE(grows_somewhere(config));
  EXPECT_LT(settle(config, 1e3).capital, 1e-9);
  EXPECT_TRUE(grows_somewhere(with(config, "saving.stone_geary.intercept", 1.2499)));
}

TEST(SavingsTrap, SupportThatTheFileDescribesSavesWhoIsNear) {
  const Config helped = canonical("savings_trap", {{"grants.active", "true"}});
  expect_relative(settle(helped, 0.9).capital, 16.0, 1e-6);
  EXPECT_LT(settle(helped, 0.8).capital, 1e-9) << "too far below for three periods of support";
  EXPECT_LT(settle(with(helped, "grants.end", 2.0), 0.9).capital, 1e-9) << "support ended one period too early";
}

}  // namespace
}  // namespace povtrap::theory
