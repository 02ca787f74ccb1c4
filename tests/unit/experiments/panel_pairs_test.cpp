#include "experiments/panel_pairs.hpp"

#include <gtest/gtest.h>

#include "unit/experiments/two_arms.hpp"

namespace povtrap {
namespace {

using testing::base_run;
using testing::has_note;
using testing::reform_run;
using testing::refusal;
using testing::value_of;

constexpr CompareOptions halves() {
  CompareOptions options;
  options.groups = 2;
  return options;
}

TEST(WeightedGroups, HoldEqualShares) {
  EXPECT_EQ(weighted_groups({100, 300, 200, 400}, {1, 3, 2, 2}, 2), (std::vector<std::size_t>{0, 1, 0, 1}));
  EXPECT_EQ(weighted_groups({4, 3, 2, 1}, {1, 1, 1, 1}, 4), (std::vector<std::size_t>{3, 2, 1, 0}));
  EXPECT_EQ(weighted_groups({1, 1, 1, 1}, {1, 1, 1, 1}, 2), (std::vector<std::size_t>{0, 0, 1, 1})) << "ties keep their order";
  EXPECT_EQ(weighted_groups({5}, {2}, 10), (std::vector<std::size_t>{5})) << "a lone member lies in the middle";
  EXPECT_TRUE(weighted_groups({}, {}, 10).empty());
}

TEST(Panels, TellGainersAndLosersByFirstIncomeOfTheBase) {
  const Comparison both = compare(base_run(), reform_run(), halves());
  EXPECT_EQ(both.panel_households, 4u);
  EXPECT_EQ(both.panel_months, (std::vector<std::int64_t>{150, 162}));
  const auto income = [&](const char* group) { return value_of(both, "panel", "income", "group", group); };
  EXPECT_DOUBLE_EQ(income("1").base, (88 + 2 * 160) / 3.0) << "deflated by 1.25";
  EXPECT_DOUBLE_EQ(income("1").reform, (400 + 2 * 152) / 3.0);
  EXPECT_DOUBLE_EQ(income("2").difference, 289.6 - 286.4);
  EXPECT_DOUBLE_EQ(income("").base, 230);
  EXPECT_DOUBLE_EQ(income("").reform, 269);
  EXPECT_DOUBLE_EQ(value_of(both, "panel", "income_change", "group", "").difference, 39.0 / 230);
  EXPECT_DOUBLE_EQ(value_of(both, "panel", "gainers", "group", "1").difference, 1.0 / 3);
  EXPECT_DOUBLE_EQ(value_of(both, "panel", "losers", "group", "1").difference, 2.0 / 3) << "200 falls to 190";
  EXPECT_DOUBLE_EQ(value_of(both, "panel", "gainers", "group", "").difference, 3.0 / 8);
  EXPECT_EQ(value_of(both, "panel", "losers", "group", "2").difference, 0);
  EXPECT_EQ(value_of(both, "panel", "gainers", "group", "", 2012).difference, 0) << "the first wave is the same in both arms";
}

TEST(Panels, TheThresholdSaysWhoGains) {
  CompareOptions options = halves();
  options.threshold = 0.06;  // 5 % less is no loss, 2.5 % more no gain
  const Comparison both = compare(base_run(), reform_run(), options);
  EXPECT_EQ(value_of(both, "panel", "losers", "group", "").difference, 0);
  EXPECT_DOUBLE_EQ(value_of(both, "panel", "gainers", "group", "").difference, 1.0 / 8);
}

TEST(Panels, GrowthOfTheSamePeopleIsNotGrowthOfTheirRanks) {
  const Comparison both = compare(base_run(), reform_run(), halves());
  const ComparedValue same = value_of(both, "growth", "quasi_panel", "group", "1");
  EXPECT_NEAR(same.base, 136 / (500 / 3.0) - 1, 1e-12);
  EXPECT_NEAR(same.reform, (704 / 3.0) / (500 / 3.0) - 1, 1e-12);
  const ComparedValue rank = value_of(both, "growth", "anonymous", "group", "1");
  EXPECT_NEAR(rank.base, 136 / (500 / 3.0) - 1, 1e-12);
  EXPECT_NEAR(rank.reform, 219.2 / (500 / 3.0) - 1, 1e-12) << "the second household has the lower rank by then";
  EXPECT_NEAR(value_of(both, "growth", "anonymous", "group", "2").reform, 352 / 340.0 - 1, 1e-12);
}

TEST(Panels, AreMatchedByTheNumbersOfHouseholdsAndWaves) {
  Dataset reform = reform_run();
  testing::find(reform, "panel_household").values = std::vector<std::int32_t>{6, 4, 8, 2};  // of other order and sample
  testing::reals(reform, "panel_persons") = {2, 2, 9, 3};
  testing::reals(reform, "panel_ability") = {2, 1, 7, 1.5};
  testing::floats(reform, "panel_income") = {400, 200, 1, 300, 410, 190, 1, 330};
  const Comparison both = compare(base_run(), reform, halves());
  EXPECT_EQ(both.panel_households, 3u);
  EXPECT_TRUE(has_note(both, "the base alone has 1 panel households"));
  EXPECT_TRUE(has_note(both, "the reform alone has 1 panel households"));
  EXPECT_DOUBLE_EQ(value_of(both, "panel", "income", "group", "").reform, (3 * 264 + 2 * 152 + 2 * 328) / 7.0);
  Dataset later = reform_run();
  testing::find(later, "panel_time").values = std::vector<std::int64_t>{156, 162};
  EXPECT_EQ(compare(base_run(), later).panel_months, (std::vector<std::int64_t>{162}));
}

TEST(Panels, SpeakOfVillagesWhereOnlyTheyAreCounted) {
  Dataset base = base_run(), reform = reform_run();
  for (Dataset* run : {&base, &reform}) testing::reals(*run, "mean_income") = {150, 160, 165, 170};
  const Comparison both = compare(base, reform);
  EXPECT_EQ(both.counted, "rural");
  EXPECT_EQ(both.panel_households, 3u) << "the fourth lives in the town";
}

TEST(Panels, ThatAreMissingAreNamedWithTheOptionToSet) {
  Dataset none = reform_run();
  testing::remove(none, "panel_income");
  const Comparison both = compare(base_run(), none);
  EXPECT_TRUE(has_note(both, "the reform has no panel; run it with --set output.panel_households=1000"));
  EXPECT_TRUE(std::ranges::none_of(both.values, [](const ComparedValue& v) { return v.table == "panel"; }));
  Dataset other = reform_run();
  testing::find(other, "panel_household").values = std::vector<std::int32_t>{1, 3, 5, 7};
  EXPECT_TRUE(has_note(compare(base_run(), other), "no household in common"));
}

TEST(Panels, OtherPeopleAreRefusedAndOtherAbilitiesNoted) {
  Dataset larger = reform_run();
  testing::reals(larger, "panel_persons")[1] = 4;
  const std::string said = refusal<DataError>([&] { (void)compare(base_run(), larger); });
  EXPECT_NE(said.find("household 2 has 3 persons there and 4 here"), std::string::npos) << said;
  Dataset abler = reform_run();
  testing::reals(abler, "panel_ability")[0] = 0.7;
  EXPECT_TRUE(has_note(compare(base_run(), abler), "ability differs in 1 of 4"));
}

}  // namespace
}  // namespace povtrap
