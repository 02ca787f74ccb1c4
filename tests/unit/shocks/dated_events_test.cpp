#include <gtest/gtest.h>

#include "unit/shocks/struck_households.hpp"

namespace povtrap {
namespace {

/// What own enterprises keep of their output.
double left_by(const Shock& shock, std::int64_t year, std::size_t bloc) {
  const Calendar calendar{.periods_per_year = 4, .burn_in_periods = 4, .base_year = 2012, .period = 4 * (year - 2011) + 2};
  Region region;
  region.bloc = bloc;
  shock.strike_region(region, 0, calendar);
  return region.disaster;
}

TEST(DatedEvents, HappenInTheirYearsOnly) {
  const auto shock = test::shock_with(make_dated_events(),
                                      {{"years", std::vector<double>{2013, 2020}}, {"losses", std::vector<double>{0.25, 0.5}}});
  EXPECT_EQ(left_by(*shock, 2012, 0), 1.0);
  EXPECT_EQ(left_by(*shock, 2013, 0), 0.75);
  EXPECT_EQ(left_by(*shock, 2013, 1), 0.75);
  EXPECT_EQ(left_by(*shock, 2020, 0), 0.5);
}

TEST(DatedEvents, HitOneBlocWhereOneIsNamed) {
  const auto shock = test::shock_with(
      make_dated_events(),
      {{"years", std::vector<double>{2013, 2013}}, {"losses", std::vector<double>{0.5}}, {"blocs", std::vector<double>{1}}});
  EXPECT_EQ(left_by(*shock, 2013, 0), 0.5) << "only the second event, which hits everywhere";
  EXPECT_EQ(left_by(*shock, 2013, 1), 0.25);
}

TEST(DatedEvents, DoNothingWithoutLosses) {
  const auto shock = test::shock_with(make_dated_events(), {{"years", std::vector<double>{2013}}});
  EXPECT_EQ(left_by(*shock, 2013, 0), 1.0);
}

}  // namespace
}  // namespace povtrap
