#pragma once

#include <cstddef>

namespace povtrap {

class Fields;

/// How households divide their wealth between deposits and government bonds.
/// Equation: B / V = l0 + l1 r - l2 YD / V, within 0 .. 1; V = deposits + bonds, r the bond rate, YD income of a year.
/// Source: Tobin (1969); Godley and Lavoie (2007), model PC, eq. 4.7; docs/model/portfolio.md.
struct PortfolioParameters {
  bool active = false;
  double share = 0;              ///< l0 [share]
  double interest_response = 0;  ///< l1 [years]
  double income_response = 0;    ///< l2 [years]

  void describe(Fields& fields);
};

/// What a household knows when it divides its wealth. Shape: n households.
struct WealthQuestion {
  std::size_t n;
  const double* deposits;  ///< [LCU]
  const double* bonds;     ///< [LCU]
  const float* income;     ///< disposable income of the last period [LCU/period]
  double period_length;    ///< [years]
  double bond_rate;        ///< [1/year]
};

/// Bonds that households want to hold. Units: [LCU], on the grid.   Ensures: 0 <= wanted <= max(0, deposits + bonds).
void want_bonds(const PortfolioParameters& parameters, const WealthQuestion& question, double* wanted);

}  // namespace povtrap
