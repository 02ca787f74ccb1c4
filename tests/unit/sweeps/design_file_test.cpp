#include <povtrap/design.hpp>

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <povtrap/error.hpp>

namespace povtrap {
namespace {

namespace fs = std::filesystem;
using Values = std::vector<std::string>;

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

TEST(DesignFile, ComesBackFromItsTable) {
  const Design design = design_from_text(
      "method = \"saltelli\"\npoints = 4\nreplicates = 2\n[parameters.consumption.distress]\nlow = 0.2\nhigh = 0.3\n");
  const Design again = read_text(design_csv(design));
  EXPECT_EQ(design_csv(again), design_csv(design));
  EXPECT_EQ(design_digest(again), design_digest(design));
  EXPECT_EQ(again.points(), design.points());
}

TEST(DesignFile, AnyTableOfParametersWillDo) {
  const Design design = read_text("consumption.distress;seed\n0.4;1\n0.4;2\n0.5;1\n");
  EXPECT_EQ(design.parameters, (Values{"consumption.distress"}));
  ASSERT_EQ(design.rows.size(), 3u);
  EXPECT_EQ(design.rows[1].point, 0);
  EXPECT_EQ(design.rows[1].replicate, 1);
  EXPECT_EQ(design.rows[2].point, 1);
  EXPECT_EQ(design.rows[2].run_id, 2);
}

TEST(DesignFile, TellsWhatIsWrongWithATableByLine) {
  const std::string faults = csv_refusal("run_id,seed,a,a\n1,x,2,3\n1,1,2\n1,1,2,4\n");
  EXPECT_NE(faults.find(":1: two columns are called \"a\""), std::string::npos) << faults;
  EXPECT_NE(faults.find(":2: seed is \"x\""), std::string::npos) << faults;
  EXPECT_NE(faults.find(":3: 3 fields, but the header has 4"), std::string::npos) << faults;
  EXPECT_NE(faults.find(":4: run_id 1 is there twice"), std::string::npos) << faults;
  EXPECT_NE(csv_refusal("").find("empty"), std::string::npos);
  EXPECT_NE(csv_refusal("a,b\n").find("nothing to run"), std::string::npos);
}

TEST(DesignFile, ASpreadsheetsByteOrderMarkIsNoPartOfTheFirstName) {
  const Design design = read_text("\xef\xbb\xbfsaving.stone_geary.rate;seed\r\n0.1;4\r\n");
  EXPECT_EQ(design.parameters, (Values{"saving.stone_geary.rate"}));
  EXPECT_EQ(design.rows.at(0).seed, 4);
}

TEST(DesignFile, SeedsThatWouldBeIgnoredAreRefused) {
  EXPECT_NE(csv_refusal("saving.stone_geary.rate,run.seed\n0.1,1\n0.1,2\n").find("call it seed"), std::string::npos);
}

std::vector<std::int64_t> seeds(const Design& design) {
  std::vector<std::int64_t> all;
  for (const DesignRow& row : design.rows) all.push_back(row.seed);
  return all;
}

TEST(DesignFile, SeedsThatAreMadeUpFollowTheReplicates) {
  using Seeds = std::vector<std::int64_t>;
  EXPECT_EQ(seeds(read_text("saving.stone_geary.rate\n0.1\n0.1\n0.1")), (Seeds{1, 2, 3}));
  EXPECT_EQ(seeds(read_text("saving.stone_geary.rate\n0.1\n0.2\n0.2\n0.1\n")), (Seeds{1, 1, 2, 2}));
  EXPECT_EQ(seeds(read_text("saving.stone_geary.rate,replicate\n0.1,2\n0.1,1\n0.2,1\n0.2,2\n")), (Seeds{2, 1, 1, 2}));
  EXPECT_EQ(seeds(read_text("saving.stone_geary.rate,point\n0.1,0\n0.1,1\n0.1,1\n")), (Seeds{1, 1, 2}));
  EXPECT_EQ(seeds(read_text("saving.stone_geary.rate,seed\n0.1,7\n0.1,7\n")), (Seeds{7, 7}));
}

TEST(DesignFile, RowsOfOnePointDifferInTheirSeedsOnly) {
  const std::string faults = csv_refusal(
      "point,seed,saving.stone_geary.rate,consumption.distress\n0,1,0.1,0.4\n0,2,0.1,0.5\n1,1,0.1,0.4\n0,3,0.2,0.4\n");
  EXPECT_NE(faults.find(":3: point 0 has consumption.distress = \"0.5\" here but \"0.4\" in line 2"), std::string::npos)
      << faults;
  EXPECT_NE(faults.find(":5: point 0 has saving.stone_geary.rate = \"0.2\" here but \"0.1\" in line 2"), std::string::npos)
      << faults;
  EXPECT_EQ(faults.find(":4:"), std::string::npos) << faults;
  EXPECT_NE(csv_refusal("point,role,a\n0,0:A,1\n0,0:B,1\n").find(":3: point 0 has role = \"0:B\""), std::string::npos);
}

TEST(DesignFile, TablesOfSpreadsheetsAreRead) {
  for (const std::string text :
       {"a,b\n0.1,2\n,,\n,\n0.2,3\n,\n", "a;b\r\n0.1;2\r\n;\r\n0.2;3\r\n", "a\tb\n0.1\t2\n\t\n0.2\t3\n"}) {
    const Design design = read_text(text);
    EXPECT_EQ(design.parameters, (Values{"a", "b"})) << text;
    ASSERT_EQ(design.rows.size(), 2u) << text;
    EXPECT_EQ(design.rows[1].values, (Values{"0.2", "3"})) << text;
    EXPECT_EQ(design.rows[1].run_id, 1) << text;
  }
}

TEST(DesignFile, TheHeaderTellsTheSeparator) {
  EXPECT_EQ(read_text("poverty.lines,a\n\"[1; 2]\",3\n").rows.at(0).values, (Values{"[1; 2]", "3"}));
  EXPECT_EQ(read_text("poverty.lines;a\n[1, 2];3\n").rows.at(0).values, (Values{"[1, 2]", "3"}));
}

TEST(DesignFile, DecimalCommasAreRefusedByName) {
  for (const std::string text : {"a;b\n0,1;2\n", "a\tb\n-1,5e-3\t2\n", "a,b\n\"0,1\",2\n"}) {
    const std::string faults = csv_refusal(text);
    EXPECT_NE(faults.find(":2: a is \""), std::string::npos) << faults;
    EXPECT_NE(faults.find("decimal comma"), std::string::npos) << faults;
  }
  EXPECT_NE(csv_refusal("a\n0,1\n").find("decimal comma"), std::string::npos);
}

TEST(DesignFile, Utf16IsRefusedWithTheWayOut) {
  using namespace std::string_literals;
  for (const std::string& text : {"\xff\xfe"
                                  "a\0\n\0"
                                  "1\0\n\0"s,
                                  "\xfe\xff\0a\0\n\0"
                                  "1"s,
                                  "a\0\n\0"
                                  "1\0"s}) {
    const std::string faults = csv_refusal(text);
    EXPECT_NE(faults.find("UTF-16"), std::string::npos) << faults;
    EXPECT_NE(faults.find("save it as UTF-8"), std::string::npos) << faults;
  }
}

}  // namespace
}  // namespace povtrap
