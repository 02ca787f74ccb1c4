#include "core/kernel.hpp"
#include "shocks/shock.hpp"

namespace povtrap {

namespace {

POVTRAP_KERNEL void fall_ill(std::uint8_t* POVTRAP_RESTRICT marks, const double* POVTRAP_RESTRICT draw, std::size_t n,
                             double onset, double recovery) {
  constexpr auto ill = static_cast<std::uint8_t>(Mark::ill);
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const bool was = (marks[i] & ill) != 0;
    const bool is = draw[i] < (was ? 1.0 - recovery : onset);
    marks[i] = static_cast<std::uint8_t>((marks[i] & ~ill) | (is ? ill : 0));
  }
}

/// Somebody is ill and the household works less (work capacity is reduced where labour is counted).
/// Equation: onset with probability p dt, recovery with probability dt / duration, so that the share of ill does not depend on
/// dt. Source: frequency and loss are our choice, docs/model/shocks.md.
class Illness final : public Shock {
 public:
  [[nodiscard]] std::string_view name() const override { return "illness"; }
  [[nodiscard]] std::string_view summary() const override { return "a household works less for some time"; }

  void describe(Fields& fields) override {
    fields.number("probability", probability_, 0.05,
                  {.unit = "1/year", .minimum = 0, .maximum = 1, .meaning = "households struck in a year"});
    fields.number("duration", duration_, 1.0,
                  {.unit = "year", .minimum = 1.0, .maximum = 100, .meaning = "mean time until recovery"});
  }

  void strike(const ShockTarget& t) const override {
    fill_uniform(stream_, t.id, t.n, static_cast<std::uint32_t>(t.calendar.period), 0, t.scratch[0]);
    fall_ill(t.marks, t.scratch[0], t.n, probability_ * t.calendar.length(), t.calendar.length() / duration_);
  }

 private:
  double probability_ = 0, duration_ = 1;
};

}  // namespace

std::unique_ptr<Shock> make_illness() {
  return std::make_unique<Illness>();
}

}  // namespace povtrap
