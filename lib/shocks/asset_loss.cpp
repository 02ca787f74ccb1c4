#include "shocks/shared_luck.hpp"
#include "shocks/shock.hpp"

namespace povtrap {

namespace {

/// Shares of the capital that are gone.
constexpr double small_share = 0.1, medium_share = 0.2, large_share = 0.3;

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
    const double dt = t.calendar.length();
    if (small_ + medium_ + large_ == 0) return;
    const Chance small = chance(small_ * dt), medium = chance((small_ + medium_) * dt);
    const std::uint32_t* words = t.words.words(LuckOf::asset_loss);
    const Struck owners = t.words.struck(LuckOf::asset_loss, (small_ + medium_ + large_) * dt);
    owners.fetch(t.capital);
    for (const std::size_t i : owners) {
      const double share = small.hits(words[i]) ? small_share : medium.hits(words[i]) ? medium_share : large_share;
      const double left = t.capital[i] * (1.0 - share);
      t.capital_lost += t.capital[i] - left;
      t.capital[i] = left;
    }
  }

 private:
  double small_ = 0, medium_ = 0, large_ = 0;
};

}  // namespace

std::unique_ptr<Shock> make_asset_loss() {
  return std::make_unique<AssetLoss>();
}

}  // namespace povtrap
