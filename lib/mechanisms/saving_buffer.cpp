#include "core/kernel.hpp"
#include "core/math.hpp"
#include "mechanisms/saving.hpp"

namespace povtrap {

namespace {

struct BufferShape {
  double months, adjustment, investing_rate, intercept, enough;
};

POVTRAP_KERNEL void buffer_stock(std::size_t n, const double* POVTRAP_RESTRICT income, const double* POVTRAP_RESTRICT deposits,
                                 const double* POVTRAP_RESTRICT line, double dt, BufferShape s,
                                 double* POVTRAP_RESTRICT consumption, double* POVTRAP_RESTRICT investing) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double disposable = math::max(0.0, income[i]);
    const double target = s.months / 12.0 * disposable / dt;
    const double above = math::max(0.0, income[i] - s.intercept * line[i] * dt);
    const double to_buffer = math::min(above, s.adjustment * dt * (target - deposits[i]));
    const double capital = deposits[i] >= s.enough * target ? s.investing_rate * above : 0.0;
    consumption[i] = income[i] - to_buffer - capital;
    investing[i] = capital;
  }
}

/// Safety first: deposits are brought towards a number of months of income; only who has that reserve puts money into capital.
/// Equation: deposits' change = a (target - deposits), target = months/12 x yearly income; I = i max(0, y - cbar) once at the
/// target. Source: Deaton (1991), Carroll (1997) in reduced form; docs/model/saving.md.
class Buffer final : public SavingRule {
 public:
  [[nodiscard]] std::string_view name() const override { return "buffer"; }
  [[nodiscard]] std::string_view summary() const override {
    return "a reserve of some months of income comes before any investment";
  }

  void describe(Fields& fields) override {
    fields.number("months", shape_.months, 3.0,
                  {.unit = "month", .minimum = 0, .maximum = 120, .meaning = "reserve in months of income"});
    fields.number(
        "adjustment", shape_.adjustment, 0.5,
        {.unit = "1/year", .minimum = 0, .maximum = 12, .meaning = "share of the distance to the reserve closed in a year"});
    fields.number(
        "investing_rate", shape_.investing_rate, 0.15,
        {.minimum = 0, .maximum = 1, .meaning = "share of income above the intercept invested once the reserve is full"});
    fields.number("enough", shape_.enough, 0.9,
                  {.minimum = 0,
                   .maximum = 1,
                   .meaning = "part of the reserve from which on a household invests; the reserve itself is only approached"});
    fields.number(
        "intercept", shape_.intercept, 0.20,
        {.unit = "poverty lines", .minimum = 0, .maximum = 1e6, .meaning = "income of which nothing is saved or invested"});
  }

  void decide(const SavingQuestion& q, const SavingAnswer& a) const override {
    buffer_stock(q.n, q.income, q.deposits, q.line, q.period_length, shape_, a.consumption, a.investing);
  }

 private:
  BufferShape shape_ = {};
};

}  // namespace

std::unique_ptr<SavingRule> make_buffer_saving() {
  return std::make_unique<Buffer>();
}

}  // namespace povtrap
