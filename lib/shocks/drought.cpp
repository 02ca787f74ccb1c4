#include "shocks/shock.hpp"

namespace povtrap {

namespace {

/// The rain fails in a region for a whole year: all farms there lose together.
/// Equation: weather = 1 - loss with probability p a year, drawn once a year for each region.
/// Source: one year in ten, -30 %: our choice, docs/model/shocks.md.
class Drought final : public Shock {
 public:
  [[nodiscard]] std::string_view name() const override { return "drought"; }
  [[nodiscard]] std::string_view summary() const override { return "all farms of a region lose part of a year's harvest"; }

  void describe(Fields& fields) override {
    fields.number("probability", probability_, 0.10,
                  {.unit = "1/year", .minimum = 0, .maximum = 1, .meaning = "regions struck in a year"});
    fields.number("loss", loss_, 0.30, {.minimum = 0, .maximum = 1, .meaning = "share of farm output lost"});
  }

  void strike_region(Region& region, std::size_t index, const Calendar& calendar) const override {
    const auto year = static_cast<std::uint32_t>(calendar.year_index());
    if (draw_uniform(stream_, static_cast<std::uint32_t>(index), year) < probability_) region.weather *= 1.0 - loss_;
  }

 private:
  double probability_ = 0, loss_ = 0;
};

}  // namespace

std::unique_ptr<Shock> make_drought() {
  return std::make_unique<Drought>();
}

}  // namespace povtrap
