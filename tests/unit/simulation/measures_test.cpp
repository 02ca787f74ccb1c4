#include "simulation/measures.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

TEST(Measures, ReadTheIncomeOfTheLastYearPerHead) {
  test::OpenEconomy open(test::small_economy());
  open.live(6);
  const Households& h = open.economy().households;
  for (const std::size_t i : {std::size_t{0}, std::size_t{1234}, std::size_t{2999}}) {
    double year = 0;
    for (const auto& period : h.income_history) year += static_cast<double>(period[i]);
    EXPECT_NEAR(yearly_income_per_head(open.stage(), i), year / static_cast<double>(h.persons[i]), 1e-9 * (1 + std::abs(year)));
  }
}

TEST(Measures, TakeAPartOfTheFirstYearToAWholeOne) {
  test::OpenEconomy open(test::small_economy());
  open.live(2);
  const Households& h = open.economy().households;
  const double half = static_cast<double>(h.income_history[0][5]) + static_cast<double>(h.income_history[1][5]);
  EXPECT_NEAR(yearly_income_per_head(open.stage(), 5), 2 * half / static_cast<double>(h.persons[5]), 1e-9 * (1 + std::abs(half)));
}

TEST(Measures, CountTownsWhereThereIsNothingElse) {
  test::OpenEconomy both(test::small_economy({{"poverty.towns_count", "false"}}));
  for (const Region& region : both.economy().regions)
    EXPECT_EQ(is_counted(both.stage(), region), region.kind == RegionKind::rural);
  test::OpenEconomy towns(
      test::small_economy({{"poverty.towns_count", "false"}, {"regions.rural", "[0, 0]"}, {"regions.towns", "[2, 2]"}}));
  for (const Region& region : towns.economy().regions) EXPECT_TRUE(is_counted(towns.stage(), region));
}

TEST(Measures, ReportQuantilesInTheirOrder) {
  const auto quantiles = reported_quantiles();
  EXPECT_EQ(quantiles.size(), 7u);
  EXPECT_TRUE(std::is_sorted(quantiles.begin(), quantiles.end()));
}

}  // namespace
}  // namespace povtrap
