#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <povtrap/simulation.hpp>
#include <povtrap/sweep.hpp>
#include <string>
#include <vector>

/// A sweep of twelve runs that takes a second, for tests.
namespace povtrap {

namespace fs = std::filesystem;

/// A small economy without firms: a run takes milliseconds.
inline Config small_economy() {
  Config config = Config::load(fs::path(POVTRAP_SOURCE_DIR) / "configs/minimal.toml");
  return config.with({{"population.households", "300"},
                      {"run.years", "3"},
                      {"run.burn_in_years", "0"},
                      {"run.growth_burn_in_years", "0"},
                      {"output.panel_households", "0"}});
}

inline Design twelve_runs() {
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

inline SweepProgress run(const fs::path& folder, const Shard& shard = {}, int jobs = 1) {
  return run_sweep(twelve_runs(), small_economy(), folder, {.shard = shard, .jobs = jobs, .threads_per_run = 1});
}

inline const std::vector<double>& doubles(const Dataset& all, const std::string& name) {
  return std::get<std::vector<double>>(all.variable(name).values);
}

inline const std::vector<std::uint8_t>& completed(const Dataset& all) {
  return std::get<std::vector<std::uint8_t>>(all.variable("run_completed").values);
}

/// The journals of a folder, in the order of their names.
inline std::vector<fs::path> journals(const fs::path& folder) {
  std::vector<fs::path> paths;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().filename().string().starts_with("journal-")) paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  return paths;
}

}  // namespace povtrap
