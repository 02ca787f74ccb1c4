#include "io/hid.hpp"

#include <gtest/gtest.h>

#include <povtrap/error.hpp>

#include "unit/io/sample_result.hpp"

namespace povtrap {
namespace {

using testing::expect_error;

Hid scalar() {
  return {H5Screate(H5S_SCALAR), "describe one value"};
}

TEST(Hid, ClosesItsHandleAtTheEnd) {
  hid_t id = H5I_INVALID_HID;
  {
    const Hid space = scalar();
    id = space;
    EXPECT_GT(H5Iis_valid(id), 0);
  }
  EXPECT_EQ(H5Iis_valid(id), 0);
}

TEST(Hid, MovesItsHandleAndClosesTheOneItHad) {
  Hid first = scalar();
  Hid second = scalar();
  const hid_t lost = first;
  const hid_t kept = second;
  first = std::move(second);
  EXPECT_EQ(H5Iis_valid(lost), 0);
  EXPECT_EQ(static_cast<hid_t>(first), kept);
  EXPECT_GT(H5Iis_valid(kept), 0);
}

TEST(Hid, ThrowsWithTheReasonThatHdf5Gives) {
  const QuietErrors quiet;
  expect_error<IoError>([] { static_cast<void>(Hid(H5Fopen("/nowhere/at.all", H5F_ACC_RDONLY, H5P_DEFAULT), "open it")); },
                        {"cannot open it (HDF5 says: unable to open file", "No such file"});
  expect_error<IoError>([] { checked(H5Sclose(H5I_INVALID_HID), "close it"); }, {"cannot close it"});
}

TEST(QuietErrors, PrintsNothingAndGivesTheSettingBack) {
  H5E_auto2_t handler_before = nullptr;
  void* data_before = nullptr;
  H5Eget_auto2(H5E_DEFAULT, &handler_before, &data_before);
  {
    const QuietErrors quiet;
    ::testing::internal::CaptureStderr();
    H5Sclose(H5I_INVALID_HID);
    EXPECT_EQ(::testing::internal::GetCapturedStderr(), "");
  }
  H5E_auto2_t handler = nullptr;
  void* data = nullptr;
  H5Eget_auto2(H5E_DEFAULT, &handler, &data);
  EXPECT_EQ(handler, handler_before);
  EXPECT_EQ(data, data_before);
}

}  // namespace
}  // namespace povtrap
