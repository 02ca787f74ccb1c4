#include <povtrap/command.hpp>

#include <algorithm>
#include <vector>

/// Saves while the head can work and eats the reserve up afterwards.
/// Source: Modigliani and Brumberg (1954), without their foresight.
class LifeCycleSaving : public povtrap::SavingRule {
 public:
  std::string_view name() const override { return "life_cycle"; }
  std::string_view summary() const override { return "a household saves until its head retires and then lives on its deposits"; }

  void describe(povtrap::Fields& fields) override {
    fields.number("rate", rate_, 0.15, {.minimum = 0, .maximum = 1, .meaning = "share of income saved before retirement"});
    fields.number("into_capital", into_capital_, 0.6,
                  {.minimum = 0, .maximum = 1, .meaning = "part of it meant for the enterprise"});
    fields.number("retirement", retirement_, 60,
                  {.unit = "year", .minimum = 16, .maximum = 120, .meaning = "age of the head at which it ends"});
    fields.number("horizon", horizon_, 15,
                  {.unit = "year", .minimum = 1, .maximum = 100, .meaning = "time for which deposits are to last"});
  }

  void decide(const povtrap::SavingQuestion& q, const povtrap::SavingAnswer& a) const override {
    const auto age = q.households->age();
    for (std::size_t i = 0; i < q.n; ++i) {
      const bool retired = age[i] >= retirement_;
      const double saved = retired ? -q.deposits[i] * q.period_length / horizon_ : rate_ * std::max(0.0, q.income[i]);
      a.consumption[i] = q.income[i] - saved;
      a.investing[i] = retired ? 0 : into_capital_ * saved;
    }
  }

 private:
  double rate_ = 0, into_capital_ = 0, retirement_ = 0, horizon_ = 1;
};

/// A river leaves its bed: all households beside it lose together, those of other regions do not.
class Flood : public povtrap::HouseholdShock {
 public:
  std::string_view name() const override { return "flood"; }
  std::string_view summary() const override { return "households beside the river lose capital and part of a harvest"; }

  void describe(povtrap::Fields& fields) override {
    fields.number("probability", probability_, 0.05,
                  {.unit = "1/year", .minimum = 0, .maximum = 1, .meaning = "regions flooded in a year"});
    fields.number("beside_river", beside_river_, 0.3, {.minimum = 0, .maximum = 1, .meaning = "share of a region's households"});
    fields.number("capital_lost", capital_lost_, 0.4, {.minimum = 0, .maximum = 1, .meaning = "share of their capital"});
    fields.number("output_lost", output_lost_, 0.5,
                  {.minimum = 0, .maximum = 1, .meaning = "share of their output in the period"});
  }

  void strike(const povtrap::HouseholdBlock& households, const povtrap::Draws& draws,
              const povtrap::ShockEffects& effects) const override {
    if (draws.region_uniform("water") >= probability_ * households.period().length) return;
    std::vector<double> place(households.size());
    draws.uniform("place", place, povtrap::Draws::Keep::forever);
    for (std::size_t i = 0; i < place.size(); ++i) {
      if (place[i] >= beside_river_) continue;
      effects.capital_left[i] = 1 - capital_lost_;
      effects.output[i] = 1 - output_lost_;
    }
  }

 private:
  double probability_ = 0, beside_river_ = 0, capital_lost_ = 0, output_lost_ = 0;
};

/// A pension for everybody whose household is headed by an old person, whatever they earn.
class OldAgePension : public povtrap::Instrument {
 public:
  std::string_view name() const override { return "old_age_pension"; }
  std::string_view summary() const override { return "the central government pays households with an old head"; }

  void describe(povtrap::Fields& fields) override {
    fields.number("age", age_, 65,
                  {.unit = "year", .minimum = 16, .maximum = 120, .meaning = "age of the head from which it is paid"});
    fields.number("amount", amount_, 0.3,
                  {.unit = "poverty lines/year", .minimum = 0, .maximum = 100, .meaning = "paid to a household"});
    fields.number("budget", budget_, 1e9,
                  {.unit = "poverty lines/year", .minimum = 0, .maximum = 1e9, .meaning = "most that the nation pays"});
  }

  void promise(const povtrap::HouseholdBlock& households, const povtrap::Draws&, std::span<double> amounts) const override {
    const auto age = households.age();
    for (std::size_t i = 0; i < amounts.size(); ++i) amounts[i] = age[i] >= age_ ? amount_ * unit(households.period()) : 0;
  }

  double budget(const povtrap::PeriodFacts& now) const override { return budget_ * unit(now); }

 private:
  static double unit(const povtrap::PeriodFacts& now) { return now.poverty_line * now.price_index * now.length; }

  double age_ = 0, amount_ = 0, budget_ = 0;
};

/// How poor people are who live with an old head.
class OldAgePoverty : public povtrap::Indicator {
 public:
  std::string_view name() const override { return "old_age_poverty"; }
  std::string_view summary() const override { return "poverty of persons in households with an old head"; }

  void describe(povtrap::Fields& fields) override {
    fields.number("age", age_, 65, {.unit = "year", .minimum = 0, .maximum = 120, .meaning = "age from which a head is old"});
  }

  std::vector<povtrap::ResultRow> rows() const override {
    return {{"headcount_old", "1", "share of poor persons among those with an old head"},
            {"share_old", "1", "share of persons with an old head"}};
  }
  std::size_t sums() const override { return 3; }

  void add(const povtrap::HouseholdBlock& households, std::span<double> sums) const override {
    std::vector<double> income(households.size());
    households.income_per_head(income);
    for (std::size_t i = 0; i < income.size(); ++i) {
      const double persons = households.persons()[i];
      const bool old = households.age()[i] >= age_;
      sums[0] += persons;
      sums[1] += old ? persons : 0;
      sums[2] += old && income[i] < households.period().poverty_line ? persons : 0;
    }
  }

  void conclude(std::span<const double> sums, std::span<double> values) const override {
    if (sums[1] > 0) values[0] = sums[2] / sums[1];
    values[1] = sums[1] / sums[0];
  }

 private:
  double age_ = 0;
};

int main(int count, char** words) {
  povtrap::Registry registry;
  registry.add<LifeCycleSaving>().add<Flood>().add<OldAgePension>().add<OldAgePoverty>();
  return povtrap::command_main(count, words, registry);
}
