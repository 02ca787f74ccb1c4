#include "simulation/survey_start.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <povtrap/error.hpp>

#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

namespace fs = std::filesystem;

/// 60 invented households in three places, of which the last has only one.
std::vector<std::string> rows() {
  std::vector<std::string> all;
  for (int i = 0; i < 60; ++i) {
    const std::string place = i == 59 ? "islet" : i % 3 == 0 ? "hills" : "plain";
    const double income = std::round(900 * std::exp(0.8 * std::sin(7.0 * i)) * (1 + i % 5));
    all.push_back(std::to_string(i) + "," + place + "," + std::to_string(1 + i % 5) + "," + std::to_string(1 + i % 4) + "," +
                  std::to_string(static_cast<int>(income)));
  }
  return all;
}

/// A survey of these rows on disk, in a folder that goes when the test ends.
class SurveyStartTest : public testing::Test {
 protected:
  void SetUp() override {
    folder = fs::temp_directory_path() /
             ("povtrap_survey_" + std::string(testing::UnitTest::GetInstance()->current_test_info()->name()));
    fs::create_directories(folder);
    write(rows());
  }
  void TearDown() override { fs::remove_all(folder); }

  void write(const std::vector<std::string>& lines) const {
    std::ofstream file(folder / "people.csv");
    file << "id,place,n,w,y\n";
    for (const std::string& line : lines) file << line << "\n";
  }

  [[nodiscard]] Config config(const test::Settings& more = {}) const {
    const test::Settings base = {{"survey.file", (folder / "people.csv").string()},
                                 {"survey.columns.id", "id"},
                                 {"survey.columns.region", "place"},
                                 {"survey.columns.size", "n"},
                                 {"survey.columns.weight", "w"},
                                 {"survey.income.column", "y"},
                                 {"survey.line_share", "0.6"},
                                 {"population.households", "1500"},
                                 {"run.years", "1"},
                                 {"run.burn_in_years", "3"},
                                 {"run.growth_burn_in_years", "0"},
                                 {"enterprise.luck", "0"},
                                 {"enterprise.incentive", "false"},
                                 {"saving.stone_geary.intercept", "0"},
                                 {"nutrition.rule", "off"},
                                 {"development.skill", "false"},
                                 {"credit.households", "false"},
                                 {"shocks.active", "false"},
                                 {"top_up.active", "false"},
                                 {"grants.active", "false"},
                                 {"goods.food_band", "0"},
                                 {"goods.import_share", "0.75"},
                                 {"firms.jobs", "0.25"},
                                 {"enterprise.technique", "solow"},
                                 {"consumption.committed_food", "0.1"},
                                 {"consumption.distress", "0.1"}};
    return test::with(test::with(Config(), base), more);
  }

  /// Worst and mean absolute deviation of realised yearly incomes from the survey's, over the survey's mean.
  static std::pair<double, double> misfit(test::OpenEconomy& open) {
    const Stage& stage = open.stage();
    double worst = 0, sum = 0, all = 0;
    for (std::size_t i = 0; i < stage.survey.target.size(); ++i) {
      const double income = yearly_income_of(open, i), miss = std::abs(income - stage.survey.target[i]);
      worst = std::max(worst, miss / stage.survey.target[i]);
      sum += miss, all += stage.survey.target[i];
    }
    return {worst, sum / all};
  }
  static double yearly_income_of(test::OpenEconomy& open, std::size_t i) {
    double sum = 0;
    for (const auto& period : open.economy().households.income_history) sum += static_cast<double>(period[i]);
    return sum;
  }

  fs::path folder;
};

TEST_F(SurveyStartTest, BaseYearIncomesAreThoseOfTheSurvey) {
  test::OpenEconomy open(config());
  open.live(16);
  const auto [worst, mean] = misfit(open);
  EXPECT_LT(mean, 0.01);
  EXPECT_LT(worst, 0.10);
  EXPECT_EQ(open.stage().survey.unmet, 0);
}

TEST_F(SurveyStartTest, LuckOfTheBaseYearIsPartOfTheSurveyAndNotAddedToIt) {
  test::OpenEconomy open(config({{"enterprise.luck", "0.3"}}));
  open.live(16);
  EXPECT_LT(misfit(open).second, 0.02) << "it would be .2 if the luck came on top";
  const Households& h = open.economy().households;
  EXPECT_GT(*std::max_element(h.luck.begin(), h.luck.end()), 1.3F) << "there is luck";
}

TEST_F(SurveyStartTest, WithoutRefittingTheBurnInLosesTheSurvey) {
  test::OpenEconomy fitted(config()), loose(config({{"survey.refit", "false"}}));
  fitted.live(16), loose.live(16);
  EXPECT_GT(misfit(loose).second, 2 * misfit(fitted).second);
}

TEST_F(SurveyStartTest, CapitalAndDepositsRestAtTheOpening) {
  test::OpenEconomy open(config());
  const Households& h = open.economy().households;
  const std::vector<double>& income = open.stage().survey.target;
  for (std::size_t i = 0; i < h.size(); ++i) {
    EXPECT_NEAR(open.model().enterprise.depreciation * h.capital[i], 0.15 * income[i], 1e-6 * income[i]);
    EXPECT_NEAR(h.deposits[i], 0.4 * income[i], 0.01);
  }
}

TEST_F(SurveyStartTest, PermutedRowsGiveTheSameDigest) {
  const std::string straight = digest(test::result_of(config()));
  std::vector<std::string> turned = rows();
  std::reverse(turned.begin(), turned.end());
  std::swap(turned[3], turned[40]);
  write(turned);
  EXPECT_EQ(digest(test::result_of(config())), straight);
}

TEST_F(SurveyStartTest, ThreadsDoNotMatter) {
  EXPECT_EQ(digest(test::result_of(config(), 1)), digest(test::result_of(config(), 4)));
}

TEST_F(SurveyStartTest, LineIsAShareOfTheSurveyedMedian) {
  const Dataset result = test::result_of(config());
  const double line = test::numbers(result, "line").at(0);
  const Dataset& group =
      std::find_if(result.groups.begin(), result.groups.end(), [](const auto& g) { return g.first == "survey"; })->second;
  EXPECT_DOUBLE_EQ(line, 0.6 * test::numbers(group, "median").at(0));
  for (const char* name : {"gini", "relative_headcount"}) {
    const auto& stages = test::numbers(group, name);
    EXPECT_NEAR(stages.at(1), stages.at(0), 0.005) << name << " before the burn-in";
    EXPECT_NEAR(stages.at(2), stages.at(0), 0.01) << name << " in the base year";
  }
}

TEST_F(SurveyStartTest, ConsumptionIsTurnedIntoTheIncomeThatAllowsIt) {
  const Dataset result = test::result_of(config({{"survey.income.measures", "consumption"}}));
  const Dataset& group =
      std::find_if(result.groups.begin(), result.groups.end(), [](const auto& g) { return g.first == "survey"; })->second;
  const auto& mean = test::numbers(group, "mean");
  EXPECT_NEAR(mean.at(1) * 0.85, mean.at(0), 0.01 * mean.at(0)) << "15 % is saved";
  EXPECT_NEAR(test::numbers(group, "headcount").at(result.length("line")), test::numbers(group, "headcount").at(0), 0.005);
}

TEST_F(SurveyStartTest, WhoHasMoreFromPropertyThanTheSurveySaysIsCounted) {
  test::OpenEconomy open(config({{"credit.deposit_rate", "0.9"}, {"saving.stone_geary.buffer", "3"}}));
  EXPECT_GT(open.stage().survey.unmet, 0);
}

TEST_F(SurveyStartTest, ZeroIncomesStayAtZeroIfTheyAreKept) {
  std::vector<std::string> lines = rows();
  lines.push_back("99,plain,2,4,0");
  write(lines);
  EXPECT_THROW(Simulation(config(), 1), DataError);
  const Dataset result = test::result_of(config({{"survey.zero_incomes", "keep"}}));
  EXPECT_GT(test::numbers(result, "headcount").at(0), 0.02);
}

TEST_F(SurveyStartTest, RefusesASurveyInWhichNobodyHasAnything) {
  write({"1,plain,2,4,0", "2,plain,1,4,0"});
  EXPECT_THROW(Simulation(config({{"survey.zero_incomes", "keep"}}), 1), DataError);
}

TEST_F(SurveyStartTest, OneHouseholdIsANation) {
  write({"1,plain,2,4,3000"});
  const Dataset result = test::result_of(config({{"population.households", "1"}}));
  EXPECT_EQ(result.length("region"), 1u);
}

TEST_F(SurveyStartTest, ProvenanceNamesTheFileAndItsHash) {
  const Dataset result = test::result_of(config());
  const Dataset& provenance =
      std::find_if(result.groups.begin(), result.groups.end(), [](const auto& g) { return g.first == "provenance"; })->second;
  EXPECT_EQ(std::get<std::vector<std::string>>(provenance.variable("survey_file").values).at(0),
            (folder / "people.csv").generic_string());
  EXPECT_EQ(std::get<std::vector<std::string>>(provenance.variable("survey_hash").values).at(0).size(), 32u);
}

TEST_F(SurveyStartTest, FilesLieBesideTheConfigurationThatNamesThem) {
  {
    std::ofstream file(folder / "start.toml");
    file << "[survey]\nfile = \"people.csv\"\n[survey.income]\ncolumn = \"y\"\n";
  }
  EXPECT_EQ(Config::load(folder / "start.toml").get("survey.file"), (folder / "people.csv").generic_string());
}

TEST_F(SurveyStartTest, RefusesWhatIsMissing) {
  EXPECT_THROW(Simulation(config({{"survey.file", (folder / "nobody.csv").string()}}), 1), IoError);
  EXPECT_THROW(Simulation(config({{"population.households", "20"}}), 1), ConfigError) << "the islet would be empty";
  EXPECT_THROW(config({{"survey.income.column", ""}}), ConfigError);
  EXPECT_THROW(config({{"survey.delimiter", "::"}}), ConfigError);
}

}  // namespace
}  // namespace povtrap
