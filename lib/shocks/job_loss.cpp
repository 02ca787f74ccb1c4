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
    fill_uniform(stream_, t.id, t.n, static_cast<std::uint32_t>(t.calendar.period), 0, t.scratch[0]);
    for (std::size_t i = 0; i < t.n; ++i)
      t.employer[i] = t.scratch[0][i] < probability_ * t.calendar.length() ? -1 : t.employer[i];
  }

 private:
  double probability_ = 0;
};

}  // namespace

std::unique_ptr<Shock> make_job_loss() {
  return std::make_unique<JobLoss>();
}

}  // namespace povtrap
