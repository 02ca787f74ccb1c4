#include <cmath>
#include <string>

#include "shocks/shock.hpp"

namespace povtrap {

namespace {

/// Disasters and pandemics whose date is known: own output falls by a share for a year, everywhere or in one bloc.
/// Equation: disaster = disaster (1 - loss) in the listed calendar years.
class DatedEvents final : public Shock {
 public:
  [[nodiscard]] std::string_view name() const override { return "events"; }
  [[nodiscard]] std::string_view summary() const override { return "disasters and pandemics of known years"; }

  void describe(Fields& fields) override {
    fields.numbers("years", years_, {},
                   {.unit = "calendar year", .minimum = -1e4, .maximum = 1e5, .meaning = "years in which an event happens"});
    fields.numbers(
        "losses", losses_, {},
        {.minimum = 0, .maximum = 1, .meaning = "share of own output lost in each of these years; one entry holds for all"});
    fields.numbers("blocs", blocs_, {},
                   {.unit = "bloc number",
                    .minimum = 0,
                    .maximum = 1000,
                    .meaning = "blocs hit, counted from 0, one entry for each event; empty: everywhere"});
  }

  [[nodiscard]] std::vector<std::string> contradictions() const override {
    std::vector<std::string> faults;
    const bool one_for_all = losses_.size() == 1 && !years_.empty();
    if (losses_.size() != years_.size() && !one_for_all) {
      faults.push_back("shocks.events.losses has " + std::to_string(losses_.size()) + " entries for " + std::to_string(years_.size()) +
                       " years in shocks.events.years: give one for each event, or a single one for all");
    }
    if (!blocs_.empty() && blocs_.size() != years_.size()) {
      faults.push_back("shocks.events.blocs has " + std::to_string(blocs_.size()) + " entries for " + std::to_string(years_.size()) +
                       " years in shocks.events.years: give one for each event, or none for everywhere");
    }
    for (const double year : years_) {
      if (year != std::floor(year)) faults.push_back("shocks.events.years holds " + std::to_string(year) + ", which is not a calendar year");
    }
    return faults;
  }

  void strike_region(Region& region, std::size_t, const Calendar& calendar) const override {
    for (std::size_t e = 0; e < years_.size(); ++e) {
      const bool here = e >= blocs_.size() || static_cast<double>(region.bloc) == blocs_[e];
      if (!here || losses_.empty() || static_cast<double>(calendar.year()) != years_[e]) continue;
      region.disaster *= 1.0 - losses_[e < losses_.size() ? e : losses_.size() - 1];
    }
  }

 private:
  std::vector<double> years_, losses_, blocs_;
};

}  // namespace

std::unique_ptr<Shock> make_dated_events() {
  return std::make_unique<DatedEvents>();
}

}  // namespace povtrap
