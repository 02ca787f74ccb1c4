#include <povtrap/simulation.hpp>

#include "theory/expectations.hpp"

namespace povtrap::theory {
namespace {

/// The bequest map as its paper prints it.   Source: Galor and Zeira (1993), section 3.
struct Dynasty {
  double B, r, i, h, wn, ws;

  [[nodiscard]] double threshold() const { return (wn * (2 + r) + h * (1 + i) - ws) / (i - r); }
  [[nodiscard]] double next(double x) const {
    if (x < threshold()) return B * (x * (1 + r) + wn * (2 + r));
    return B * (ws + (x - h) * (1 + (x < h ? i : r)));
  }
};

Config dynasty(double first, std::vector<std::pair<std::string, std::string>> more = {}) {
  const std::vector<std::pair<std::string, std::string>> one = {{"population.households", "1"},
                                                                {"population.deposits_low", std::to_string(first)},
                                                                {"population.deposits_high", std::to_string(first)}};
  more.insert(more.end(), one.begin(), one.end());
  return canonical("schooling_trap", more);
}

TEST(SchoolingTrap, GivesEveryListedValue) {
  expect_listed_values("C1", measure_schooling_trap(canonical("schooling_trap")));
}

TEST(SchoolingTrap, FollowsThePaperGenerationByGenerationForOtherParameters) {
  const Dynasty paper{0.4, 0.6, (1 + 4 * 0.6) / 3, 1.5, 0.3, 3.6};
  for (const double first : {0.05, 0.4, 0.8, 1.2, 1.45, 1.7, 2.5}) {
    Laboratory family(dynasty(first, {{"saving.bequest.share", "0.4"},
                                      {"credit.deposit_rate", "0.6"},
                                      {"credit.foreign_rate", "0.6"},
                                      {"credit.evasion", "4"},
                                      {"schooling.cost", "1.5"},
                                      {"schooling.premium", "12"},
                                      {"schooling.child_earnings", "0.3"},
                                      {"enterprise.level", "0.3"}}));
    double x = family.deposits().front();
    for (int generation = 1; generation <= 20; ++generation) {
      x = paper.next(x);
      family.run(1);
      ASSERT_NEAR(family.deposits().front(), x, 1e-9) << "from " << first << " in generation " << generation;
    }
  }
}

TEST(SchoolingTrap, RepaysEveryDebtWithinALife) {
  Laboratory family(dynasty(1.3));
  family.run(1);
  EXPECT_EQ(family.schooled().front(), 1.0);
  EXPECT_LT(family.loan_interest(), 0.0);
  EXPECT_EQ(family.debt().front(), 0.0);
}

TEST(SchoolingTrap, NeedsTheWholeFeeWithoutCredit) {
  Laboratory poorer(dynasty(1.999, {{"schooling.loans", "false"}})), richer(dynasty(2.001, {{"schooling.loans", "false"}}));
  poorer.run(1);
  richer.run(1);
  EXPECT_EQ(poorer.schooled().front(), 0.0);
  EXPECT_EQ(richer.schooled().front(), 1.0);
}

TEST(SchoolingTrap, IsGoneIfDebtorsCannotEvade) {
  Laboratory family(dynasty(0.0, {{"credit.evasion", "1000000"}}));
  family.run(300);
  EXPECT_NEAR(family.deposits().front(), 2.4, 1e-5);
}

TEST(SchoolingTrap, SendsNobodyToSchoolIfItDoesNotPay) {
  Laboratory nation(canonical("schooling_trap", {{"schooling.premium", "5"}}));
  nation.run(3);
  for (const double one : nation.schooled()) ASSERT_EQ(one, 0.0);
}

TEST(SchoolingTrap, KeepsTheBankFromGainingOrLosing) {
  Simulation simulation(canonical("schooling_trap", {{"run.years", "100"}}), 1);
  simulation.run();
  const Dataset result = simulation.result();
  for (const double equity : yearly_series(result, "bank_equity")) EXPECT_LT(std::abs(equity / 1073741824.0), 1e-6);
  EXPECT_NEAR(yearly_series(result, "schooled").back(), 0.6, 1e-9);
}

}  // namespace
}  // namespace povtrap::theory
