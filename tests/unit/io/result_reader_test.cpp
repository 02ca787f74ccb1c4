#include <gtest/gtest.h>
#include <hdf5.h>

#include <filesystem>
#include <fstream>
#include <povtrap/error.hpp>
#include <povtrap/result_file.hpp>

#include "io/hid.hpp"
#include "io/netcdf_attributes.hpp"
#include "unit/io/sample_result.hpp"

namespace povtrap {
namespace {

using testing::expect_error;
using testing::Folder;
using testing::sample_result;

/// Opens a result for an unlawful change.
Hid open_to_change(const std::filesystem::path& path) {
  return {H5Fopen(path.c_str(), H5F_ACC_RDWR, H5P_DEFAULT), "open the result"};
}

void read(const std::filesystem::path& path) {
  static_cast<void>(read_result(path));
}

TEST(ResultReader, SaysThatAFileIsMissing) {
  const Folder folder;
  expect_error<IoError>([&] { read(folder / "none.nc"); }, {"none.nc", "No such file", "check"});
  expect_error<IoError>([&] { read(folder.path()); }, {"directory"});
}

TEST(ResultReader, RefusesAFileThatIsNotHdf5) {
  const Folder folder;
  std::ofstream(folder / "text.nc") << "year,headcount\n2000,0.4\n";
  expect_error<DataError>([&] { read(folder / "text.nc"); }, {"text.nc", "HDF5"});
  std::ofstream(folder / "empty.nc").close();
  expect_error<DataError>([&] { read(folder / "empty.nc"); }, {"empty.nc"});
}

TEST(ResultReader, RefusesAnHdf5FileOfSomebodyElse) {
  const Folder folder;
  static_cast<void>(Hid(H5Fcreate((folder / "other.nc").c_str(), H5F_ACC_EXCL, H5P_DEFAULT, H5P_DEFAULT), "create"));
  expect_error<DataError>([&] { read(folder / "other.nc"); }, {"other.nc", "povtrap_layout_version"});
}

TEST(ResultReader, RefusesAnotherLayoutVersionAndSaysWhichItReads) {
  const Folder folder;
  write_result(sample_result(), folder / "result.nc");
  {
    const Hid file = open_to_change(folder / "result.nc");
    checked(H5Adelete(file, "povtrap_layout_version"), "delete");
    write_attribute(file, "povtrap_layout_version", "2");
  }
  expect_error<DataError>([&] { read(folder / "result.nc"); }, {"povtrap_layout_version is \"2\"", "only version 1"});
}

TEST(ResultReader, RefusesAFileThatWasCutOff) {
  const Folder folder;
  write_result(sample_result(5, 40, 20'000), folder / "result.nc");
  for (const double part : {0.1, 0.5, 0.99}) {
    std::filesystem::copy_file(folder / "result.nc", folder / "cut.nc", std::filesystem::copy_options::overwrite_existing);
    const auto size = static_cast<double>(std::filesystem::file_size(folder / "cut.nc"));
    std::filesystem::resize_file(folder / "cut.nc", static_cast<std::uintmax_t>(part * size));
    expect_error<DataError>([&] { read(folder / "cut.nc"); }, {"cut.nc"});
  }
}

TEST(ResultReader, RefusesAVariableWithoutDimensionsOrOfAnotherType) {
  const Folder folder;
  const auto add = [&](const char* name, hid_t type, bool with_axis) {
    write_result(sample_result(), folder / "result.nc", {.overwrite = true});
    const Hid file = open_to_change(folder / "result.nc");
    const hsize_t length = 2;
    const Hid space(with_axis ? H5Screate_simple(1, &length, nullptr) : H5Screate(H5S_SCALAR), "describe");
    static_cast<void>(Hid(H5Dcreate2(file, name, type, space, H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), "create"));
  };
  add("bare", H5T_IEEE_F64LE, true);
  expect_error<DataError>([&] { read(folder / "result.nc"); }, {"\"bare\"", "no dimension"});
  add("short", H5T_STD_I16LE, false);
  expect_error<DataError>([&] { read(folder / "result.nc"); }, {"\"short\"", "type"});
}

TEST(ResultReader, ReadsAttributesThatOtherToolsAdded) {
  const Folder folder;
  write_result(sample_result(), folder / "result.nc");
  {
    const Hid file = open_to_change(folder / "result.nc");
    const Hid space(H5Screate(H5S_SCALAR), "describe");
    const Hid attribute(H5Acreate2(file, "answer", H5T_STD_I32LE, space, H5P_DEFAULT, H5P_DEFAULT), "create");
    const int answer = 42;
    checked(H5Awrite(attribute, H5T_NATIVE_INT, &answer), "write");
  }
  const Dataset read = read_result(folder / "result.nc");
  EXPECT_EQ(read.attributes.back(), (std::pair<std::string, std::string>("answer", "42")));
}

TEST(ResultReader, LeavesTheFileAsItIs) {
  const Folder folder;
  write_result(sample_result(), folder / "result.nc");
  const std::string before = testing::bytes_of(folder / "result.nc");
  std::filesystem::permissions(folder / "result.nc", std::filesystem::perms::owner_read);
  static_cast<void>(read_result(folder / "result.nc"));
  EXPECT_EQ(testing::bytes_of(folder / "result.nc"), before);
}

}  // namespace
}  // namespace povtrap
