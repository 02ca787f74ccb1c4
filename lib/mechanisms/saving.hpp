#pragma once

#include <cstddef>
#include <memory>

#include "core/rule.hpp"

namespace povtrap {

/// What a household knows when it decides how much of its income to keep. Shape: n households. Units: [LCU/period].
struct SavingQuestion {
  std::size_t n;
  const double* income;          ///< disposable income, own services at expected sales included
  const double* deposits;        ///< and bonds when the period began [LCU]
  const double* line;            ///< poverty line of the whole household [LCU/year]
  double period_length;          ///< [years]
  const double* debt = nullptr;  ///< what it owes [LCU]
};

/// Its answer. Ensures: 0 <= investing <= income - consumption when the latter is positive.
struct SavingAnswer {
  double* consumption;  ///< wished spending on goods [LCU/period]
  double* investing;    ///< saving meant for the own enterprise [LCU/period]
};

/// How income is divided between eating today, a reserve, and capital.
class SavingRule : public Rule {
 public:
  virtual void decide(const SavingQuestion& question, const SavingAnswer& answer) const = 0;
};

[[nodiscard]] std::unique_ptr<SavingRule> make_stone_geary_saving();
[[nodiscard]] std::unique_ptr<SavingRule> make_buffer_saving();
[[nodiscard]] std::unique_ptr<SavingRule> make_bequest_saving();

}  // namespace povtrap
