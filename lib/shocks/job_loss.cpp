#include "shocks/shared_luck.hpp"
#include "shocks/shock.hpp"

namespace povtrap {

namespace {

/// A job ends for reasons outside the economy; ordinary separations and layoffs belong to the labour market.
/// Equation: with probability p dt the employer is gone.
class JobLoss final : public Shock {
 public:
  [[nodiscard]] std::string_view name() const override { return "job_loss"; }
  [[nodiscard]] std::string_view summary() const override { return "a wage job ends from one day to the next"; }

  void describe(Fields& fields) override {
    fields.number("probability", probability_, 0.0,
                  {.unit = "1/year", .minimum = 0, .maximum = 1, .meaning = "jobs lost in a year beyond ordinary separations"});
  }

  void strike(const ShockTarget& t) const override {
    if (probability_ == 0) return;
    for (const std::size_t i : t.words.struck(LuckOf::job_loss, probability_ * t.calendar.length())) t.employer[i] = -1;
  }

 private:
  double probability_ = 0;
};

}  // namespace

std::unique_ptr<Shock> make_job_loss() {
  return std::make_unique<JobLoss>();
}

}  // namespace povtrap
