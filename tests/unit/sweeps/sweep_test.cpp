#include <povtrap/sweep.hpp>

#include <gtest/gtest.h>
#include <unistd.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <povtrap/error.hpp>
#include <povtrap/simulation.hpp>

#include "sweeps/journal.hpp"

namespace povtrap {
namespace {

namespace fs = std::filesystem;

/// A small economy without firms: a run takes milliseconds.
Config small_economy() {
  Config config = Config::load(fs::path(POVTRAP_SOURCE_DIR) / "configs/minimal.toml");
  return config.with({{"population.households", "300"},
                      {"run.years", "3"},
                      {"run.burn_in_years", "0"},
                      {"run.growth_burn_in_years", "0"},
                      {"output.panel_households", "0"}});
}

Design twelve_runs() {
  return design_from_text(
      "replicates = 3\n[parameters]\nsaving.stone_geary.rate = [0.05, 0.15]\nshocks.active = [\"true\", \"false\"]\n");
}

/// A folder that vanishes with the test.
class Sweep : public testing::Test {
 protected:
  ~Sweep() override { fs::remove_all(root_); }

  fs::path folder(const std::string& name) { return root_ / name; }

 private:
  static fs::path made() {
    const std::string test = testing::UnitTest::GetInstance()->current_test_info()->name();
    fs::path path = fs::temp_directory_path() / ("povtrap_sweep_" + test + "_" + std::to_string(::getpid()));
    fs::create_directories(path);
    return path;
  }
  fs::path root_ = made();
};

SweepProgress run(const fs::path& folder, const Shard& shard = {}, int jobs = 1) {
  return run_sweep(twelve_runs(), small_economy(), folder, {.shard = shard, .jobs = jobs, .threads_per_run = 1});
}

const std::vector<double>& doubles(const Dataset& all, const std::string& name) {
  return std::get<std::vector<double>>(all.variable(name).values);
}

const std::vector<std::uint8_t>& completed(const Dataset& all) {
  return std::get<std::vector<std::uint8_t>>(all.variable("run_completed").values);
}

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

TEST_F(Sweep, DropsATornRecordAndRunsItAgain) {
  run(folder("all"));
  run(folder("torn"));
  const fs::path journal = folder("torn") / "journal-0";
  fs::resize_file(journal, fs::file_size(journal) - 5);
  EXPECT_EQ(sweep_status(folder("torn")).done, 11);
  EXPECT_EQ(run(folder("torn")).done, 1);
  EXPECT_EQ(digest(merge_sweep(folder("torn"))), digest(merge_sweep(folder("all"))));
}

TEST_F(Sweep, ADamagedRecordCostsOneRunAndNothingIsThrownAway) {
  run(folder("all"));
  run(folder("damaged"));
  const fs::path journal = folder("damaged") / "journal-0";
  const auto size = fs::file_size(journal);
  {
    std::fstream file(journal, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(size / 2));
    file.put('!');
  }
  EXPECT_EQ(sweep_status(folder("damaged")).done, 11);
  EXPECT_EQ(run(folder("damaged")).done, 1);
  EXPECT_GT(fs::file_size(journal), size);
  EXPECT_EQ(digest(merge_sweep(folder("damaged"))), digest(merge_sweep(folder("all"))));
}

TEST_F(Sweep, JournalsAreReadWhicheverAreThere) {
  run(folder("all"));
  run(folder("gap"), {0, 2});
  fs::rename(folder("gap") / "journal-0", folder("gap") / "journal-7");
  run(folder("gap"), {1, 2});
  EXPECT_EQ(sweep_status(folder("gap")).done, 12);
  EXPECT_EQ(digest(merge_sweep(folder("gap"))), digest(merge_sweep(folder("all"))));
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
  const SweepProgress wrong = run_sweep(twelve_runs(), small_economy(), folder("wrong"),
                                        {.jobs = 1, .threads_per_run = 1, .outputs = {{"ginni"}, "last"}});
  EXPECT_EQ(wrong.failed, 12);
  EXPECT_NE(sweep_status(folder("wrong")).failures[0].second.find("did you mean gini?"), std::string::npos);
}

TEST_F(Sweep, TwoJournalsAreNeverWrittenAtOnce) {
  const Journal one(folder("")), other(folder(""));
  EXPECT_TRUE(fs::exists(folder("journal-0")));
  EXPECT_TRUE(fs::exists(folder("journal-1")));
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
