#include "io/seal.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <povtrap/result_file.hpp>

#include "unit/io/sample_result.hpp"

namespace povtrap {
namespace {

using testing::bytes_of;
using testing::expect_error;
using testing::Folder;
using testing::sample_result;

void write(const std::filesystem::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

TEST(Seal, FitsEveryResult) {
  const Folder folder;
  write_result(sample_result(), folder / "result.nc");
  EXPECT_NO_THROW(check_seal(folder / "result.nc"));
  EXPECT_NE(bytes_of(folder / "result.nc").find("\npovtrap sum 01\n"), std::string::npos);
}

TEST(Seal, TellsAFlippedBitBeforeHdf5ReadsIt) {
  const Folder folder;
  write_result(sample_result(), folder / "result.nc");
  const std::string good = bytes_of(folder / "result.nc");
  for (std::size_t place = 0; place + 32 < good.size(); place += 101) {
    std::string bad = good;
    bad[place] = static_cast<char>(bad[place] ^ (1 << (place % 8)));
    write(folder / "bad.nc", bad);
    expect_error<DataError>([&] { static_cast<void>(read_result(folder / "bad.nc")); }, {"bad.nc", "its checksum is wrong"});
  }
}

TEST(Seal, IsMissedByNobodyWhoNeverHadOne) {
  const Folder folder;
  for (const std::string text : {"", "short", "a longer text without any seal at its end, as other tools write it"}) {
    write(folder / "file", text);
    EXPECT_NO_THROW(check_seal(folder / "file")) << text;
  }
  EXPECT_NO_THROW(check_seal(folder / "none"));
}

}  // namespace
}  // namespace povtrap
