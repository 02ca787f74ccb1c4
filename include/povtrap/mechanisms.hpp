#pragma once

#include <cstddef>

#include "povtrap/rule.hpp"

/// Rules of behaviour that fill a slot: one of several is at work, chosen by name in the configuration. Each is asked once for a
/// block of households and loops over plain columns.
namespace povtrap {

class HouseholdBlock;

/// What a household knows when it decides how much of its income to keep. Shape: n households. Units: [LCU/period].
struct SavingQuestion {
  std::size_t n;
  const double* income;                        ///< disposable income, own services at expected sales included
  const double* deposits;                      ///< and bonds when the period began [LCU]
  const double* line;                          ///< poverty line of the whole household [LCU/year]
  double period_length;                        ///< [years]
  const double* debt = nullptr;                ///< what it owes [LCU]; set whenever a run asks
  const HouseholdBlock* households = nullptr;  ///< the same households with all that is known of them; set whenever a run asks
};

/// Its answer. Ensures: 0 <= investing <= income - consumption when the latter is positive.
struct SavingAnswer {
  double* consumption;  ///< wished spending on goods [LCU/period]
  double* investing;    ///< saving meant for the own enterprise [LCU/period]
};

/// How income is divided between eating today, a reserve, and capital. Chosen by `saving.rule`, asked in phase 8.
class SavingRule : public Rule {
 public:
  virtual void decide(const SavingQuestion& question, const SavingAnswer& answer) const = 0;
};

/// Households that think about more capital. Shape: n households. Units: U.
struct CapitalGrowth {
  std::size_t n;
  const double* x;     ///< capital now
  const double* f;     ///< what it yields, f(x) [U/year]
  const double* more;  ///< capital that they would have
  double ratio;        ///< more / x where that is the same for all of them whose answer counts, else 0
};

/// How capital becomes output in a household's own enterprise: y = U f(k / U) times ability, luck, labour and place, with U the
/// yearly poverty line of the household, so that thresholds do not scatter with household size.
/// Chosen by `enterprise.technique`, asked in phases 6 and 8.
class Technique : public Rule {
 public:
  /// f(x) for capital x in units U. Shape: n households. Units: U/year.   Ensures: f >= 0.
  virtual void output(const double* x, double* f, std::size_t n) const = 0;
  /// f(more), for rules that can save work if they know f(x).
  virtual void output_of_more(const CapitalGrowth& growth, double* f_more) const { output(growth.more, f_more, growth.n); }
};

/// How well a household can work, given what it has eaten. Chosen by `nutrition.rule`, asked in phase 6.
class WorkCapacity : public Rule {
 public:
  /// phi for the nutrition stock n (average food intake over the requirement). Shape: n households. Ensures: 0 <= phi <= 1.
  virtual void capacity(const double* nutrition, double* phi, std::size_t n) const = 0;
  /// Is phi always 1?
  [[nodiscard]] virtual bool never_limits() const { return false; }
};

}  // namespace povtrap
