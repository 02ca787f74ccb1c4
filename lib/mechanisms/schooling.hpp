#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace povtrap {

class Fields;

/// Schools: once in a generation a family decides whether to send its child there. Schooling costs a sum at once and the child's
/// work, and multiplies the efficiency of work in adult life. Who cannot pay borrows at the rate of households.
/// Source: Galor and Zeira (1993); docs/model/schooling.md.
struct SchoolingParameters {
  bool active = false;
  double cost = 0;            ///< h [poverty lines]
  double premium = 0;         ///< efficiency of work with schooling over without [1]
  double child_earnings = 0;  ///< what a child that is not at school earns until grown up [poverty lines]
  double generation = 0;      ///< [years]
  double delay = 0;           ///< from school to work [years]
  bool loans = true;          ///< schooling can be paid on credit
  double subsidy = 0;         ///< part of the cost that somebody else pays [poverty lines]
  std::string provider;       ///< of the subsidy: "central_government" or "world"
  std::string taught;         ///< "local" or "abroad"
  double schooled = 0;        ///< workers at the start who went to school [share]

  void describe(Fields& fields);
  /// Years of a household's generation that have passed. Families decide in different years.   Units: whole years.
  [[nodiscard]] std::int64_t age_of_generation(std::uint32_t household, std::int64_t year) const;
};

/// Households whose generation has the given age in a year: 1, others 0.   Units: years.
void find_generation(const SchoolingParameters& parameters, double age, std::int64_t year,
                     std::span<const std::uint32_t> households, std::uint8_t* found);

/// What a family weighs. Shape: n households whose child could go to school now.   Units: [LCU] unless named.
struct SchoolingQuestion {
  std::size_t n;
  const double* money;     ///< deposits
  const double* earnings;  ///< a year's work without schooling [LCU/year]
  double cost;             ///< that the family pays, on the grid
  double child_earnings;
  double deposit_rate, loan_rate;  ///< [1/year]
};

/// Its decision: 1 if the child goes to school, with what is borrowed for it.
/// Equation: school if g (premium - 1) earnings >= own (1 + g r) + loan (1 + g i) + child (1 + g r), own = min(money, cost),
/// loan = cost - own, g the length of a generation; without loans only if money suffices.
void decide_on_school(const SchoolingParameters& parameters, const SchoolingQuestion& question, double* goes, double* loan);

}  // namespace povtrap
