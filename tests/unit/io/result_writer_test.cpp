#include <gtest/gtest.h>

#include <filesystem>
#include <povtrap/error.hpp>
#include <povtrap/result_file.hpp>

#include "unit/io/sample_result.hpp"

namespace povtrap {
namespace {

using testing::bytes_of;
using testing::expect_error;
using testing::expect_same;
using testing::Folder;
using testing::sample_result;

TEST(ResultWriter, WritesWhatTheReaderReadsBackExactly) {
  const Folder folder;
  write_result(sample_result(), folder / "result.nc");
  expect_same(read_result(folder / "result.nc"), sample_result());
  EXPECT_EQ(digest(read_result(folder / "result.nc")), digest(sample_result()));
  EXPECT_EQ(folder.files(), 1) << "nothing but the result may be left in the folder";
}

TEST(ResultWriter, WritesResultsWithoutPeriods) {
  const Folder folder;
  write_result(sample_result(0, 0), folder / "result.nc");
  expect_same(read_result(folder / "result.nc"), sample_result(0, 0));
}

TEST(ResultWriter, WritesAnEmptyDataset) {
  const Folder folder;
  write_result({}, folder / "result.nc");
  expect_same(read_result(folder / "result.nc"), {});
}

TEST(ResultWriter, StoresTheSameValuesAtEveryCompression) {
  const Folder folder;
  const Dataset large = sample_result(5, 40, 20'000);
  for (const int level : {0, 1, 9}) {
    write_result(large, folder / "result.nc", {.overwrite = true, .compression = level});
    expect_same(read_result(folder / "result.nc"), large);
  }
}

TEST(ResultWriter, MakesSmallerFilesByCompression) {
  const Folder folder;
  write_result(sample_result(), folder / "plain.nc", {.compression = 0});
  write_result(sample_result(), folder / "small.nc");
  EXPECT_LT(std::filesystem::file_size(folder / "small.nc"), std::filesystem::file_size(folder / "plain.nc"));
}

TEST(ResultWriter, WritesTheSameBytesEachTime) {
  const Folder folder;
  write_result(sample_result(), folder / "one.nc");
  write_result(sample_result(), folder / "other.nc");
  const auto bytes = [&](const char* name) { return testing::bytes_of(folder / name); };
  EXPECT_EQ(bytes("one.nc"), bytes("other.nc"));
}

TEST(ResultWriter, BringsCoordinatesToTheFront) {
  const Folder folder;
  Dataset dataset;
  dataset.dimensions = {{"time", 2, true}};
  dataset.variables = {{"gini", {"time"}, "1", "Gini", std::vector<double>{0.3, 0.4}, {}},
                       {"time", {"time"}, "1", "time", std::vector<std::int64_t>{0, 1}, {}}};
  write_result(dataset, folder / "result.nc");
  const Dataset read = read_result(folder / "result.nc");
  EXPECT_EQ(read.variables[0].name, "time");
  EXPECT_EQ(read.variables[1].name, "gini");
}

TEST(ResultWriter, LetsAGroupUseAndHideOuterDimensions) {
  const Folder folder;
  Dataset inner;
  inner.dimensions = {{"region", 1, false}};
  inner.variables = {{"own", {"region"}, "1", "own", std::vector<double>{1}, {}},
                     {"outer", {"time", "region"}, "1", "outer", std::vector<double>{1, 2}, {}}};
  Dataset dataset;
  dataset.dimensions = {{"time", 2, true}, {"region", 3, false}};
  dataset.variables = {{"wage", {"region"}, "LCU", "wage", std::vector<float>{1, 2, 3}, {}}};
  dataset.groups = {{"outside", {}}, {"inside", inner}};
  dataset.groups[0].second.groups = {{"deep", {}}};
  dataset.groups[0].second.groups[0].second.variables = {{"far", {"region"}, "1", "far", std::vector<float>{1, 2, 3}, {}}};
  write_result(dataset, folder / "result.nc");
  expect_same(read_result(folder / "result.nc"), dataset);
}

TEST(ResultWriter, LetsAVariableUseADimensionTwice) {
  const Folder folder;
  Dataset dataset;
  dataset.dimensions = {{"state", 2, false}};
  dataset.variables = {{"transition", {"state", "state"}, "1", "transitions", std::vector<double>{0.9, 0.1, 0.2, 0.8}, {}}};
  write_result(dataset, folder / "result.nc");
  expect_same(read_result(folder / "result.nc"), dataset);
}

TEST(ResultWriter, KeepsAnExistingFileUnlessTold) {
  const Folder folder;
  write_result({}, folder / "result.nc");
  expect_error<IoError>([&] { write_result(sample_result(), folder / "result.nc"); }, {"result.nc\" exists (", ") "});
  expect_same(read_result(folder / "result.nc"), {});
  write_result(sample_result(), folder / "result.nc", {.overwrite = true});
  expect_same(read_result(folder / "result.nc"), sample_result());
}

TEST(ResultWriter, LeavesNothingBehindWhenTheDatasetIsWrong) {
  const Folder folder;
  Dataset dataset = sample_result();
  dataset.variables[4].values = std::vector<double>{1.0};
  expect_error<DataError>([&] { write_result(dataset, folder / "result.nc"); }, {"headcount", "1 values", "30"});
  dataset = sample_result();
  dataset.variables[9].attributes[0].second = "0 one 2";
  expect_error<DataError>([&] { write_result(dataset, folder / "result.nc"); }, {"flag_values", "0 one 2"});
  EXPECT_EQ(folder.files(), 0);
}

TEST(ResultWriter, RefusesACompressionThatDeflateDoesNotHave) {
  const Folder folder;
  for (const int level : {-1, 10}) {
    expect_error<ConfigError>([&] { write_result({}, folder / "result.nc", {.compression = level}); }, {std::to_string(level)});
  }
}

TEST(ResultWriter, WritesTheSameBytesWhereverAndWheneverItWrites) {
  const Folder folder;
  write_result(sample_result(), folder / "a.nc");
  const auto image = result_image(sample_result());
  const std::string bytes(reinterpret_cast<const char*>(image.data()), image.size());
  EXPECT_EQ(bytes_of(folder / "a.nc"), bytes);
  ::sleep(1);  // time stamps have seconds
  write_result(sample_result(), folder / "b.nc");
  EXPECT_EQ(bytes_of(folder / "b.nc"), bytes);
  EXPECT_NE(result_image(sample_result(), {.compression = 0}), image);
}

TEST(ResultWriter, CanWriteThousandsOfVariables) {
  const Folder folder;
  Dataset dataset;
  dataset.dimensions = {{"time", 1, true}};
  for (int i = 0; i < 3000; ++i) {
    dataset.variables.push_back({"v" + std::to_string(i), {"time"}, "1", "many", std::vector<float>{1.0F}, {}});
  }
  write_result(dataset, folder / "result.nc");
  expect_same(read_result(folder / "result.nc"), dataset);
}

}  // namespace
}  // namespace povtrap
