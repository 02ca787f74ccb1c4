#include <gtest/gtest.h>

#include "unit/shocks/struck_households.hpp"

namespace povtrap {
namespace {

/// Share of years and regions with a drought, and whether it lasted the whole year.
double share_of_dry_years(const Shock& shock, std::int64_t periods_per_year, int years, bool& whole_years) {
  Calendar calendar{.periods_per_year = periods_per_year};
  double dry_years = 0;
  for (int year = 0; year < years; ++year) {
    for (std::size_t r = 0; r < 100; ++r) {
      int dry = 0;
      for (std::int64_t part = 0; part < periods_per_year; ++part) {
        calendar.period = year * periods_per_year + part;
        Region region;
        shock.strike_region(region, r, calendar);
        dry += region.weather < 1 ? 1 : 0;
      }
      whole_years = whole_years && (dry == 0 || dry == periods_per_year);
      dry_years += dry > 0 ? 1 : 0;
    }
  }
  return dry_years / (100.0 * years);
}

TEST(Drought, LastsWholeYearsAndComesAsOftenAsGiven) {
  const auto shock = test::shock_with(make_drought(), {{"probability", 0.1}, {"loss", 0.3}});
  for (const std::int64_t periods : {1, 4, 12}) {
    bool whole_years = true;
    EXPECT_NEAR(share_of_dry_years(*shock, periods, 500, whole_years), 0.1, 0.005) << periods;
    EXPECT_TRUE(whole_years);
  }
}

TEST(Drought, HitsTheSameYearsForAnyPeriodLength) {
  const auto shock = test::shock_with(make_drought());
  for (int year = 0; year < 200; ++year) {
    Calendar yearly{.periods_per_year = 1, .period = year}, monthly{.periods_per_year = 12, .period = 12 * year + 5};
    Region one, other;
    shock->strike_region(one, 7, yearly);
    shock->strike_region(other, 7, monthly);
    ASSERT_EQ(one.weather, other.weather);
  }
}

TEST(Drought, TakesTheGivenShareOfTheHarvest) {
  const auto shock = test::shock_with(make_drought(), {{"probability", 1.0}, {"loss", 0.4}});
  Region region;
  region.weather = 0.5;
  shock->strike_region(region, 0, Calendar{});
  EXPECT_NEAR(region.weather, 0.3, 1e-12);
}

}  // namespace
}  // namespace povtrap
