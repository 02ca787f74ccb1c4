#include <povtrap/design.hpp>

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <povtrap/error.hpp>
#include <set>

namespace povtrap {
namespace {

namespace fs = std::filesystem;
using Values = std::vector<std::string>;

std::string refusal(const std::string& toml) {
  try {
    static_cast<void>(design_from_text(toml, "sweep.toml"));
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "";
}

Design read_text(const std::string& csv) {
  const fs::path file = fs::temp_directory_path() / ("povtrap_design_" + std::to_string(::getpid()) + ".csv");
  std::ofstream(file) << csv;
  try {
    Design design = read_design(file);
    fs::remove(file);
    return design;
  } catch (...) {
    fs::remove(file);
    throw;
  }
}

std::string csv_refusal(const std::string& csv) {
  try {
    static_cast<void>(read_text(csv));
  } catch (const DataError& error) {
    return error.what();
  }
  return "";
}

TEST(Design, GridTriesAllCombinationsTheLastParameterFastest) {
  const Design design = design_from_text(
      "method = \"grid\"\n[parameters]\nsaving.rule = [\"stone_geary\", \"buffer\"]\nconsumption.distress = [0.4, 0.5, 0.6]\n");
  EXPECT_EQ(design.parameters, (Values{"saving.rule", "consumption.distress"}));
  ASSERT_EQ(design.rows.size(), 6u);
  EXPECT_EQ(design.rows[1].values, (Values{"stone_geary", "0.5"}));
  EXPECT_EQ(design.rows[3].values, (Values{"buffer", "0.4"}));
  EXPECT_EQ(design.rows[5].run_id, 5);
  EXPECT_EQ(design.points(), 6u);
}

TEST(Design, ReplicatesShareTheirSeedsUnlessTheyMayNot) {
  const std::string text = "replicates = 3\nfirst_seed = 10\n[parameters]\nconsumption.distress = [0.4, 0.5]\n";
  const Design common = design_from_text(text), independent = design_from_text("independent_seeds = true\n" + text);
  ASSERT_EQ(common.rows.size(), 6u);
  std::set<std::int64_t> shared, own;
  for (const DesignRow& row : common.rows) {
    EXPECT_EQ(row.seed, 10 + row.replicate);
    shared.insert(row.seed);
  }
  for (const DesignRow& row : independent.rows) own.insert(row.seed);
  EXPECT_EQ(shared.size(), 3u);
  EXPECT_EQ(own.size(), 6u);
  EXPECT_EQ(common.rows[4].point, 1);
  EXPECT_EQ(common.rows[4].replicate, 1);
}

TEST(Design, ZipTakesTheFirstOfEachThenTheSecond) {
  const Design design = design_from_text(
      "method = \"zip\"\n[parameters]\nconsumption.distress.values = [0.4, 0.5]\npopulation.households.values = [1000, 2000]\n");
  ASSERT_EQ(design.rows.size(), 2u);
  EXPECT_EQ(design.rows[1].values, (Values{"0.5", "2000"}));
}

TEST(Design, ListedPointsLeaveTheRestAsConfigured) {
  const Design design = design_from_text(
      "method = \"list\"\n[[points]]\nconsumption.distress = 0.4\n[[points]]\nshocks.active = false\nconsumption.distress = "
      "0.6\n");
  ASSERT_EQ(design.rows.size(), 2u);
  EXPECT_EQ(design.rows[0].values, (Values{"0.4", ""}));
  EXPECT_EQ(design.rows[1].values, (Values{"0.6", "false"}));
}

TEST(Design, SamplesStayWithinTheirBounds) {
  for (const std::string method : {"lhs", "sobol", "saltelli", "morris"}) {
    const Design design =
        design_from_text("method = \"" + method +
                         "\"\npoints = 16\n[parameters.consumption.distress]\nlow = 0.2\nhigh = 0.3\n"
                         "[parameters.\"population.households\"]\nlow = 1000\nhigh = 1003\n"
                         "[parameters.saving.stone_geary.rate]\nlow = 0.01\nhigh = 1\ndistribution = \"log_uniform\"\n");
    std::set<std::string> sizes;
    for (const DesignRow& row : design.rows) {
      EXPECT_GE(std::stod(row.values[0]), 0.2) << method;
      EXPECT_LE(std::stod(row.values[0]), 0.3) << method;
      sizes.insert(row.values[1]);
      EXPECT_GE(std::stod(row.values[2]), 0.01) << method;
      EXPECT_LE(std::stod(row.values[2]), 1.0) << method;
    }
    EXPECT_LE(sizes.size(), 4u) << method;
    EXPECT_GE(sizes.size(), 3u) << method;
    EXPECT_EQ(design.has_roles(), method == "saltelli" || method == "morris");
  }
}

TEST(Design, ARangeMayComeFromTheRegistry) {
  const Design design =
      design_from_text("method = \"lhs\"\npoints = 40\n[parameters.top_up.accuracy]\ndistribution = \"uniform\"\n");
  for (const DesignRow& row : design.rows) {
    EXPECT_GE(std::stod(row.values[0]), 0);
    EXPECT_LE(std::stod(row.values[0]), 1);
  }
}

TEST(Design, ListsAllFaultsWithTheirLines) {
  const std::string faults = refusal(
      "method = \"lhs\"\npoints = 0\n[parameters.consumption.distres]\nlow = 1\n[parameters.consumption.food_share]\nlow = "
      "0.9\nhigh = "
      "0.1\n[parameters.consumption.distress]\nlow = 0.1\nhigh = 1000\n");
  EXPECT_NE(faults.find("sweep.toml:2"), std::string::npos) << faults;
  EXPECT_NE(faults.find("sweep.toml:4: \"consumption.distres\""), std::string::npos) << faults;
  EXPECT_NE(faults.find("did you mean consumption.distress?"), std::string::npos) << faults;
  EXPECT_NE(faults.find("low = 0.9, high = 0.1: low must be below high"), std::string::npos) << faults;
  EXPECT_NE(faults.find("the parameter may be 0 to 100"), std::string::npos) << faults;
}

TEST(Design, RefusesWhatAMethodCannotDo) {
  EXPECT_NE(refusal("method = \"grid\"\n[parameters.consumption.distress]\nlow = 0\nhigh = 1\n").find("takes lists"),
            std::string::npos);
  EXPECT_NE(
      refusal("method = \"zip\"\n[parameters]\nconsumption.distress=[0.1,0.2]\nconsumption.food_share=[0.1]\n").find("1 values"),
      std::string::npos);
  EXPECT_NE(
      refusal("method = \"morris\"\nlevels = 5\n[parameters.consumption.distress]\nlow = 0\nhigh = 1\n").find("must be even"),
      std::string::npos);
  EXPECT_NE(refusal("method = \"grid\"\n").find("no parameter is varied"), std::string::npos);
  EXPECT_NE(refusal("method = \"gird\"\n[parameters]\nconsumption.distress=[0.1]\n").find("gird"), std::string::npos);
}

TEST(Design, ComesBackFromItsTable) {
  const Design design = design_from_text(
      "method = \"saltelli\"\npoints = 4\nreplicates = 2\n[parameters.consumption.distress]\nlow = 0.2\nhigh = 0.3\n");
  const Design again = read_text(design_csv(design));
  EXPECT_EQ(design_csv(again), design_csv(design));
  EXPECT_EQ(design_digest(again), design_digest(design));
  EXPECT_EQ(again.points(), design.points());
}

TEST(Design, AnyTableOfParametersWillDo) {
  const Design design = read_text("consumption.distress;seed\n0.4;1\n0.4;2\n0.5;1\n");
  EXPECT_EQ(design.parameters, (Values{"consumption.distress"}));
  ASSERT_EQ(design.rows.size(), 3u);
  EXPECT_EQ(design.rows[1].point, 0);
  EXPECT_EQ(design.rows[1].replicate, 1);
  EXPECT_EQ(design.rows[2].point, 1);
  EXPECT_EQ(design.rows[2].run_id, 2);
}

TEST(Design, TellsWhatIsWrongWithATableByLine) {
  const std::string faults = csv_refusal("run_id,seed,a,a\n1,x,2,3\n1,1,2\n1,1,2,4\n");
  EXPECT_NE(faults.find(":1: two columns are called \"a\""), std::string::npos) << faults;
  EXPECT_NE(faults.find(":2: seed is \"x\""), std::string::npos) << faults;
  EXPECT_NE(faults.find(":3: 3 fields, but the header has 4"), std::string::npos) << faults;
  EXPECT_NE(faults.find(":4: run_id 1 is there twice"), std::string::npos) << faults;
  EXPECT_NE(csv_refusal("").find("empty"), std::string::npos);
  EXPECT_NE(csv_refusal("a,b\n").find("nothing to run"), std::string::npos);
}

TEST(Design, ASpreadsheetsByteOrderMarkIsNoPartOfTheFirstName) {
  const Design design = read_text("\xef\xbb\xbfsaving.stone_geary.rate;seed\r\n0.1;4\r\n");
  EXPECT_EQ(design.parameters, (Values{"saving.stone_geary.rate"}));
  EXPECT_EQ(design.rows.at(0).seed, 4);
}

TEST(Design, SeedsThatWouldBeIgnoredAreRefused) {
  EXPECT_NE(csv_refusal("saving.stone_geary.rate,run.seed\n0.1,1\n0.1,2\n").find("call it seed"), std::string::npos);
  EXPECT_NE(refusal("[parameters.run]\nseed = [1, 2]\n").find("replicates"), std::string::npos);
}

TEST(Design, BoundsOfANormalDistributionAreCheckedAsOthersAre) {
  const std::string start = "method = \"lhs\"\n[parameters.saving.stone_geary]\nrate = { mean = 0.15, sd = 0.05";
  EXPECT_EQ(refusal(start + ", distribution = \"normal\", low = 0.1 }\n"), "");
  EXPECT_NE(refusal(start + ", distribution = \"normal\", low = 0.5, high = 0.2 }\n").find("low must be below high"),
            std::string::npos);
  EXPECT_NE(refusal(start + ", distribution = \"normal\", high = 7 }\n").find("narrow the bounds"), std::string::npos);
  EXPECT_NE(refusal(start + " }\n").find("distribution = \"normal\""), std::string::npos);
}

}  // namespace
}  // namespace povtrap
