#include "economy/calendar.hpp"

#include <gtest/gtest.h>

namespace povtrap {
namespace {

TEST(Calendar, CountsYearsAcrossTheBurnIn) {
  for (const std::int64_t periods : {1, 2, 4, 12}) {
    Calendar calendar{.periods_per_year = periods, .burn_in_periods = 3 * periods, .base_year = 2012};
    for (; calendar.period < 6 * periods; ++calendar.period) {
      EXPECT_EQ(calendar.year(), 2009 + calendar.period / periods) << periods << " periods a year, period " << calendar.period;
      EXPECT_EQ(calendar.year_index(), calendar.period / periods);
      EXPECT_EQ(calendar.burning_in(), calendar.period < 3 * periods);
    }
  }
}

TEST(Calendar, StartsInTheBaseYearWithoutBurnIn) {
  Calendar calendar{.periods_per_year = 4, .burn_in_periods = 0, .base_year = -5};
  EXPECT_EQ(calendar.year(), -5);
  EXPECT_FALSE(calendar.burning_in());
  calendar.period = 3;
  EXPECT_EQ(calendar.year(), -5);
  calendar.period = 4;
  EXPECT_EQ(calendar.year(), -4);
}

TEST(Calendar, OpensAndClosesEveryYearOnce) {
  Calendar calendar{.periods_per_year = 4, .burn_in_periods = 8};
  int opened = 0, closed = 0;
  for (; calendar.period < 20; ++calendar.period) {
    opened += calendar.opens_year() ? 1 : 0;
    closed += calendar.closes_year() ? 1 : 0;
    EXPECT_EQ(calendar.opens_year(), calendar.period % 4 == 0);
  }
  EXPECT_EQ(opened, 5);
  EXPECT_EQ(closed, 5);
  Calendar yearly{.periods_per_year = 1};
  EXPECT_TRUE(yearly.opens_year() && yearly.closes_year());
}

TEST(Calendar, MeasuresPeriodsInYears) {
  EXPECT_EQ(Calendar{.periods_per_year = 4}.length(), 0.25);
  EXPECT_EQ(Calendar{.periods_per_year = 1}.length(), 1.0);
}

}  // namespace
}  // namespace povtrap
