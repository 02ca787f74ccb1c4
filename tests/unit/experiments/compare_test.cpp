#include <povtrap/compare.hpp>

#include <gtest/gtest.h>

#include <set>
#include <tuple>

#include "unit/experiments/two_arms.hpp"

namespace povtrap {
namespace {

using testing::base_pair;
using testing::base_run;
using testing::reform_pair;
using testing::reform_run;
using testing::refusal;
using testing::value_of;

constexpr double t_one = 12.706204736174694;  // Student's t, 97.5 %, one degree of freedom; SciPy

TEST(Compare, PairsTheSeedsAndGivesStudentsInterval) {
  const ComparedValue headcount = value_of(compare(base_pair(), reform_pair()), "nation", "headcount", "", "", 2012);
  EXPECT_DOUBLE_EQ(headcount.base, 0.3);
  EXPECT_DOUBLE_EQ(headcount.reform, 0.15);
  EXPECT_NEAR(headcount.difference, -0.15, 1e-15) << "mean of -.1 and -.2";
  EXPECT_NEAR(headcount.high - headcount.difference, t_one * 0.05, 1e-12) << "sd .0707 over the root of 2";
  EXPECT_NEAR(headcount.difference - headcount.low, t_one * 0.05, 1e-12);
  EXPECT_EQ(headcount.seeds, 2u);
  EXPECT_EQ(headcount.units, "1");
}

TEST(Compare, ReadsYearEndsFurtherLinesAndPlaces) {
  const Comparison one = compare(base_run(), reform_run());
  EXPECT_NEAR(value_of(one, "nation", "headcount").difference, -0.05, 1e-15);
  EXPECT_NEAR(value_of(one, "nation", "headcount", "line", "2000", 2012).difference, -0.05, 1e-15);
  EXPECT_DOUBLE_EQ(value_of(one, "nation", "mean_income").base, 230);
  EXPECT_NEAR(value_of(one, "place", "headcount", "region", "0", 2012).difference, -0.10, 1e-15);
  EXPECT_EQ(value_of(one, "place", "headcount", "region", "1", 2012).difference, 0);
  EXPECT_EQ(value_of(one, "place", "mean_income", "kind", "urban").base, 410);
  EXPECT_EQ(one.counted, "all");
}

TEST(Compare, OneSeedHasNoIntervalAndSaysSo) {
  const Comparison one = compare(base_run(), reform_run());
  EXPECT_TRUE(testing::has_note(one, "one seed: no intervals"));
  for (const ComparedValue& v : one.values) EXPECT_TRUE(std::isnan(v.low) && std::isnan(v.high)) << v.measure;
}

TEST(Compare, AResultWithItselfDiffersByExactlyZero) {
  const Comparison same = compare(base_pair(), base_pair());
  EXPECT_GT(same.values.size(), 30u);
  for (const ComparedValue& v : same.values) {
    EXPECT_EQ(v.difference, 0) << v.table << " " << v.measure;
    EXPECT_EQ(v.low, 0) << v.table << " " << v.measure;
    EXPECT_EQ(v.high, 0) << v.table << " " << v.measure;
  }
}

TEST(Compare, EveryNumberHasANameOfItsOwn) {
  std::set<std::tuple<std::string, std::string, std::string, std::string, std::int64_t>> names;
  const Comparison both = compare(base_pair(), reform_pair());
  for (const ComparedValue& v : both.values)
    EXPECT_TRUE(names.emplace(v.table, v.measure, v.by, v.group, v.year).second) << v.measure;
}

TEST(Compare, CostIsTheYearsMeanAtBasePricesOverPersonsLifted) {
  const Comparison both = compare(base_pair(), reform_pair());
  const ComparedValue first = value_of(both, "cost", "support_cost", "", "", 2012),
                      second = value_of(both, "cost", "support_cost");
  EXPECT_DOUBLE_EQ(first.base, 3);
  EXPECT_DOUBLE_EQ(first.reform, 7);
  EXPECT_DOUBLE_EQ(second.base, (3 / 1.25 + 3 / 2.0) / 2);
  EXPECT_DOUBLE_EQ(second.difference, 0.5);
  EXPECT_NEAR(value_of(both, "cost", "persons_lifted", "", "", 2012).difference, 0.15, 1e-15);
  const ComparedValue ratio = value_of(both, "cost", "cost_per_person_lifted", "", "", 2012);
  EXPECT_NEAR(ratio.difference, 4 / 0.15, 1e-12);
  EXPECT_TRUE(std::isnan(ratio.base));
  EXPECT_TRUE(std::isnan(ratio.low)) << "two seeds cannot tell .1 and .2 from zero";
  const ComparedValue all = value_of(both, "cost", "cost_per_person_lifted", "years", "2012-2013");
  EXPECT_NEAR(all.difference, ((4 + 0.5) / 2) / ((0.1 + 0.05 + 0.2 + 0.1) / 4), 1e-12);
}

TEST(Compare, GrowthAtQuantilesIsAnonymousAndAYear) {
  const Comparison one = compare(base_run(), reform_run());
  const ComparedValue low = value_of(one, "growth", "anonymous", "quantile", "0.25");
  EXPECT_NEAR(low.base, 0.10, 1e-14);
  EXPECT_NEAR(low.reform, 0.20, 1e-14);
  EXPECT_NEAR(value_of(one, "growth", "anonymous", "quantile", "0.75").base, 0.05, 1e-14);
}

TEST(Compare, SettingsThatDifferAreListed) {
  const auto with_config = [](const std::string& toml) {
    Dataset run = base_run();
    Dataset provenance;
    provenance.variables = {testing::variable("config_toml", {}, std::vector<std::string>{toml})};
    run.groups.emplace_back("provenance", provenance);
    return run;
  };
  const Comparison both = compare(with_config("[run]\nseed = 1\n[top_up]\nactive = true\nfloor = 0.3\n"),
                                  with_config("[run]\nseed = 2\n[top_up]\nactive = false\nfloor = 0.3\n"));
  ASSERT_EQ(both.settings.size(), 1u) << "the seed is no setting of an arm";
  EXPECT_EQ(both.settings[0].path, "top_up.active");
  EXPECT_EQ(both.settings[0].base, "true");
  EXPECT_EQ(both.settings[0].reform, "false");
}

TEST(Compare, FurtherSeriesAreComparedAndUnknownOnesRefused) {
  Dataset base = base_run(), reform = reform_run();
  base.variables.push_back(testing::variable("clinics", {"time"}, std::vector<double>{1, 2, 3, 4}));
  reform.variables.push_back(testing::variable("clinics", {"time"}, std::vector<double>{1, 2, 3, 7}));
  CompareOptions options;
  options.series = {"clinics", "headcount"};
  EXPECT_EQ(value_of(compare(base, reform, options), "nation", "clinics").difference, 3);
  options.series = {"clinic"};
  const std::string said = refusal<ConfigError>([&] { (void)compare(base, reform, options); });
  EXPECT_NE(said.find("did you mean clinics?"), std::string::npos) << said;
  options.series = {"panel_income"};
  EXPECT_NE(refusal<ConfigError>([&] { (void)compare(base, reform, options); }).find("no such series along time"),
            std::string::npos);
}

TEST(Compare, AStandardSeriesOfOneArmIsLeftOutWithANote) {
  Dataset reform = reform_run();
  testing::remove(reform, "mean_income_kind");
  EXPECT_TRUE(testing::has_note(compare(base_run(), reform), "only the base has it"));
}

TEST(Compare, OptionsOutOfRangeAreRefused) {
  const auto said = [](CompareOptions options) {
    return refusal<ConfigError>([&] { (void)compare(base_run(), reform_run(), options); });
  };
  EXPECT_NE(said({.confidence = 1}).find("confidence is 1"), std::string::npos);
  EXPECT_NE(said({.confidence = std::nan("")}).find("confidence"), std::string::npos);
  EXPECT_NE(said({.threshold = -0.1}).find("threshold is -0.1"), std::string::npos);
  EXPECT_NE(said({.groups = 1}).find("2 to 100"), std::string::npos);
}

}  // namespace
}  // namespace povtrap
