#include "mechanisms/schooling.hpp"

#include "core/fields.hpp"
#include "core/kernel.hpp"
#include "core/math.hpp"
#include "core/money.hpp"

namespace povtrap {

namespace {

struct Terms {
  double gain, cost, on_money, on_loan, forgone, most_borrowed;
};

POVTRAP_KERNEL void weigh_school(std::size_t n, Terms t, const double* POVTRAP_RESTRICT money,
                                 const double* POVTRAP_RESTRICT earnings, double* POVTRAP_RESTRICT goes,
                                 double* POVTRAP_RESTRICT loan) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double own = math::min(t.cost, floor_to_grid(math::max(0.0, money[i])));
    const double borrowed = t.cost - own;
    const double worth_it = t.gain * earnings[i] >= own * t.on_money + borrowed * t.on_loan + t.forgone ? 1.0 : 0.0;
    goes[i] = borrowed <= t.most_borrowed ? worth_it : 0.0;
    loan[i] = goes[i] * borrowed;
  }
}

/// Which numbers id + shift are multiples of the length? Quotients of such whole numbers are whole, or far from it.
POVTRAP_KERNEL void find_multiples(std::size_t n, double shift, double length, const std::uint32_t* POVTRAP_RESTRICT id,
                                   std::uint8_t* POVTRAP_RESTRICT found) {
  constexpr double rounder = 0x1.8p52;  // whole from here on
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    // Through a signed number, because only signed 32-bit numbers convert to double in every vector instruction set.
    const double number = static_cast<double>(static_cast<std::int32_t>(id[i] ^ 0x80000000u)) + (0x1p31 + shift);
    const double quotient = number / length;
    found[i] = (quotient + rounder) - rounder == quotient ? 1 : 0;
  }
}

}  // namespace

void SchoolingParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "schooling", "whether a child goes to school: the schooling trap");
  fields.flag("active", active, false, {.meaning = "there are schools, and schooling makes work worth more"});
  fields.number(
      "cost", cost, 2.0,
      {.unit = "poverty lines", .minimum = 0, .maximum = 1e6, .meaning = "h, what schooling a child costs, paid at once"});
  fields.number("premium", premium, 1.5,
                {.minimum = 1,
                 .maximum = 1000,
                 .meaning = "efficiency of work with schooling over without, in wage jobs and the own enterprise"});
  fields.number("child_earnings", child_earnings, 0.3,
                {.unit = "poverty lines",
                 .minimum = 0,
                 .maximum = 1e6,
                 .meaning = "what a child that is not sent to school earns until grown up, sold to the world"});
  fields.number("generation", generation, 25,
                {.unit = "year", .minimum = 1, .maximum = 1000, .meaning = "time between a family's decisions, whole years"});
  fields.number("delay", delay, 10,
                {.unit = "year",
                 .minimum = 0,
                 .maximum = 1000,
                 .meaning = "time from the decision until the child is the family's worker"});
  fields.flag("loans", loans, true, {.meaning = "schooling can be paid by a loan that no capital has to secure"});
  fields.number(
      "subsidy", subsidy, 0.0,
      {.unit = "poverty lines", .minimum = 0, .maximum = 1e6, .meaning = "part of the cost that the family need not pay"});
  fields.choice("subsidy_provider", provider, "central_government", {"central_government", "world"},
                {.meaning = "who pays the subsidy"});
  fields.choice("taught", taught, "local", {"local", "abroad"},
                {.meaning = "'local': fees buy services in the region; 'abroad': they leave the nation"});
  fields.number("schooled", schooled, 0.0,
                {.minimum = 0, .maximum = 1, .meaning = "share of workers who went to school before the start"});
}

std::int64_t SchoolingParameters::age_of_generation(std::uint32_t household, std::int64_t year) const {
  const auto length = static_cast<std::int64_t>(generation);
  return (year + static_cast<std::int64_t>(household)) % length;
}

void find_generation(const SchoolingParameters& p, double age, std::int64_t year, std::span<const std::uint32_t> households,
                     std::uint8_t* found) {
  const auto length = static_cast<std::int64_t>(p.generation);
  find_multiples(households.size(), static_cast<double>(year - static_cast<std::int64_t>(age) % length),
                 static_cast<double>(length), households.data(), found);
}

void decide_on_school(const SchoolingParameters& p, const SchoolingQuestion& q, double* goes, double* loan) {
  const double on_money = 1.0 + p.generation * q.deposit_rate, on_loan = 1.0 + p.generation * q.loan_rate;
  const Terms terms{.gain = p.generation * (p.premium - 1.0),
                    .cost = q.cost,
                    .on_money = on_money,
                    .on_loan = on_loan,
                    .forgone = q.child_earnings * on_money,
                    .most_borrowed = p.loans ? q.cost : 0.0};
  weigh_school(q.n, terms, q.money, q.earnings, goes, loan);
}

}  // namespace povtrap
