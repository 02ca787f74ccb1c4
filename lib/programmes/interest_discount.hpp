#pragma once

#include <string>

namespace povtrap {

class Fields;

/// The government pays part of the interest on loans of poor places to the lender.   Source: docs/model/village-funds.md.
struct InterestDiscountParameters {
  bool active = false;
  double points = 0;          ///< part of the interest rate that is paid for the borrower [1/year]
  std::string lenders;        ///< "village_funds", "bank" or "both"
  double start = 0, end = 0;  ///< years since the base year

  void describe(Fields& fields);

  /// What is paid on a loan of a lender whose rate is `rate`, `now` years after the base year began. Never more than the rate.
  [[nodiscard]] double on(const std::string& lender, double rate, double now) const;
};

}  // namespace povtrap
