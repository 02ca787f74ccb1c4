#include <povtrap/simulation.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <povtrap/error.hpp>

#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

TEST(Simulation, StepsThroughBurnInAndYears) {
  Simulation simulation(test::small_economy({{"run.years", "2"}, {"run.base_year", "2012"}}), 1);
  EXPECT_EQ(simulation.periods_total(), 12);
  EXPECT_EQ(simulation.households(), 3000);
  EXPECT_TRUE(simulation.burning_in());
  EXPECT_EQ(simulation.year(), 2011);
  for (int period = 1; period < 12; ++period) ASSERT_TRUE(simulation.step()) << period;
  EXPECT_FALSE(simulation.burning_in());
  EXPECT_EQ(simulation.year(), 2013);
  EXPECT_FALSE(simulation.step());
  EXPECT_EQ(simulation.periods_done(), 12);
  EXPECT_FALSE(simulation.step()) << "time is over";
  EXPECT_EQ(simulation.periods_done(), 12);
}

TEST(Simulation, RunsToTheEnd) {
  Simulation simulation(test::small_economy({{"run.years", "1"}}), 1);
  simulation.run();
  EXPECT_EQ(simulation.periods_done(), simulation.periods_total());
}

TEST(Simulation, HasAResultBeforeAnythingHappened) {
  const Simulation simulation(test::small_economy(), 1);
  EXPECT_EQ(simulation.result().length("time"), 0u);
}

TEST(Simulation, UsesTheThreadsThatItIsGiven) {
  EXPECT_EQ(Simulation(test::small_economy(), 3).threads(), 3);
  EXPECT_GE(Simulation(test::small_economy()).threads(), 1);
  EXPECT_THROW(Simulation(test::small_economy(), -1), ConfigError);
  EXPECT_THROW(Simulation(test::small_economy(), 100000), ConfigError);
}

TEST(Simulation, NeedsFewBytesForAHousehold) {
  const std::size_t bytes = Simulation(test::small_economy(), 1).bytes_per_household();
  EXPECT_TRUE(bytes > 100 && bytes < 1000) << bytes;
}

TEST(Simulation, StartsAgainWithOtherLuckAsIfItWereNew) {
  const Config config = test::small_economy({{"run.years", "1"}}), other = test::small_economy({{"run.years", "1"}, {"run.seed", "7"}});
  Simulation again(config, 1), fresh(other, 1);
  again.run();
  again.restart(7);
  EXPECT_EQ(again.periods_done(), 0);
  again.run(), fresh.run();
  EXPECT_EQ(digest(again.result()), digest(fresh.result()));
  EXPECT_EQ(digest(again.measures()), digest(fresh.measures()));
  EXPECT_EQ(again.config().get("run.seed"), "7");
  EXPECT_EQ(again.config().to_toml(), other.to_toml());
  EXPECT_THROW(again.restart(-1), ConfigError);
  EXPECT_THROW(again.restart(std::numeric_limits<std::int64_t>::max()), ConfigError);
}

TEST(Simulation, GoesOnToOtherConfigurationsAsIfItWereNew) {
  const Config first = test::small_economy({{"run.years", "1"}});
  Simulation simulation(first, 1);
  const auto expect_new = [&](const Config& config) {
    simulation.restart(config);
    EXPECT_EQ(simulation.periods_done(), 0);
    simulation.run();
    Simulation fresh(config, 1);
    fresh.run();
    EXPECT_EQ(digest(simulation.result()), digest(fresh.result()));
    EXPECT_EQ(simulation.config().to_toml(), config.to_toml());
  };
  expect_new(test::with(first, {{"saving.rule", "buffer"}, {"run.seed", "5"}, {"population.households", "2000"}}));
  simulation.restart(9);
  expect_new(first);
  expect_new(test::with(first, test::everything_on()));
  expect_new(test::small_economy({{"run.years", "1"}, {"firms.households_per_firm", "0"}}));
}

TEST(Simulation, StaysWhatItIsIfTheNextConfigurationIsFaulty) {
  const Config config = test::small_economy({{"run.years", "1"}});
  Simulation simulation(config, 1);
  simulation.restart(3);
  Config faulty = config;
  faulty.set("run.seed", "8");
  faulty.set("run.periods_per_year", "5");
  EXPECT_THROW(simulation.restart(faulty), ConfigError);
  simulation.run();
  EXPECT_EQ(digest(simulation.result()), digest(test::result_of(test::with(config, {{"run.seed", "3"}}))));
}

TEST(Simulation, ShowsASeriesWithoutCopyingIt) {
  Simulation simulation(test::small_economy({{"run.years", "1"}}), 1);
  EXPECT_THROW(static_cast<void>(simulation.series("gini")), DataError);
  simulation.run();
  const auto series = simulation.series("headcount");
  EXPECT_EQ(std::vector<double>(series.begin(), series.end()), test::numbers(simulation.measures(), "headcount"));
  EXPECT_EQ(simulation.series("gini_region").size(), 4 * simulation.measures().length("region"));
}

TEST(Simulation, CanBeMoved) {
  Simulation first(test::small_economy({{"run.years", "1"}}), 1);
  first.step();
  Simulation second(std::move(first));
  second.run();
  EXPECT_EQ(digest(second.result()), digest(test::result_of(test::small_economy({{"run.years", "1"}}))));
}

TEST(Simulation, RefusesParametersThatContradictEachOther) {
  Config config = test::small_economy();
  config.set("run.periods_per_year", "5");
  EXPECT_THROW(Simulation(config, 1), ConfigError);
}

TEST(YearlySeries, TakesTheLastPeriodOfEachYear) {
  const Dataset result = test::result_of(test::small_economy());
  const auto yearly = yearly_series(result, "employment");
  const auto& all = test::numbers(result, "employment");
  ASSERT_EQ(yearly.size(), 3u);
  ASSERT_EQ(all.size(), 12u);
  for (std::size_t year = 0; year < 3; ++year) EXPECT_EQ(yearly[year], all[4 * year + 3]);
}

TEST(YearlySeries, TakesTheFirstLine) {
  const Dataset result = test::result_of(test::small_economy());
  const auto& all = test::numbers(result, "headcount");
  EXPECT_EQ(yearly_series(result, "headcount").at(1), all.at(7 * result.length("line")));
}

TEST(YearlySeries, ReadsNothingElse) {
  const Dataset result = test::result_of(test::small_economy({{"run.years", "1"}}));
  EXPECT_THROW(static_cast<void>(yearly_series(result, "region_bloc")), DataError);
  EXPECT_THROW(static_cast<void>(yearly_series(result, "no_such_series")), DataError);
}

}  // namespace
}  // namespace povtrap
