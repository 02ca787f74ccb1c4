#include "programmes/village_fund.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <numeric>

#include "unit/described.hpp"

namespace povtrap {
namespace {

/// A member with a loan.
struct FundBorrower {
  double debt = 0, payable = 0, luck = 1;
  double interest = 0, repaid = 0, written_off = 0;
  bool failed = false;
};

template <std::size_t n>
void service(const FundTerms& terms, std::array<FundBorrower, n>& borrowers) {
  std::array<double, n> debt, payable, remnant = {}, luck, interest, repaid, written_off;
  std::array<std::uint8_t, n> failed;
  for (std::size_t i = 0; i < n; ++i) {
    debt[i] = borrowers[i].debt;
    payable[i] = borrowers[i].payable;
    luck[i] = borrowers[i].luck;
  }
  service_fund_loans(terms, {n, debt.data(), payable.data(), remnant.data(), luck.data(), interest.data(), repaid.data(),
                             written_off.data(), failed.data()});
  for (std::size_t i = 0; i < n; ++i) {
    EXPECT_GE(payable[i], 0);
    borrowers[i] = {debt[i], payable[i], luck[i], interest[i], repaid[i], written_off[i], failed[i] != 0};
  }
}

double left_of(const FundBorrower& b) {
  return b.debt + b.repaid + b.written_off;
}

/// Class of a single household by its income over the line and its expected return.
std::uint8_t class_of(const VillageFundParameters& fund, double income_over_line, double expected_return) {
  const float income = static_cast<float>(1000.0 * income_over_line), persons = 1.0F;
  std::uint8_t rank = 255;
  rank_borrowers(fund, {1, 1000.0, &income, &persons, &expected_return}, 64, &rank);
  return rank;
}

TEST(VillageFund, TakesInterestFirstAndThenWhatIsDue) {
  std::array<FundBorrower, 3> b = {{{.debt = 100, .payable = 1000}, {.debt = 100, .payable = 30}, {.debt = 100, .payable = 4}}};
  service({.interest = 0.05, .due = 0.5, .failing_share = 0, .failing_chance = 0, .joint = false}, b);
  EXPECT_EQ(b[0].interest, 5);
  EXPECT_EQ(b[0].repaid, 50);
  EXPECT_EQ(b[1].interest, 5);
  EXPECT_EQ(b[1].repaid, 25);
  EXPECT_EQ(b[2].interest, 4);
  EXPECT_EQ(b[2].repaid, 0);
  for (const FundBorrower& borrower : b) EXPECT_EQ(left_of(borrower), 100);
}

TEST(VillageFund, WritesOffAShareOfEveryLoanAndTakesInterestOnTheRest) {
  std::array<FundBorrower, 1> b = {{{.debt = 1000, .payable = 5000}}};
  service({.interest = 0.1, .due = 1, .failing_share = 0.25, .failing_chance = 0, .joint = false}, b);
  EXPECT_EQ(b[0].written_off, 250);
  EXPECT_EQ(b[0].interest, 75);
  EXPECT_EQ(b[0].repaid, 750);
  EXPECT_EQ(b[0].debt, 0);
}

TEST(VillageFund, LosesWholeLoansByLot) {
  std::array<FundBorrower, 2> b = {{{.debt = 10, .payable = 99, .luck = 0.1}, {.debt = 10, .payable = 99, .luck = 0.3}}};
  service({.interest = 0.1, .due = 1, .failing_share = 0, .failing_chance = 0.2, .joint = false}, b);
  EXPECT_TRUE(b[0].failed && !b[1].failed);
  EXPECT_EQ(b[0].written_off, 10);
  EXPECT_EQ(b[0].interest + b[0].repaid, 0);
  EXPECT_EQ(b[1].repaid, 10);
}

TEST(VillageFund, LetsAPartnerRepayAsFarAsTheMoneyReaches) {
  const FundTerms terms{.interest = 0, .due = 1, .failing_share = 0, .failing_chance = 0.5, .joint = true};
  std::array<FundBorrower, 6> b = {{{.debt = 10, .payable = 0, .luck = 0.1},
                                    {.debt = 0, .payable = 99, .luck = 0.1},  // owes nothing, so nobody's partner
                                    {.debt = 10, .payable = 16, .luck = 0.9},
                                    {.debt = 10, .payable = 99, .luck = 0.1},
                                    {.debt = 10, .payable = 99, .luck = 0.2},
                                    {.debt = 10, .payable = 99, .luck = 0.3}}};
  service(terms, b);
  EXPECT_EQ(b[2].repaid, 16);  // the own loan and 6 of the partner's
  EXPECT_EQ(b[0].written_off, 4);
  EXPECT_EQ(left_of(b[1]), 0);
  EXPECT_FALSE(b[1].failed);
  EXPECT_EQ(b[3].written_off + b[4].written_off, 20);  // both failed
  EXPECT_EQ(b[5].written_off, 10);                     // without a partner
  double before = 50, after = 0;
  for (const FundBorrower& borrower : b) after += left_of(borrower);
  EXPECT_EQ(before, after);
}

TEST(VillageFund, TurnsYearlyTermsIntoThoseOfAPeriod) {
  VillageFundParameters p;
  test::describe(p);
  p.rate = 0.08, p.term = 2, p.default_share = 0.2, p.default_rule = "share";
  const FundTerms quarter = terms_of(p, 0.02, 0.25);
  EXPECT_DOUBLE_EQ(quarter.interest, 0.015);
  EXPECT_DOUBLE_EQ(quarter.due, 0.125);
  EXPECT_DOUBLE_EQ(quarter.failing_share, 0.05);
  EXPECT_EQ(quarter.failing_chance, 0);
  p.joint_liability = true;
  EXPECT_DOUBLE_EQ(terms_of(p, 0, 0.25).failing_share, 0.0025);
  p.default_rule = "draw";
  EXPECT_DOUBLE_EQ(terms_of(p, 0, 0.25).failing_chance, 0.05);
  EXPECT_TRUE(terms_of(p, 0, 0.25).joint);
}

TEST(VillageFund, RanksThePoorestOrTheBestReturnFirst) {
  VillageFundParameters p;
  test::describe(p);
  p.ranking = "poorest";
  EXPECT_GT(class_of(p, 0.1, 0), class_of(p, 0.9, 0));
  EXPECT_EQ(class_of(p, 1e9, 0), 0);
  EXPECT_EQ(class_of(p, -1, 0), 63);
  p.ranking = "return";
  EXPECT_GT(class_of(p, 0, 0.5), class_of(p, 0, 0.1));
  p.ranking = "equal";
  EXPECT_EQ(class_of(p, 0.1, 0.5), class_of(p, 0.9, 0.1));
}

TEST(VillageFund, CountsVillagesByHouseholds) {
  VillageFundParameters p;
  test::describe(p);
  p.endowment = 50;
  EXPECT_EQ(p.endowment_of(1234), 50);
  p.village = 300;
  EXPECT_EQ(p.endowment_of(1200), 200);
}

TEST(VillageFund, RefusesToBarWhomNobodyKnows) {
  VillageFundParameters p;
  test::describe(p);
  EXPECT_TRUE(p.contradictions().empty());
  p.active = true, p.exclusion = 1, p.default_rule = "share";
  ASSERT_EQ(p.contradictions().size(), 1U);
  EXPECT_NE(p.contradictions().front().find("village_funds.exclusion"), std::string::npos);
  p.village = 0.5;
  EXPECT_EQ(p.contradictions().size(), 2U);
}

}  // namespace
}  // namespace povtrap
