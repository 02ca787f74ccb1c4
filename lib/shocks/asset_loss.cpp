#include "core/kernel.hpp"
#include "shocks/shock.hpp"

namespace povtrap {

namespace {

struct Losses {
  double small_until, medium_until, large_until;  ///< cumulated probabilities of a period
  double small, medium, large;                    ///< what is left of capital
};

POVTRAP_KERNEL void lose(double* POVTRAP_RESTRICT capital, const double* POVTRAP_RESTRICT draw, std::size_t n, Losses s) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double left = draw[i] < s.small_until    ? s.small
                        : draw[i] < s.medium_until ? s.medium
                        : draw[i] < s.large_until  ? s.large
                                                   : 1.0;
    capital[i] *= left;
  }
}

/// A fire, a dead animal, a bad harvest of trees: part of the productive capital is gone.
/// Equation: k <- theta k, theta in {1, .9, .8, .7} with yearly probabilities {.90, .05, .03, .02} times the period length.
/// Source: Ikegami, Carter, Barrett and Janzen (2016).
class AssetLoss final : public Shock {
 public:
  [[nodiscard]] std::string_view name() const override { return "asset_loss"; }
  [[nodiscard]] std::string_view summary() const override { return "part of a household's capital is lost"; }

  void describe(Fields& fields) override {
    const std::string_view source = "Ikegami et al. (2016)";
    fields.number("small", small_, 0.05,
                  {.unit = "1/year",
                   .minimum = 0,
                   .maximum = 0.33,
                   .meaning = "probability of losing a tenth",
                   .source = source,
                   .origin = Origin::sourced});
    fields.number("medium", medium_, 0.03,
                  {.unit = "1/year",
                   .minimum = 0,
                   .maximum = 0.33,
                   .meaning = "probability of losing a fifth",
                   .source = source,
                   .origin = Origin::sourced});
    fields.number("large", large_, 0.02,
                  {.unit = "1/year",
                   .minimum = 0,
                   .maximum = 0.33,
                   .meaning = "probability of losing three tenths",
                   .source = source,
                   .origin = Origin::sourced});
  }

  void strike(const ShockTarget& t) const override {
    fill_uniform(stream_, t.id, t.n, static_cast<std::uint32_t>(t.calendar.period), 0, t.scratch[0]);
    const double dt = t.calendar.length();
    lose(t.capital, t.scratch[0], t.n, {small_ * dt, (small_ + medium_) * dt, (small_ + medium_ + large_) * dt, 0.9, 0.8, 0.7});
  }

 private:
  double small_ = 0, medium_ = 0, large_ = 0;
};

}  // namespace

std::unique_ptr<Shock> make_asset_loss() {
  return std::make_unique<AssetLoss>();
}

}  // namespace povtrap
