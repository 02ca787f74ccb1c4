#include <povtrap/checkpoint.hpp>

#include <gtest/gtest.h>

#include <povtrap/error.hpp>

#include "unit/io/sample_result.hpp"

namespace povtrap {
namespace {

using testing::Folder;

std::vector<std::byte> bytes(std::size_t count, std::uint8_t first) {
  std::vector<std::byte> all(count);
  for (std::size_t i = 0; i < count; ++i) all[i] = static_cast<std::byte>(first + i);
  return all;
}

TEST(CheckpointFile, BringsBackTheBytes) {
  const Folder folder;
  write_checkpoint(bytes(3'000'000, 7), folder / "a.checkpoint");
  EXPECT_EQ(read_checkpoint(folder / "a.checkpoint"), bytes(3'000'000, 7));
  EXPECT_EQ(folder.files(), 1);
}

TEST(CheckpointFile, ReplacesTheOneBefore) {
  const Folder folder;
  write_checkpoint(bytes(300, 1), folder / "a.checkpoint");
  write_checkpoint(bytes(200, 2), folder / "a.checkpoint");
  EXPECT_EQ(read_checkpoint(folder / "a.checkpoint"), bytes(200, 2));
  EXPECT_EQ(folder.files(), 1);
}

TEST(CheckpointFile, MayBeEmptyAndIsThenRefusedByItsReader) {
  const Folder folder;
  write_checkpoint({}, folder / "a.checkpoint");
  const auto nothing = read_checkpoint(folder / "a.checkpoint");
  EXPECT_TRUE(nothing.empty());
  EXPECT_THROW(static_cast<void>(Simulation::resume(nothing)), DataError);
}

TEST(CheckpointFile, ThatIsNotThereOrAFolderIsNamed) {
  const Folder folder;
  for (const auto& path : {folder / "none", folder.path()}) {
    try {
      static_cast<void>(read_checkpoint(path));
      ADD_FAILURE() << path;
    } catch (const IoError& error) {
      EXPECT_NE(std::string(error.what()).find(path.string()), std::string::npos) << error.what();
    }
  }
}

TEST(CheckpointFile, NeedsAFolderThatIsThere) {
  const Folder folder;
  EXPECT_THROW(write_checkpoint(bytes(10, 1), folder / "none/a.checkpoint"), IoError);
}

}  // namespace
}  // namespace povtrap
