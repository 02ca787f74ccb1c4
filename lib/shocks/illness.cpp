#include "core/kernel.hpp"
#include "shocks/shared_luck.hpp"
#include "shocks/shock.hpp"

namespace povtrap {

namespace {

POVTRAP_KERNEL void fall_ill(std::uint8_t* POVTRAP_RESTRICT marks, const std::uint32_t* POVTRAP_RESTRICT words, std::size_t n,
                             Chance onset, Chance lasting) {
  constexpr auto ill = static_cast<std::uint8_t>(Mark::ill);
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint8_t falls = onset.hits(words[i]) ? ill : 0, stays = lasting.hits(words[i]) ? ill : 0;
    const auto healthy = static_cast<std::uint8_t>(marks[i] & ~ill);
    marks[i] = static_cast<std::uint8_t>(healthy | ((marks[i] & ill) != 0 ? stays : falls));
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
    const double dt = t.calendar.length();
    fall_ill(t.marks, t.words.words(LuckOf::illness), t.n, chance(probability_ * dt), chance(1.0 - dt / duration_));
  }

 private:
  double probability_ = 0, duration_ = 1;
};

}  // namespace

std::unique_ptr<Shock> make_illness() {
  return std::make_unique<Illness>();
}

}  // namespace povtrap
