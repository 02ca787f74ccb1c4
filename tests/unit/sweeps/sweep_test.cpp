#include "small_sweep.hpp"

#include <array>
#include <cmath>
#include <fstream>
#include <povtrap/error.hpp>

namespace povtrap {
namespace {

TEST_F(Sweep, IsTheSameHoweverItIsCut) {
  const SweepProgress whole = run(folder("whole"));
  EXPECT_EQ(whole.done, 12);
  EXPECT_EQ(whole.failed, 0);
  for (std::int64_t s = 0; s < 3; ++s) run(folder("thirds"), {s, 3}, 2);
  const Dataset one = merge_sweep(folder("whole")), other = merge_sweep(folder("thirds"));
  EXPECT_EQ(digest(one), digest(other));
  EXPECT_EQ(completed(one), std::vector<std::uint8_t>(12, 1));
  EXPECT_EQ(one.length("time"), 3u);
  EXPECT_EQ(doubles(one, "mean_income").size(), 36u);
}

TEST_F(Sweep, ARunIsWhatItWouldBeAlone) {
  run(folder("all"));
  const Dataset all = merge_sweep(folder("all"));
  const std::size_t last = 11;  // rate .15, no shocks, third seed
  Simulation alone(small_economy().with({{"saving.stone_geary.rate", "0.15"}, {"shocks.active", "false"}, {"run.seed", "3"}}), 1);
  alone.run();
  const std::vector<double> yearly = yearly_series(alone.result(), "mean_income");
  for (std::size_t t = 0; t < 3; ++t) EXPECT_EQ(doubles(all, "mean_income")[3 * last + t], yearly[t]);
}

TEST_F(Sweep, RefusesAShardThatDoesNotExist) {
  for (const Shard& none : {Shard{0, 0}, Shard{2, 1}, Shard{-1, 2}}) {
    EXPECT_THROW(run(folder("none"), none), ConfigError);
    EXPECT_THROW(static_cast<void>(chosen_rows(twelve_runs(), {.shard = none})), ConfigError);
  }
}

TEST_F(Sweep, GoesOnWhereItStopped) {
  run(folder("all"));
  std::atomic<bool> stop{false};
  std::int64_t runs = 0;
  SweepOptions options{.jobs = 1, .threads_per_run = 1, .stop = &stop};
  options.progress = [&](const SweepProgress&) { stop = ++runs == 5; };
  EXPECT_EQ(run_sweep(twelve_runs(), small_economy(), folder("cut"), options).left(), 7);
  const SweepStatus status = sweep_status(folder("cut"));
  EXPECT_EQ(status.done, 5);
  EXPECT_EQ(ranges_text(status.missing), "5-11");
  const Dataset half = merge_sweep(folder("cut"));
  EXPECT_EQ(completed(half)[5], 0);
  EXPECT_TRUE(std::isnan(doubles(half, "mean_income")[3 * 5]));
  const SweepProgress rest = run(folder("cut"));
  EXPECT_EQ(rest.before, 5);
  EXPECT_EQ(rest.done, 7);
  EXPECT_EQ(digest(merge_sweep(folder("cut"))), digest(merge_sweep(folder("all"))));
}

TEST_F(Sweep, RunsChosenRowsOnly) {
  const SweepProgress progress = run_sweep(twelve_runs(), small_economy(), folder("rows"), {.rows = ranges_from("2,5-7"), .jobs = 1});
  EXPECT_EQ(progress.done, 4);
  EXPECT_EQ(ranges_text(sweep_status(folder("rows")).missing), "0-1,3-4,8-11");
}

TEST_F(Sweep, AMergeOfOneSeriesHasThatAlone) {
  run(folder("all"));
  const Dataset one = merge_sweep(folder("all"), {"gini"}), all = merge_sweep(folder("all"));
  EXPECT_EQ(doubles(one, "gini"), doubles(all, "gini"));
  EXPECT_FALSE(one.has_variable("mean_income"));
  EXPECT_THROW(static_cast<void>(merge_sweep(folder("all"), {"ginni"})), DataError);
}

TEST_F(Sweep, ImpossibleRowsFailWithTheirReasonsAndTheRestIsComplete) {
  const fs::path csv = folder("design.csv");
  std::ofstream(csv) << "saving.stone_geary.rate,shocks.active\n0.1,true\n7,true\n0.1,perhaps\n0.2,false\n";
  const SweepProgress done = run_sweep(read_design(csv), small_economy(), folder("out"), {.jobs = 2, .threads_per_run = 1});
  EXPECT_EQ(done.failed, 2);
  const SweepStatus status = sweep_status(folder("out"));
  EXPECT_EQ(status.done, 2);
  ASSERT_EQ(status.failures.size(), 2u);
  EXPECT_EQ(status.failures[0].first, 1);
  EXPECT_NE(status.failures[0].second.find("saving.stone_geary.rate = 7"), std::string::npos) << status.failures[0].second;
  EXPECT_NE(status.failures[1].second.find("perhaps"), std::string::npos) << status.failures[1].second;
  const Dataset all = merge_sweep(folder("out"));
  EXPECT_EQ(completed(all), (std::vector<std::uint8_t>{1, 2, 2, 1}));
  const SweepProgress again = run_sweep(read_design(csv), small_economy(), folder("out"), {.jobs = 1, .threads_per_run = 1});
  EXPECT_EQ(again.done, 0);
  EXPECT_EQ(
      run_sweep(read_design(csv), small_economy(), folder("out"), {.jobs = 1, .threads_per_run = 1, .retry_failed = true}).done,
      2);
}

TEST_F(Sweep, ASweepKeepsItsFolderForItself) {
  run(folder("out"));
  EXPECT_THROW(run_sweep(twelve_runs(), small_economy().with({{"run.years", "4"}}), folder("out")), ConfigError);
  EXPECT_THROW(run_sweep(twelve_runs(), small_economy(), folder("out"), {.outputs = {{"gini"}, "last"}}), ConfigError);
  std::ofstream(folder("file")) << "x";
  EXPECT_THROW(run(folder("file")), IoError);
  fs::create_directories(folder("mine"));
  std::ofstream(folder("mine") / "thesis.tex") << "x";
  EXPECT_THROW(run(folder("mine")), ConfigError);
  EXPECT_THROW(static_cast<void>(sweep_status(folder("nothing"))), DataError);
}

TEST_F(Sweep, KeepsWhatIsAskedFor) {
  run_sweep(twelve_runs(), small_economy(), folder("last"),
            {.jobs = 1, .threads_per_run = 1, .outputs = {{"gini", "quantile_income"}, "last"}});
  const Dataset last = merge_sweep(folder("last"));
  EXPECT_EQ(last.length("time"), 1u);
  EXPECT_EQ(doubles(last, "quantile_income").size(), 12 * 7u);
  EXPECT_FALSE(last.has_variable("headcount"));
}

TEST_F(Sweep, WhatWouldFailEveryRunIsRefusedBeforeTheFirst) {
  EXPECT_THROW(run_sweep(twelve_runs(), small_economy(), folder("wrong"), {.outputs = {{"ginni"}, "last"}}), DataError);
  const fs::path csv = folder("design.csv");
  std::ofstream(csv) << "saving.stone_geary.rat,notes\n0.1,x\n";
  try {
    run_sweep(read_design(csv), small_economy(), folder("wrong"));
    FAIL() << "was run";
  } catch (const ConfigError& error) {
    EXPECT_NE(std::string(error.what()).find("did you mean saving.stone_geary.rate"), std::string::npos) << error.what();
    EXPECT_NE(std::string(error.what()).find("notes"), std::string::npos) << error.what();
  }
  EXPECT_FALSE(fs::exists(folder("wrong")));
}

TEST_F(Sweep, AnEconomyThatIsTooLargeForTheMachineFailsAlone) {
  const fs::path csv = folder("design.csv");
  std::ofstream(csv) << "population.households\n300\n2000000000\n";
  const SweepProgress done = run_sweep(read_design(csv), small_economy(), folder("out"), {.jobs = 1});
  EXPECT_EQ(done.failed, 1);
  EXPECT_NE(sweep_status(folder("out")).failures[0].second.find("GB are free"), std::string::npos);
}

TEST_F(Sweep, PovertyLinesMayDifferFromRunToRun) {
  const Design design = design_from_text("[parameters]\npoverty.line = [900, 1100]\n");
  run_sweep(design, small_economy(), folder("lines"), {.jobs = 1});
  EXPECT_EQ(sweep_status(folder("lines")).done, 2);
  const Dataset all = merge_sweep(folder("lines"));
  EXPECT_FALSE(all.has_variable("line"));
  const std::vector<double>& lines = doubles(all, "line_of_run");
  const std::size_t width = lines.size() / 2;
  EXPECT_NEAR(lines[width] / lines[0], 1100.0 / 900.0, 1e-12);
}

TEST_F(Sweep, RunsMayEndEarlierThanOthers) {
  const Design design = design_from_text("[parameters]\nrun.years = [2, 4, 3]\n");
  run_sweep(design, small_economy(), folder("years"), {.jobs = 1});
  const Dataset all = merge_sweep(folder("years"));
  EXPECT_EQ(completed(all), (std::vector<std::uint8_t>{1, 1, 1}));
  ASSERT_EQ(all.length("time"), 4u);
  const std::vector<double>& gini = doubles(all, "gini");
  for (std::size_t run = 0; run < 3; ++run) {
    const std::size_t lived = std::array<std::size_t, 3>{2, 4, 3}[run];
    for (std::size_t t = 0; t < 4; ++t) EXPECT_EQ(std::isfinite(gini[4 * run + t]), t < lived) << run << " " << t;
  }
}

TEST_F(Sweep, ParametersComeWithTheirUnits) {
  const fs::path csv = folder("design.csv");
  std::ofstream(csv) << "poverty.line,shocks.active\n1000,true\n,false\n";
  run_sweep(read_design(csv), small_economy(), folder("units"), {.jobs = 1});
  const Dataset all = merge_sweep(folder("units"));
  EXPECT_EQ(all.variable("poverty.line").units, "LCU/head/year");
  EXPECT_EQ(doubles(all, "poverty.line")[1], small_economy().number("poverty.line"));  // what is left empty is as configured
}

TEST(Ranges, AreWrittenShort) {
  EXPECT_EQ(ranges_text({}), "");
  EXPECT_EQ(ranges_text({0, 1, 2, 5, 7, 8}), "0-2,5,7-8");
  const std::vector<NumberRange> back = ranges_from("0-2,5,7-8");
  ASSERT_EQ(back.size(), 3u);
  EXPECT_EQ(back[1].first, 5);
  EXPECT_EQ(back[2].last, 8);
  for (const char* const text : {"", "3-1", "1,,2", "a", "1-", "-1", "1 2", "1,"}) {
    EXPECT_THROW(static_cast<void>(ranges_from(text)), ConfigError) << text;
  }
}

}  // namespace
}  // namespace povtrap
