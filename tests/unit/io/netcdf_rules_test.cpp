#include "io/netcdf_rules.hpp"

#include <gtest/gtest.h>

#include <povtrap/error.hpp>

#include "unit/io/sample_result.hpp"

namespace povtrap {
namespace {

using testing::expect_error;

Dataset small() {
  Dataset dataset;
  dataset.dimensions = {{"time", 2, true}};
  dataset.variables = {{"gini", {"time"}, "1", "Gini coefficient", std::vector<double>{0.3, 0.4}, {{"comment", "none"}}}};
  dataset.groups = {{"more", {}}};
  return dataset;
}

/// Expects that the small dataset, changed like this, is refused with these words.
void expect_refused(const std::function<void(Dataset&)>& change, const std::vector<std::string>& words) {
  Dataset dataset = small();
  EXPECT_NO_THROW(check_netcdf(dataset));
  change(dataset);
  expect_error<DataError>([&] { check_netcdf(dataset); }, words);
}

TEST(NetcdfRules, AcceptTheSample) {
  EXPECT_NO_THROW(check_netcdf(testing::sample_result()));
}

TEST(NetcdfRules, AcceptNamesOfOtherAlphabets) {
  Dataset dataset = small();
  dataset.variables[0].name = "\xC3\xA9galit\xC3\xA9 (%)";
  EXPECT_NO_THROW(check_netcdf(dataset));
}

TEST(NetcdfRules, RefuseNamesThatNetcdfDoesNotAllow) {
  for (const std::string name : {"", "a/b", "1st", "gini ", "a\nb", ".", "-x"}) {
    expect_refused([&](Dataset& dataset) { dataset.variables[0].name = name; }, {"variable name \"" + name});
    expect_refused([&](Dataset& dataset) { dataset.groups[0].first = name; }, {"group name \"" + name});
    expect_refused([&](Dataset& dataset) { dataset.dimensions[0].name = name; }, {"dimension name \"" + name});
    expect_refused([&](Dataset& dataset) { dataset.attributes = {{name, "x"}}; }, {"attribute name \"" + name});
  }
  expect_refused([](Dataset& dataset) { dataset.variables[0].name = std::string(257, 'x'); }, {"256"});
}

TEST(NetcdfRules, RefuseThingsGivenTwice) {
  expect_refused([](Dataset& dataset) { dataset.variables.push_back(dataset.variables[0]); }, {"\"gini\" is given twice"});
  expect_refused([](Dataset& dataset) { dataset.dimensions.push_back(dataset.dimensions[0]); }, {"\"time\" is given twice"});
  expect_refused([](Dataset& dataset) { dataset.groups.push_back(dataset.groups[0]); }, {"\"more\"", "taken"});
  expect_refused([](Dataset& dataset) { dataset.groups[0].first = "gini"; }, {"\"gini\"", "taken"});
  expect_refused([](Dataset& dataset) { dataset.variables[0].attributes = {{"a", ""}, {"a", ""}}; }, {"\"a\"", "twice"});
  expect_refused([](Dataset& dataset) { dataset.variables[0].attributes = {{"units", "LCU"}}; }, {"\"units\"", "twice"});
}

TEST(NetcdfRules, RefuseValuesThatDoNotFitTheDimensions) {
  expect_refused([](Dataset& dataset) { dataset.variables[0].values = std::vector<float>(3); }, {"\"gini\"", "3 values", "2"});
  expect_refused([](Dataset& dataset) { dataset.variables[0].dimensions = {}; }, {"\"gini\"", "2 values", "1"});
  expect_refused([](Dataset& dataset) { dataset.variables[0].dimensions = {"tme"}; }, {"\"gini\"", "\"tme\""});
  expect_refused(
      [](Dataset& dataset) {
        dataset.dimensions.push_back({"huge", std::size_t{1} << 63U, false});
        dataset.variables[0].dimensions = {"time", "huge"};
      },
      {"\"gini\"", "counted"});
}

TEST(NetcdfRules, RefuseAVariableThatOnlyLooksLikeACoordinate) {
  expect_refused([](Dataset& dataset) { dataset.dimensions.push_back({"gini", 2, false}); }, {"\"gini\"", "name of a dimension"});
  expect_refused(
      [](Dataset& dataset) {
        dataset.groups[0].second.variables = {{"time", {"time"}, "1", "time", std::vector<float>(2), {}}};
      },
      {"\"time\"", "outer dimension"});
}

TEST(NetcdfRules, RefuseTextsThatTheFileWouldCutOff) {
  expect_refused([](Dataset& dataset) { dataset.variables[0].units = std::string("a\0b", 3); }, {"\"units\"", "zero byte"});
  expect_refused(
      [](Dataset& dataset) {
        dataset.variables[0].values = std::vector<std::string>{"a", std::string("a\0b", 3)};
      },
      {"\"gini\"", "zero byte"});
  expect_refused(
      [](Dataset& dataset) {
        dataset.attributes = {{"history", std::string(70'000, 'x')}};
      },
      {"\"history\"", "70000 bytes"});
}

TEST(NetcdfRules, RefuseAttributesOfTheFileFormat) {
  for (const std::string name : {"_FillValue", "DIMENSION_LIST", "povtrap_layout_version"}) {
    EXPECT_TRUE(is_format_attribute(name));
    expect_refused([&](Dataset& dataset) { dataset.attributes = {{name, "1"}}; }, {"\"" + name + "\"", "reserved"});
  }
  EXPECT_FALSE(is_format_attribute("history"));
}

}  // namespace
}  // namespace povtrap
