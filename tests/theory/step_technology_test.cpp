#include <algorithm>

#include "theory/expectations.hpp"

namespace povtrap::theory {
namespace {

TEST(StepTechnology, GivesEveryListedValue) {
  expect_listed_values("G3", measure_step_technology(canonical("step_technology")));
}

TEST(StepTechnology, DividesItsLadderIntoTwoClubs) {
  const auto households = ladder(canonical("step_technology"), 400);
  ASSERT_EQ(households.size(), 12U);
  for (const auto& [first, last] : households) {
    EXPECT_NEAR(last, first < 12.0 ? 6.67959354171 : 17.7911577837, 1e-6) << "from capital " << first;
  }
}

TEST(StepTechnology, FollowsTheClosedFormForOtherParameters) {
  const double s = 0.2, a = 0.35, d = 0.1, A1 = 1.1, A2 = 2.0;
  const Config config = canonical("step_technology", {{"saving.stone_geary.rate", "0.2"},
                                                      {"enterprise.step.exponent", "0.35"},
                                                      {"enterprise.depreciation", "0.1"},
                                                      {"enterprise.step.low", "1.1"},
                                                      {"enterprise.step.high", "2.0"},
                                                      {"enterprise.step.threshold", "5"}});
  const double low = std::pow(s * A1 / d, 1 / (1 - a));
  const Values measured = measure_step_technology(config);
  expect_relative(measured.at("G3.k_low"), low, 1e-9);
  expect_relative(measured.at("G3.k_high"), std::pow(s * A2 / d, 1 / (1 - a)), 1e-9);
  expect_relative(measured.at("G3.income_ratio"), std::pow(A2 / A1, 1 / (1 - a)), 1e-9);
  expect_relative(measured.at("G3.k_threshold"), 5.0, 1e-9);
  expect_relative(measured.at("G3.kb_min_for_trap"), low, 1e-9);
}

TEST(StepTechnology, LetsEverybodyEscapeIfTheStepIsLow) {
  const Config config = with(canonical("step_technology"), "enterprise.step.threshold", 6.6);
  EXPECT_FALSE(has_two_basins(config, 1e-3, 1e3));
  expect_relative(settle(config, 1e-3).capital, 17.7911577837, 1e-9);
}

TEST(StepTechnology, IsOfNoUseIfTheStepIsTooHighToHold) {
  const Config config = with(canonical("step_technology"), "enterprise.step.threshold", 18.0);
  EXPECT_FALSE(has_two_basins(config, 1e-3, 1e3));
  expect_relative(settle(config, 17.9).capital, 6.67959354171, 1e-9);
}

TEST(LogisticTechnology, GivesEveryListedValue) {
  expect_listed_values("G4", measure_logistic(canonical("logistic")));
}

TEST(LogisticTechnology, FollowsTheFixedPointEquationForOtherParameters) {
  const Config config = canonical("step_technology", {{"enterprise.technique", "logistic"},
                                                      {"enterprise.logistic.steepness", "0.9"},
                                                      {"enterprise.logistic.centre", "13"},
                                                      {"enterprise.logistic.high", "2"}});
  const auto growth = [](double k) { return 0.25 * (1 + 1 / (1 + std::exp(-0.9 * (k - 13)))) * std::pow(k, 0.4) - 0.08 * k; };
  const Values measured = measure_logistic(config);
  expect_relative(measured.at("G4.k_low"), zero_of(growth, 5.0, 8.0), 1e-8);
  expect_relative(measured.at("G4.k_threshold"), zero_of(growth, 8.0, 14.0), 1e-8);
  expect_relative(measured.at("G4.k_high"), zero_of(growth, 14.0, 40.0), 1e-8);
}

TEST(LogisticTechnology, HasNoTrapIfTheStepIsSoft) {
  const Config config =
      canonical("step_technology", {{"enterprise.technique", "logistic"}, {"enterprise.logistic.steepness", "0.1"}});
  EXPECT_FALSE(has_two_basins(config, 1e-3, 1e3));
}

TEST(TwoTechniques, HaveOneSteadyStateIfTheSavedShareIsConstant) {
  const Config config = canonical("step_technology", {{"enterprise.technique", "two_technique"},
                                                      {"enterprise.two_technique.low", "1.2"},
                                                      {"enterprise.two_technique.high", "1.2"}});
  const auto growth = [](double k) {
    return 0.25 * std::max(1.2 * std::pow(k, 0.30), 1.2 * std::pow(k, 0.45) - 0.45) - 0.08 * k;
  };
  const double expected = zero_of(growth, 0.1, 100.0);
  expect_relative(settle(config, 1e-3).capital, expected, 1e-9);
  expect_relative(settle(config, 1e3).capital, expected, 1e-9);
}

TEST(TwoTechniques, UseTheBetterOneOnEachSideOfTheSwitch) {
  const Config config = canonical("step_technology", {{"enterprise.technique", "two_technique"},
                                                      {"enterprise.two_technique.low", "1.2"},
                                                      {"enterprise.two_technique.high", "1.2"},
                                                      {"saving.stone_geary.rate", "1"},
                                                      {"enterprise.depreciation", "1"}});
  constexpr double kswitch = 4.25915054035;  // A1.kswitch_a1.2
  expect_relative(capital_after(config, 0.9 * kswitch, 1), 1.2 * std::pow(0.9 * kswitch, 0.30), 1e-10);
  expect_relative(capital_after(config, 1.1 * kswitch, 1), 1.2 * std::pow(1.1 * kswitch, 0.45) - 0.45, 1e-10);
  expect_relative(capital_after(config, kswitch, 1), 1.2 * std::pow(kswitch, 0.45) - 0.45, 1e-10);
}

}  // namespace
}  // namespace povtrap::theory
