#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/money.hpp"

namespace povtrap {

class Fields;

/// A mutual fund in each village, or a microfinance lender with the same rules.   Source: docs/model/village-funds.md.
struct VillageFundParameters {
  bool active = false;
  double start = 0;              ///< when the endowment is paid [years since the base year]
  double endowment = 0;          ///< for each village [poverty lines]
  double village = 0;            ///< households that a village stands for; 0: each rural region is one village [households]
  double rate = 0;               ///< interest on loans [1/year]
  double term = 0;               ///< time over which a loan is repaid [years]
  double cost = 0;               ///< of running the fund, over loans [1/year]
  double default_share = 0;      ///< loans that fail in a year [1/year]
  std::string default_rule;      ///< "draw" or "share"
  bool joint_liability = false;  ///< pairs of borrowers stand in for each other
  std::int64_t exclusion = 0;    ///< years without a loan after a default
  double loan_size = 0;          ///< largest debt of a member [poverty lines/head]
  double income_limit = 0;       ///< own income below which a household is a member [poverty lines/head/year]
  std::string ranking;           ///< "poorest", "return" or "equal"

  void describe(Fields& fields);
  [[nodiscard]] std::vector<std::string> contradictions() const;
  /// Money for the villages of a region with so many households.   Units: [poverty lines].
  [[nodiscard]] double endowment_of(double households) const;
};

/// What holds for all loans of a village fund in one period.
struct FundTerms {
  double interest;        ///< on what does not fail [1/period]
  double due;             ///< share of a loan that is to be repaid
  double failing_share;   ///< of every loan that is given up
  double failing_chance;  ///< of losing a whole loan
  bool joint;             ///< two and two stand in for each other
};

/// Loans of the members of one block, a row for each thing. Who has none owes 0.   Units: [LCU], on the grid.
struct FundLoans {
  std::size_t n;
  double* debt;           ///< before; what is left afterwards
  double* payable;        ///< money that a member can spare, >= 0; what is left of it
  const double* remnant;  ///< a debt so small that all of it is due
  const double* luck;     ///< uniform draw: below failing_chance the loan fails
  // what comes out
  double *interest, *repaid, *written_off;
  std::uint8_t* failed;  ///< 1: the whole loan failed
};

/// Interest, repayment and default of the borrowers of one block, in their order.
/// Equation: of each loan the failing share is written off, on the rest interest is paid first and then what is due, both as far
/// as the money reaches; who is drawn to fail pays nothing. Joint liability: of two borrowers who follow each other, who does not
/// fail repays the other's loan as far as the money reaches, so that a loan is lost with chance p^2 if both can cover.
/// Requires: n <= block_size.
/// Ensures: debt before = debt after + repaid + written_off of all together; amounts on the grid and within `payable`.
/// Source: Stiglitz (1990); Ghatak (1999); docs/model/village-funds.md.
void service_fund_loans(const FundTerms& terms, const FundLoans& loans);

/// Terms of a period of `dt` years, with the part of interest that a government pays instead of the borrower.
[[nodiscard]] FundTerms terms_of(const VillageFundParameters& fund, double discount, double dt);

/// What decides who is served first when a fund is short of money. Shape: one number per household.
struct FundApplicants {
  std::size_t n;
  double line;                    ///< [LCU/head/year]
  const float *income, *persons;  ///< own income [LCU/year]
  const double* expected_return;  ///< [1/year]
};

/// Class in which everybody is served, higher first.   Shape: classes 0 to count - 1.
void rank_borrowers(const VillageFundParameters& fund, const FundApplicants& applicants, std::size_t count, std::uint8_t* rank);

}  // namespace povtrap
