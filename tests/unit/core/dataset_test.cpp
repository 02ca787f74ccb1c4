#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <povtrap/dataset.hpp>
#include <povtrap/error.hpp>

namespace povtrap {
namespace {

Dataset small() {
  Dataset dataset;
  dataset.dimensions = {{"time", 2, true}, {"region", 2, false}};
  dataset.variables = {{"headcount", {"time", "region"}, "1", "headcount", std::vector<double>{0.5, 0.25, -0.0, 1.0}, {}},
                       {"people", {"time"}, "1", "people", std::vector<std::int64_t>{3, -4}, {}},
                       {"region", {"region"}, "1", "region", std::vector<std::string>{"North", "South"}, {}}};
  Dataset group;
  group.variables = {{"spells", {"time"}, "1", "spells", std::vector<float>{1.5F, 2.5F}, {}}};
  dataset.groups = {{"provenance", group}, {"spells", group}};
  return dataset;
}

std::vector<double>& headcount(Dataset& dataset) {
  return std::get<std::vector<double>>(dataset.variables[0].values);
}

TEST(Dataset, FindsItsVariablesAndDimensions) {
  const Dataset dataset = small();
  EXPECT_EQ(dataset.variable("people").name, "people");
  EXPECT_TRUE(dataset.has_variable("region"));
  EXPECT_FALSE(dataset.has_variable("regions"));
  EXPECT_EQ(dataset.length("region"), 2U);
}

TEST(Dataset, NamesTheNearestVariableIfThereIsNone) {
  try {
    static_cast<void>(small().variable("headcout"));
    FAIL() << "nothing was thrown";
  } catch (const DataError& error) {
    EXPECT_NE(std::string(error.what()).find("did you mean \"headcount\"?"), std::string::npos) << error.what();
  }
}

TEST(Dataset, ListsTheDimensionsIfNoneIsNear) {
  try {
    static_cast<void>(small().length("xyz"));
    FAIL() << "nothing was thrown";
  } catch (const DataError& error) {
    EXPECT_NE(std::string(error.what()).find("there are: time, region"), std::string::npos) << error.what();
  }
}

TEST(Digest, HasNotChangedSinceItWasPublished) {
  EXPECT_EQ(digest(small()), "2c6619c5627ff66300130e83f1d1bba2");
}

TEST(Digest, DoesNotDependOnTheOrderOfVariablesAndGroups) {
  Dataset dataset = small();
  std::reverse(dataset.variables.begin(), dataset.variables.end());
  std::reverse(dataset.dimensions.begin(), dataset.dimensions.end());
  std::reverse(dataset.groups.begin(), dataset.groups.end());
  EXPECT_EQ(digest(dataset), digest(small()));
}

TEST(Digest, DoesNotDependOnProvenanceAndAttributes) {
  Dataset dataset = small();
  dataset.groups.erase(dataset.groups.begin());
  dataset.attributes = {{"history", "now"}};
  dataset.variables[0].attributes = {{"comment", "another"}};
  dataset.variables[0].long_name = "another";
  EXPECT_EQ(digest(dataset), digest(small()));
}

TEST(Digest, ChangesWithOneBit) {
  Dataset dataset = small();
  headcount(dataset)[1] = std::nextafter(0.25, 1.0);
  EXPECT_NE(digest(dataset), digest(small()));
  headcount(dataset)[1] = 0.25;
  headcount(dataset)[2] = 0.0;
  EXPECT_NE(digest(dataset), digest(small())) << "the sign of zero counts";
}

TEST(Digest, ChangesWithNamesTypesDimensionsTextsAndGroups) {
  const std::string before = digest(small());
  Dataset renamed = small();
  renamed.variables[1].name = "peoples";
  EXPECT_NE(digest(renamed), before);
  Dataset retyped = small();
  retyped.variables[1].values = std::vector<std::int32_t>{3, -4};
  EXPECT_NE(digest(retyped), before);
  Dataset turned = small();
  turned.variables[0].dimensions = {"region", "time"};
  EXPECT_NE(digest(turned), before);
  Dataset retexted = small();
  retexted.variables[2].values = std::vector<std::string>{"NorthS", "outh"};
  EXPECT_NE(digest(retexted), before);
  Dataset regrouped = small();
  regrouped.groups[1].second.variables[0].values = std::vector<float>{1.5F, 2.0F};
  EXPECT_NE(digest(regrouped), before);
}

TEST(Digest, TakesEveryMissingNumberForTheSame) {
  Dataset one = small();
  Dataset other = small();
  headcount(one)[0] = std::numeric_limits<double>::quiet_NaN();
  headcount(other)[0] = -std::nan("0x7");
  EXPECT_EQ(digest(one), digest(other));
  EXPECT_NE(digest(one), digest(small()));
}

TEST(Digest, SeesEveryValueOfALongArray) {
  Dataset dataset;
  dataset.dimensions = {{"household", 100'003, false}};
  dataset.variables = {{"cash", {"household"}, "LCU", "cash", std::vector<std::uint8_t>(100'003, 1), {}}};
  const std::string before = digest(dataset);
  for (const std::size_t position : {std::size_t{0}, std::size_t{4095}, std::size_t{4096}, std::size_t{100'002}}) {
    auto& values = std::get<std::vector<std::uint8_t>>(dataset.variables[0].values);
    values[position] = 2;
    EXPECT_NE(digest(dataset), before) << position;
    values[position] = 1;
  }
  EXPECT_EQ(digest(dataset), before);
}

TEST(Digest, RefusesAVariableAlongAnUnknownDimension) {
  Dataset dataset = small();
  dataset.variables[1].dimensions = {"tim"};
  EXPECT_THROW(static_cast<void>(digest(dataset)), DataError);
}

}  // namespace
}  // namespace povtrap
