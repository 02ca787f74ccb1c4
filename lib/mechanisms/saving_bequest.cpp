#include <algorithm>

#include "core/kernel.hpp"
#include "core/math.hpp"
#include "mechanisms/saving.hpp"

namespace povtrap {

namespace {

POVTRAP_KERNEL void leave_bequest(std::size_t n, double bequeathed, const double* POVTRAP_RESTRICT income,
                                  const double* POVTRAP_RESTRICT deposits, const double* POVTRAP_RESTRICT debt,
                                  double* POVTRAP_RESTRICT consumption) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) consumption[i] = (1.0 - bequeathed) * math::max(0.0, deposits[i] + income[i] - debt[i]);
}

/// People eat a share of all that they have in life and leave the rest to their child. It is meant for periods of a generation,
/// and for economies in which wealth is money: nothing is invested.
/// Equation: c = (1 - B) (deposits + income - debt), from u = (1 - B) ln c + B ln b.
/// Source: Galor and Zeira (1993), section 2; docs/model/saving.md.
class Bequest final : public SavingRule {
 public:
  [[nodiscard]] std::string_view name() const override { return "bequest"; }
  [[nodiscard]] std::string_view summary() const override {
    return "a share of lifetime wealth is left to the child, for periods of a generation";
  }

  void describe(Fields& fields) override {
    fields.number("share", share_, 0.5,
                  {.minimum = 0,
                   .maximum = 1,
                   .meaning = "B, share of what people have at the end of a period that they leave to the next one",
                   .source = "Galor and Zeira (1993)"});
  }

  void decide(const SavingQuestion& q, const SavingAnswer& a) const override {
    leave_bequest(q.n, share_, q.income, q.deposits, q.debt, a.consumption);
    std::fill_n(a.investing, q.n, 0.0);
  }

 private:
  double share_ = 0;
};

}  // namespace

std::unique_ptr<SavingRule> make_bequest_saving() {
  return std::make_unique<Bequest>();
}

}  // namespace povtrap
