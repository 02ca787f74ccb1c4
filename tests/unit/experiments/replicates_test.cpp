#include <gtest/gtest.h>

#include <povtrap/config.hpp>
#include <povtrap/result_file.hpp>
#include <povtrap/simulation.hpp>

#include "laws/small_economy.hpp"
#include "unit/experiments/two_arms.hpp"
#include "unit/io/sample_result.hpp"

namespace povtrap {
namespace {

using testing::base_run;
using testing::refusal;

Dataset simulated(std::int64_t seed) {
  Simulation simulation(
      test::small_economy({{"run.years", "1"}, {"population.households", "600"}, {"run.seed", std::to_string(seed)}}), 1);
  simulation.run();
  return simulation.result();
}

TEST(Replicates, LeadSeriesWithTheSeedAndShareTheRest) {
  const Dataset all = testing::base_pair();
  EXPECT_TRUE(is_replicated(all));
  EXPECT_EQ(seeds_of(all), (std::vector<std::int64_t>{4, 9}));
  EXPECT_EQ(all.variable("headcount").dimensions, (std::vector<std::string>{"seed", "time", "line"}));
  EXPECT_EQ(all.variable("panel_income").dimensions, (std::vector<std::string>{"seed", "panel_time", "panel_household"}));
  EXPECT_EQ(all.variable("region_persons").dimensions, (std::vector<std::string>{"seed", "region"}));
  for (const char* shared : {"time", "line", "year", "period_of_year", "panel_year", "panel_household", "region_kind"}) {
    EXPECT_EQ(all.variable(shared).dimensions.front(), base_run().variable(shared).dimensions.front()) << shared;
    EXPECT_EQ(all.variable(shared).dimensions.size(), 1u) << shared;
  }
}

TEST(Replicates, OfARealRunGoThroughAFileAndComeBackAsTheyWere) {
  const testing::Folder folder;
  Replicates runs;
  runs.add(3, simulated(3));
  runs.add(8, simulated(8));
  EXPECT_EQ(runs.size(), 2u);
  const Dataset all = runs.take();
  EXPECT_EQ(runs.size(), 0u);
  write_result(all, folder / "all.h5");
  const Dataset read = read_result(folder / "all.h5");
  EXPECT_EQ(digest(read), digest(all));
  EXPECT_EQ(digest(replicate_of(read, 0)), digest(simulated(3)));
  EXPECT_EQ(digest(replicate_of(read, 1)), digest(simulated(8)));
  EXPECT_EQ(seeds_of(replicate_of(read, 1)), (std::vector<std::int64_t>{8}));
  const auto& provenance = read.groups.front().second;
  EXPECT_EQ(std::get<std::vector<std::string>>(provenance.variable("seeds").values).front(), "3,8");
  EXPECT_EQ(
      Config::from_text(std::get<std::vector<std::string>>(provenance.variable("config_toml").values).front()).get("run.seed"),
      "3");
}

TEST(Replicates, GroupsAreReplicatedToo) {
  Dataset run = base_run();
  Dataset group;
  group.variables = {testing::variable("spells", {"time"}, std::vector<double>{1, 2, 3, 4})};
  run.groups.emplace_back("more", group);
  Replicates runs;
  runs.add(1, run);
  runs.add(2, run);
  const Dataset all = runs.take();
  EXPECT_EQ(all.groups.front().second.variable("spells").dimensions, (std::vector<std::string>{"seed", "time"}));
  EXPECT_EQ(digest(replicate_of(all, 1)), digest(run));
}

TEST(Replicates, OfOneRunHaveTheSameLayout) {
  Replicates runs;
  runs.add(4, base_run());
  const Dataset all = runs.take();
  EXPECT_TRUE(is_replicated(all));
  EXPECT_EQ(digest(replicate_of(all, 0)), digest(base_run()));
}

TEST(Replicates, ThatDoNotFitAreRefusedAndLeaveTheOthersAlone) {
  Replicates runs;
  runs.add(1, base_run());
  const auto said = [&](std::int64_t seed, const Dataset& run) { return refusal<DataError>([&] { runs.add(seed, run); }); };
  EXPECT_NE(said(1, base_run()).find("there already"), std::string::npos);
  Dataset shorter = base_run();
  shorter.dimensions[0].length = 2;
  EXPECT_NE(said(2, shorter).find("dimension \"time\""), std::string::npos);
  Dataset poorer = base_run();
  testing::remove(poorer, "mean_income");
  EXPECT_NE(said(2, poorer).find("number of variables"), std::string::npos);
  Dataset renamed = base_run();
  testing::find(renamed, "mean_income").name = "other";
  EXPECT_NE(said(2, renamed).find("\"other\""), std::string::npos);
  Dataset moved = base_run();
  testing::reals(moved, "line")[0] = 7;
  EXPECT_NE(said(2, moved).find("\"line\" has other values"), std::string::npos);
  EXPECT_NE(said(2, testing::base_pair()).find("several runs"), std::string::npos);
  Dataset named = base_run();
  named.variables.push_back(testing::variable("seed", {}, std::vector<double>{1}));
  EXPECT_NE(said(2, named).find("of its own"), std::string::npos);
  runs.add(2, base_run());
  EXPECT_EQ(runs.take().length("seed"), 2u);
  EXPECT_NE(refusal<DataError>([&] { (void)runs.take(); }).find("no runs"), std::string::npos);
}

TEST(SeedsOfAResult, AreThoseItSays) {
  EXPECT_EQ(seeds_of(base_run(12)), (std::vector<std::int64_t>{12}));
  Dataset silent = base_run();
  silent.attributes.clear();
  EXPECT_NE(refusal<DataError>([&] { (void)seeds_of(silent); }).find("which seed"), std::string::npos);
  EXPECT_NE(refusal<DataError>([&] { (void)replicate_of(base_run(), 1); }).find("replicate 1"), std::string::npos);
}

}  // namespace
}  // namespace povtrap
