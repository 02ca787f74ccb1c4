#include "simulation/recorder.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

TEST(Recorder, GivesEveryVariableItsShapeUnitAndName) {
  const Dataset result = test::result_of(test::small_economy());
  std::set<std::string> names;
  for (const Variable& variable : result.variables) {
    EXPECT_TRUE(names.insert(variable.name).second) << variable.name << " twice";
    EXPECT_FALSE(variable.units.empty()) << variable.name;
    EXPECT_FALSE(variable.long_name.empty()) << variable.name;
    std::size_t size = 1;
    for (const std::string& dimension : variable.dimensions) size *= result.length(dimension);
    EXPECT_EQ(std::visit([](const auto& values) { return values.size(); }, variable.values), size) << variable.name;
  }
}

TEST(Recorder, LeavesTheBurnInOut) {
  const Dataset result = test::result_of(test::small_economy({{"run.years", "2"}, {"run.base_year", "2012"}}));
  EXPECT_EQ(result.length("time"), 8u);
  const auto& years = std::get<std::vector<std::int32_t>>(result.variable("year").values);
  EXPECT_EQ(years, (std::vector<std::int32_t>{2012, 2012, 2012, 2012, 2013, 2013, 2013, 2013}));
  const auto& parts = std::get<std::vector<std::int32_t>>(result.variable("period_of_year").values);
  EXPECT_EQ(parts, (std::vector<std::int32_t>{1, 2, 3, 4, 1, 2, 3, 4}));
  const auto& months = std::get<std::vector<std::int64_t>>(result.variable("time").values);
  EXPECT_EQ(months.front(), 12 * 12 + 3);
  EXPECT_EQ(months.back(), 14 * 12);
}

TEST(Recorder, RanksOnceAYearUnlessAskedForMore) {
  const Dataset yearly = test::result_of(test::small_economy()),
                always = test::result_of(test::small_economy({{"output.ranked_every", "0"}}));
  const auto &rare = test::numbers(yearly, "gini"), &frequent = test::numbers(always, "gini");
  for (std::size_t t = 0; t < rare.size(); ++t) {
    EXPECT_FALSE(std::isnan(frequent[t]));
    EXPECT_EQ(std::isnan(rare[t]), t % 4 != 3) << t;
    if (t % 4 == 3) {
      EXPECT_EQ(rare[t], frequent[t]);
    }
  }
}

TEST(Recorder, ReportsHeadcountsThatRiseWithTheLine) {
  const Dataset result = test::result_of(test::small_economy({{"poverty.lines", "[1.5, 2, 4]"}}));
  const auto& lines = test::numbers(result, "line");
  EXPECT_EQ(lines, (std::vector<double>{1000, 1500, 2000, 4000}));
  const auto& headcount = test::numbers(result, "headcount");
  for (std::size_t k = 0; k < headcount.size(); ++k) {
    EXPECT_TRUE(headcount[k] >= 0 && headcount[k] <= 1);
    if (k % 4 > 0) {
      EXPECT_GE(headcount[k], headcount[k - 1]);
    }
  }
}

TEST(Recorder, AddsRegionsUpToTheNation) {
  const Dataset result = test::result_of(test::small_economy({{"poverty.towns_count", "true"}}));
  const auto &nation = test::numbers(result, "mean_income"), &regions = test::numbers(result, "mean_income_region"),
             &persons = test::numbers(result, "region_persons");
  for (std::size_t t = 0; t < nation.size(); ++t) {
    double income = 0, people = 0;
    for (std::size_t r = 0; r < persons.size(); ++r) {
      income += regions[t * persons.size() + r] * persons[r];
      people += persons[r];
    }
    EXPECT_NEAR(nation[t], income / people, 1e-9 * nation[t]);
  }
}

TEST(Recorder, CountsTownsOnlyWhenAsked) {
  const Dataset all = test::result_of(test::small_economy({{"poverty.towns_count", "true"}})),
                villages = test::result_of(test::small_economy({{"poverty.towns_count", "false"}}));
  const auto &kinds = test::numbers(villages, "mean_income_kind"), &counted = test::numbers(villages, "mean_income");
  for (std::size_t t = 0; t < counted.size(); ++t) EXPECT_EQ(counted[t], kinds[2 * t]);
  EXPECT_NE(test::numbers(all, "mean_income"), counted);
}

TEST(Recorder, KeepsAPanelOfTheGivenSizeAndWaves) {
  const Dataset result = test::result_of(test::small_economy({{"output.panel_households", "37"}, {"output.panel_every", "0.5"}}));
  EXPECT_EQ(result.length("panel_household"), 37u);
  EXPECT_EQ(result.length("panel_time"), 6u);
  const Dataset none = test::result_of(test::small_economy({{"output.panel_households", "0"}}));
  EXPECT_FALSE(none.has_variable("panel_income"));
}

TEST(Recorder, WritesTheConfigurationAndTheSeed) {
  const Dataset result = test::result_of(test::small_economy({{"run.seed", "42"}, {"run.years", "1"}}));
  ASSERT_EQ(result.groups.front().first, "provenance");
  const auto& toml = std::get<std::vector<std::string>>(result.groups.front().second.variable("config_toml").values).front();
  EXPECT_NE(toml.find("42"), std::string::npos);
  EXPECT_EQ(Config::from_text(toml).get("run.seed"), "42");
}

TEST(Recorder, PutsAnObservedSeriesBesideTheSimulatedOne) {
  const Dataset result = test::result_of(test::small_economy({{"run.years", "1"},
                                                              {"observed.years", "[1, 2]"},
                                                              {"observed.headcount", "[0.5, 0.4]"},
                                                              {"observed.source", "a yearbook"}}));
  EXPECT_EQ(test::numbers(result, "observed_headcount"), (std::vector<double>{0.5, 0.4}));
}

}  // namespace
}  // namespace povtrap
