#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/columns.hpp"
#include "indicators/weighted_sort.hpp"

namespace povtrap {

/// Incomes of a population in rising order, with people and income counted up from the poorest: every measure that needs ranks.
/// Measures are those of the whole population, not corrected for sampling: a weight of 3 is three people with the same income.
/// A measure that divides by the mean is NaN unless the mean is above zero. Incomes below zero are allowed: the Gini can then
/// exceed 1, and measures with logarithms or powers are NaN.
/// Units: incomes [LCU/year per head], weights [persons].
class Distribution {
 public:
  /// Sorts the incomes; people of weight zero are left out. Takes time in proportion to their number.
  /// Throws: DataError if there are no people, a value is not finite, a weight is negative or not finite, or the lengths differ.
  Distribution(std::span<const double> values, std::span<const double> weights);
  /// Requires: pairs in rising order, weights above zero.   Throws: DataError if there are none.
  explicit Distribution(Column<WeightedValue> sorted);

  [[nodiscard]] double persons() const { return persons_[persons_.size() - 1]; }
  [[nodiscard]] double mean() const { return all_income() / persons(); }

  /// Equation: G = 1 - sum of (F_i - F_{i-1}) (L_i + L_{i-1}); 0 for one person.
  [[nodiscard]] double gini() const;

  /// Smallest income y with F(y) >= p. Requires: 0 <= p <= 1 (else ConfigError, as for every share below).
  [[nodiscard]] double quantile(double p) const;
  [[nodiscard]] double median() const { return quantile(0.5); }
  /// Share of people with less than this.
  [[nodiscard]] double share_below(double income) const;
  /// quantile(high) / quantile(low): p90/p10 is quantile_ratio(0.9, 0.1). Infinity if the low quantile is 0.
  [[nodiscard]] double quantile_ratio(double high, double low) const;

  /// Share of all income that the poorest p of the people have, the person on the boundary being split: the Lorenz curve.
  [[nodiscard]] double lorenz(double p) const;
  /// The Lorenz curve at 0, 1/n, ..., 1: n + 1 numbers. Requires: n >= 1.
  [[nodiscard]] std::vector<double> lorenz_points(std::size_t n) const;
  /// Share of all income between two ranks: the top tenth has share(0.9, 1).
  [[nodiscard]] double share(double from, double to) const { return lorenz(to) - lorenz(from); }
  /// Income of the richest tenth over that of the poorest 40 per cent. Infinity if those have nothing.
  [[nodiscard]] double palma() const;
  /// Income of the richest fifth over that of the poorest fifth. Infinity if those have nothing.
  [[nodiscard]] double s80_s20() const;

  /// Equation: sum of p (y / m) ln(y / m), 0 ln 0 = 0.
  [[nodiscard]] double theil_t() const;
  /// Mean log deviation. Equation: sum of p ln(m / y); infinity if an income is 0.
  [[nodiscard]] double theil_l() const;
  /// Equation: 1 - (sum of p y^(1-e))^(1/(1-e)) / m; for e = 1, 1 - exp(sum of p ln y) / m. 1 if e >= 1 and an income is 0.
  /// Requires: aversion e >= 0 (else ConfigError).
  [[nodiscard]] double atkinson(double aversion) const;

  /// Sen's index, in the form that does not change if the population is replicated; 0 if nobody is poor.
  /// Equation: H (I + (1 - I) G_p), I the mean gap and G_p the Gini of the poor. Incomes below zero count as zero.
  /// Requires: line > 0 (else ConfigError, as for the two below).
  [[nodiscard]] double sen(double line) const;
  /// Sen's index as first published, for a finite population of `persons()` people, of whom q are poor.
  /// Equation: 2 / ((q + 1) n z) sum of (z - y_i) (q + 1 - i), i the rank from the poorest.   Source: Sen (1976).
  [[nodiscard]] double sen_finite(double line) const;
  /// Sen-Shorrocks-Thon index: P1 (1 + Gini of the gaps), twice the area under the TIP curve.   Source: Shorrocks (1995).
  [[nodiscard]] double sst(double line) const;

 private:
  /// Mean over people of a term of income over the mean, to which zero incomes add nothing. NaN without a mean or below zero.
  template <class Term>
  [[nodiscard]] double mean_over_people(Term term) const;
  [[nodiscard]] double persons_below(std::size_t i) const { return i == 0 ? 0 : persons_[i - 1]; }
  [[nodiscard]] double income_below(std::size_t i) const { return i == 0 ? 0 : income_[i - 1]; }
  [[nodiscard]] std::size_t first_not_below(double line) const;

  [[nodiscard]] double value(std::size_t i) const { return pairs_[i].value; }
  [[nodiscard]] double weight(std::size_t i) const { return pairs_[i].weight; }
  [[nodiscard]] double all_income() const { return income_[income_.size() - 1]; }

  Column<WeightedValue> pairs_;  ///< values rising, weights above zero
  Column<double> persons_;       ///< people up to and including i
  Column<double> income_;        ///< their income
};

}  // namespace povtrap
