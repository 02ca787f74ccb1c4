#pragma once

#include <string>
#include <vector>

namespace povtrap {

class Fields;

/// Insurance of productive capital against loss.   Source: docs/model/insurance.md.
struct InsuranceParameters {
  bool active = false;
  double start = 0, end = 0;  ///< years since the base year
  double take_up = 0;         ///< households that buy at the fair price [share]
  double elasticity = 0;      ///< of take-up with respect to what households pay over the fair price
  double coverage = 0;        ///< of a loss that is indemnified [share]
  double loading = 0;         ///< premium over the fair one, less 1
  double subsidy = 0;         ///< of the premium that the central government pays [share]
  double expected_loss = 0;   ///< losses over capital that the insurer reckons with at first [1/year]
  double learning = 0;        ///< speed at which it follows observed losses [1/year]
  double expenses = 0;        ///< of premiums, for running the insurer [share]
  double reserves = 0;        ///< that it keeps before it pays dividends [years of premiums]
  bool guaranteed = false;    ///< the government pays what reserves do not reach

  void describe(Fields& fields);

  [[nodiscard]] bool sold(double now) const;
  /// Share of households that buy.   Equation: take_up x ((1 + loading)(1 - subsidy))^-elasticity, at most 1.
  [[nodiscard]] double buyers() const;
  /// Premium for capital worth 1, before the subsidy.   Equation: (1 + loading) x coverage x losses.   Units: [1/year].
  [[nodiscard]] double premium_rate(double losses) const { return (1.0 + loading) * coverage * losses; }
};

}  // namespace povtrap
