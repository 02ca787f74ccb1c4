#include "core/kernel.hpp"
#include "core/math.hpp"
#include "mechanisms/saving.hpp"

namespace povtrap {

namespace {

struct StoneGearyShape {
  double rate, intercept, buffer, spending_of_excess, filling_of_buffer;
};

POVTRAP_KERNEL void stone_geary(std::size_t n, const double* POVTRAP_RESTRICT income, const double* POVTRAP_RESTRICT deposits,
                                const double* POVTRAP_RESTRICT line, double dt, StoneGearyShape s,
                                double* POVTRAP_RESTRICT consumption, double* POVTRAP_RESTRICT investing) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double saving = s.rate * math::max(0.0, income[i] - s.intercept * line[i] * dt);
    const double target = s.buffer * math::max(0.0, income[i]) / dt;
    const double to_buffer = math::min(saving, s.filling_of_buffer * dt * math::max(0.0, target - deposits[i]));
    const double excess = math::max(0.0, deposits[i] - target);
    consumption[i] = income[i] - saving + s.spending_of_excess * dt * excess;
    investing[i] = saving - to_buffer;
  }
}

/// Nobody saves out of what is needed to live; above it a constant share is saved, first into the reserve.
/// Equation: S = s max(0, y - cbar); consumption = y - S + e max(0, deposits - target).
/// Source: Stone (1954), Geary (1950); savings trap as in docs/model/saving.md.
class StoneGeary final : public SavingRule {
 public:
  [[nodiscard]] std::string_view name() const override { return "stone_geary"; }
  [[nodiscard]] std::string_view summary() const override {
    return "a share of income above subsistence is saved: the savings trap";
  }

  void describe(Fields& fields) override {
    fields.number("rate", shape_.rate, 0.15,
                  {.minimum = 0,
                   .maximum = 1,
                   .meaning = "s, share of income above the intercept that is saved",
                   .source = "calibrated to two basins of the step technology",
                   .origin = Origin::calibrated});
    fields.number("intercept", shape_.intercept, 0.20,
                  {.unit = "poverty lines",
                   .minimum = 0,
                   .maximum = 1e6,
                   .meaning = "cbar, income of which nothing is saved",
                   .source = "calibrated; at .65 everybody without a job loses all capital",
                   .origin = Origin::calibrated});
    fields.number(
        "buffer", shape_.buffer, 0.40,
        {.unit = "years of income", .minimum = 0, .maximum = 10, .meaning = "reserve of deposits that a household wants"});
    fields.number(
        "filling_of_buffer", shape_.filling_of_buffer, 0.20,
        {.unit = "1/year", .minimum = 0, .maximum = 12, .meaning = "share of the missing reserve that saving fills in a year"});
    fields.number("spending_of_excess", shape_.spending_of_excess, 0.05,
                  {.unit = "1/year", .minimum = 0, .maximum = 12, .meaning = "consumption out of deposits beyond the reserve"});
  }

  void decide(const SavingQuestion& q, const SavingAnswer& a) const override {
    stone_geary(q.n, q.income, q.deposits, q.line, q.period_length, shape_, a.consumption, a.investing);
  }

 private:
  StoneGearyShape shape_ = {};
};

}  // namespace

std::unique_ptr<SavingRule> make_stone_geary_saving() {
  return std::make_unique<StoneGeary>();
}

}  // namespace povtrap
