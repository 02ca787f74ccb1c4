#include "io/netcdf_attributes.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <povtrap/error.hpp>

#include "unit/io/sample_result.hpp"

namespace povtrap {
namespace {

/// A group in a file that exists in memory only.
Hid memory_file(const char* name = "attributes of a test") {
  const Hid access(H5Pcreate(H5P_FILE_ACCESS), "describe");
  checked(H5Pset_fapl_core(access, 4096, false), "describe");
  const Hid creation(H5Pcreate(H5P_FILE_CREATE), "describe");
  checked(H5Pset_attr_creation_order(creation, H5P_CRT_ORDER_TRACKED | H5P_CRT_ORDER_INDEXED), "describe");
  return {H5Fcreate(name, H5F_ACC_TRUNC, creation, access), "create"};
}

TEST(NetcdfAttributes, ComeBackInOrderWhateverTheirNumberAndText) {
  const Hid file = memory_file();
  Attributes expected;
  for (int i = 20; i > 0; --i) expected.emplace_back("a" + std::to_string(i), std::string(static_cast<std::size_t>(i), 'x'));
  expected.emplace_back("empty", "");
  expected.emplace_back("foreign", "\xC3\x8Ele");
  expected.emplace_back("long", std::string(64'000, 'y'));
  for (const auto& [name, value] : expected) write_attribute(file, name, value);
  EXPECT_EQ(read_attributes(file), expected);
}

TEST(NetcdfAttributes, AreFixedTextsInUtf8) {
  const Hid file = memory_file();
  write_attribute(file, "title", "poverty");
  const Hid attribute(H5Aopen(file, "title", H5P_DEFAULT), "open");
  const Hid type(H5Aget_type(attribute), "look");
  EXPECT_EQ(H5Tis_variable_str(type), 0);
  EXPECT_EQ(H5Tget_size(type), 7U);
  EXPECT_EQ(H5Tget_cset(type), H5T_CSET_UTF8);
  EXPECT_EQ(H5Tget_strpad(type), H5T_STR_NULLTERM);
}

TEST(NetcdfAttributes, HoldStatesAsNumbersOfTheVariablesType) {
  const Hid file = memory_file();
  write_variable_attributes(file, {"state", {}, "1", "state", std::vector<std::uint8_t>{0}, {{"flag_values", "0, 1,255"}}});
  const Hid attribute(H5Aopen(file, "flag_values", H5P_DEFAULT), "open");
  EXPECT_GT(H5Tequal(Hid(H5Aget_type(attribute), "look"), H5T_STD_U8LE), 0);
  EXPECT_EQ(read_attribute(file, "flag_values"), "0 1 255");
}

TEST(NetcdfAttributes, RefuseStatesThatAreNoValuesOfTheVariable) {
  for (const std::string text : {"", "one", "0 1 256", "0 -1", "0.5"}) {
    const Hid file = memory_file();
    const Variable variable = {"state", {}, "1", "state", std::vector<std::uint8_t>{0}, {{"flag_values", text}}};
    testing::expect_error<DataError>([&] { write_variable_attributes(file, variable); },
                                     {"flag_values", "\"" + text + "\"", "state"});
  }
}

TEST(NetcdfAttributes, MarkMissingFloatsByNanButNotInCoordinates) {
  const Hid file = memory_file();
  write_variable_attributes(file, {"gini", {}, "1", "Gini", std::vector<float>{0.3F}, {}});
  const Hid attribute(H5Aopen(file, "_FillValue", H5P_DEFAULT), "open");
  float fill = 0;
  checked(H5Aread(attribute, H5T_NATIVE_FLOAT, &fill), "read");
  EXPECT_TRUE(std::isnan(fill));
  EXPECT_EQ(read_attributes(file).size(), 2U) << "the fill value belongs to the format and is not listed";

  const Hid other = memory_file("coordinate");
  write_variable_attributes(other, {"quantile", {"quantile"}, "1", "quantile", std::vector<double>{0.5}, {}});
  EXPECT_EQ(H5Aexists(other, "_FillValue"), 0);
}

}  // namespace
}  // namespace povtrap
