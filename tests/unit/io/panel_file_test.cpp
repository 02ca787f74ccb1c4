#include <gtest/gtest.h>

#include <povtrap/checkpoint.hpp>
#include <povtrap/config.hpp>
#include <povtrap/result_file.hpp>
#include <povtrap/simulation.hpp>
#include <unistd.h>

#include "laws/small_economy.hpp"
#include "unit/io/sample_result.hpp"

namespace povtrap {
namespace {

using testing::expect_error;
using testing::Folder;

/// As PanelFile, but with so small pieces that a small economy fills some.
class SmallPieces final : public PanelStore {
 public:
  explicit SmallPieces(std::size_t waves) : waves_(waves) {}
  [[nodiscard]] std::size_t waves_of_piece(std::size_t) const override { return waves_; }
  void put(const std::string& variable, std::size_t households, std::vector<float> values) override {
    EXPECT_EQ(values.size(), waves_ * households);
    auto& all = values_[variable];
    all.insert(all.end(), values.begin(), values.end());
    ++pieces;
  }
  [[nodiscard]] std::vector<float> values_of(const std::string& variable) const override { return values_.at(variable); }

  int pieces = 0;

 private:
  std::size_t waves_;
  std::map<std::string, std::vector<float>> values_;
};

Config watched_economy() {
  Config config = test::small_economy(test::everything_on());
  config.set("output.panel_households", "700");
  config.set("output.panel_every", "0");
  return config;
}

TEST(PanelStore, ChangesNeitherResultsNorCheckpoints) {
  Simulation plain(watched_economy(), 1), streamed(watched_economy(), 2);
  const auto store = std::make_shared<SmallPieces>(3);
  streamed.keep_panel_in(store);
  while (plain.step()) {
    streamed.step();
    EXPECT_EQ(streamed.checkpoint(), plain.checkpoint()) << "after period " << plain.periods_done();
  }
  streamed.step();
  EXPECT_GT(store->pieces, 0);
  EXPECT_EQ(digest(streamed.result()), digest(plain.result()));
}

TEST(PanelStore, TakesOverWhatAResumedRunBrings) {
  Simulation plain(watched_economy(), 1);
  for (std::int64_t period = 0; period + 2 < plain.periods_total(); ++period) plain.step();
  Simulation resumed = Simulation::resume(plain.checkpoint(), 1);
  const auto store = std::make_shared<SmallPieces>(2);
  resumed.keep_panel_in(store);
  EXPECT_GT(store->pieces, 0);
  resumed.run(), plain.run();
  EXPECT_EQ(digest(resumed.result()), digest(plain.result()));
}

/// A panel of `waves`, put as a simulation does: full pieces into the file, the rest into the data set.
struct Sample {
  Sample(std::size_t waves, std::size_t households, PanelFile& file) {
    const std::vector<float> values = testing::thirds<float>(waves * households);
    whole.dimensions = {{"panel_time", waves, true}, {"panel_household", households, false}};
    whole.variables = {{"panel_income", {"panel_time", "panel_household"}, "LCU", "income", values, {}}};
    const std::size_t piece = file.waves_of_piece(households) * households;
    auto rest = values.begin();
    for (; static_cast<std::size_t>(values.end() - rest) >= piece; rest += static_cast<std::ptrdiff_t>(piece))
      file.put("panel_income", households, {rest, rest + static_cast<std::ptrdiff_t>(piece)});
    beside = whole;
    beside.variables[0].values = std::vector<float>(rest, values.end());
  }

  Dataset whole, beside;
};

TEST(PanelFile, LeadsToTheSameBytesAsAPanelInMemory) {
  for (const auto& [waves, households] : {std::pair{3, 700}, {40, 20'000}, {26, 20'000}, {13, 20'000}, {5, 600'001}}) {
    Folder folder;
    PanelFile file(folder / "result.nc");
    const Sample sample(static_cast<std::size_t>(waves), static_cast<std::size_t>(households), file);
    EXPECT_EQ(result_image(sample.beside, {.panel = &file}), result_image(sample.whole)) << waves << " x " << households;
    write_result(sample.beside, folder / "result.nc", {.panel = &file, .threads = 3});
    testing::expect_same(read_result(folder / "result.nc"), sample.whole);
    EXPECT_EQ(folder.files(), 1);
  }
}

TEST(PanelFile, GivesBackWhatWasPut) {
  Folder folder;
  for (const std::size_t households : {20'000U, 600'001U}) {
    PanelFile file(folder / "result.nc");
    const Sample sample(13, households, file);
    EXPECT_EQ(file.values_of("panel_income"), std::get<std::vector<float>>(sample.whole.variables[0].values));
    EXPECT_TRUE(file.values_of("panel_debt").empty());
  }
}

TEST(PanelFile, NeedsNoFileForASmallPanel) {
  Folder folder;
  PanelFile file(folder / "no folder" / "result.nc");
  const Sample sample(20, 1000, file);
  EXPECT_EQ(result_image(sample.beside, {.panel = &file}), result_image(sample.whole));
}

TEST(PanelFile, SaysWhereItCannotWrite) {
  Folder folder;
  PanelFile file(folder / "no folder" / "result.nc");
  file.put("panel_income", 300'000, testing::thirds<float>(300'000));
  expect_error<IoError>([&] { static_cast<void>(file.chunks()); }, {"no folder/result.nc.panel.tmp", "No such file", "panel_every"});
  expect_error<IoError>([&] { file.put("panel_income", 300'000, testing::thirds<float>(300'000)); }, {"result.nc.panel.tmp"});
}

}  // namespace
}  // namespace povtrap
