#include "io/whole_file.hpp"

#include <gtest/gtest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <povtrap/error.hpp>
#include <povtrap/result_file.hpp>

#include "unit/io/sample_result.hpp"

namespace povtrap {
namespace {

using testing::bytes_of;
using testing::expect_error;
using testing::Folder;

std::span<const std::byte> bytes(const std::string& text) {
  return std::as_bytes(std::span(text));
}

TEST(WholeFile, HoldsTheBytesAndNothingElseIsLeft) {
  const Folder folder;
  const std::string text(3'000'000, 'x');
  write_whole_file(folder / "a", bytes(text), false);
  EXPECT_EQ(bytes_of(folder / "a"), text);
  write_whole_file(folder / "a", bytes("short"), true);
  EXPECT_EQ(bytes_of(folder / "a"), "short");
  EXPECT_EQ(folder.files(), 1);
}

TEST(WholeFile, ReplacesWhatAnInterruptedRunLeft) {
  const Folder folder;
  std::ofstream(folder / "a.tmp") << "half a result, longer than the new one";
  check_writable(folder / "a");
  EXPECT_EQ(bytes_of(folder / "a.tmp"), "half a result, longer than the new one") << "checking may not touch it";
  write_whole_file(folder / "a", bytes("whole"), false);
  EXPECT_EQ(bytes_of(folder / "a"), "whole");
  EXPECT_EQ(folder.files(), 1);
}

TEST(WholeFile, IsWrittenInTheWorkingFolderWithoutAFolderName) {
  const Folder folder;
  const auto before = std::filesystem::current_path();
  std::filesystem::current_path(folder.path());
  EXPECT_NO_THROW(write_whole_file("a", bytes("here"), false));
  std::filesystem::current_path(before);
  EXPECT_EQ(bytes_of(folder / "a"), "here");
}

TEST(CheckWritable, LeavesNoTrace) {
  const Folder folder;
  check_writable(folder / "a");
  EXPECT_EQ(folder.files(), 0);
}

TEST(CheckWritable, RefusesAnExistingFileUnlessToldOtherwise) {
  const Folder folder;
  std::ofstream(folder / "a") << "old";
  expect_error<IoError>([&] { check_writable(folder / "a"); }, {"/a\" exists (", "choose another name"});
  EXPECT_NO_THROW(check_writable(folder / "a", true));
  EXPECT_EQ(bytes_of(folder / "a"), "old");
}

TEST(CheckWritable, RefusesFoldersDevicesAndNamesThatAreNone) {
  const Folder folder;
  expect_error<IoError>([&] { check_writable(folder.path(), true); }, {"no ordinary file"});
  expect_error<IoError>([&] { check_writable("/dev/null", true); }, {"/dev/null", "no ordinary file"});
  expect_error<IoError>([&] { check_writable(""); }, {"no file name"});
  expect_error<IoError>([&] { check_writable(folder / "sub/"); }, {"no file name"});
}

TEST(CheckWritable, RefusesAMissingFolder) {
  const Folder folder;
  expect_error<IoError>([&] { check_writable(folder / "none/a.nc"); }, {"no folder", "/none\"", "a.nc", "create it"});
  std::ofstream(folder / "file") << "no folder";
  expect_error<IoError>([&] { check_writable(folder / "file/a.nc"); }, {"no folder", "/file\""});
}

TEST(CheckWritable, RefusesAFolderThatIsClosedToUs) {
  const Folder folder;
  std::filesystem::permissions(folder.path(), static_cast<std::filesystem::perms>(0555));
  const bool is_root = ::geteuid() == 0;
  if (is_root && ::seteuid(65534) != 0) GTEST_SKIP() << "root may write anywhere";
  expect_error<IoError>([&] { check_writable(folder / "a.nc"); }, {"a.nc.tmp", "Permission denied", "you may write"});
  expect_error<IoError>([&] { write_whole_file(folder / "a.nc", bytes("x"), true); }, {"Permission denied"});
  ASSERT_TRUE(!is_root || ::seteuid(0) == 0);
  std::filesystem::permissions(folder.path(), static_cast<std::filesystem::perms>(0755));
  EXPECT_EQ(folder.files(), 0);
}

TEST(WholeFile, RefusesToPassTheSizeLimitInsteadOfBeingKilled) {
  const Folder folder;
  rlimit before{};
  ASSERT_EQ(::getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit small{4096, before.rlim_max};
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &small), 0);
  const std::string text(4097, 'x');
  expect_error<IoError>([&] { write_whole_file(folder / "a", bytes(text), false); }, {"4097 bytes", "4096", "ulimit"});
  ASSERT_EQ(::setrlimit(RLIMIT_FSIZE, &before), 0);
  EXPECT_EQ(folder.files(), 0);
}

constexpr int skipped = 77;

/// Whether this process, which must have one thread, now sees a disk of 64 KB in the folder that nobody else sees.
bool mount_small_disk(const Folder& folder) {
  const std::string user = "0 " + std::to_string(::geteuid()) + " 1";
  const std::string group = "0 " + std::to_string(::getegid()) + " 1";
  if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) return false;
  std::ofstream("/proc/self/setgroups") << "deny";
  std::ofstream("/proc/self/uid_map") << user;
  std::ofstream("/proc/self/gid_map") << group;
  return ::mount("tmpfs", folder.path().c_str(), "tmpfs", 0, "size=64k") == 0;
}

/// Fills a disk of 64 KB in a child process, which alone sees it. Returns: what the child should end with.
int fill_small_disk(const Folder& folder) {
  if (!mount_small_disk(folder)) return skipped;
  const Dataset small = testing::sample_result(0, 0, 1);
  write_result(small, folder / "result.nc");
  try {
    write_result(testing::sample_result(2000), folder / "result.nc", {.overwrite = true, .compression = 0});
    return 1;
  } catch (const IoError& error) {
    const bool says_why = std::string(error.what()).find("No space left on device") != std::string::npos;
    const bool keeps_old = digest(read_result(folder / "result.nc")) == digest(small);
    return says_why && keeps_old && folder.files() == 1 ? 0 : 2;
  }
}

TEST(WholeFile, KeepsTheOldFileWhenTheDiskIsFull) {
  const Folder folder;
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    int code = 3;
    try {
      code = fill_small_disk(folder);
    } catch (...) {
      code = 4;
    }
    ::_exit(code);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  if (WEXITSTATUS(status) == skipped) GTEST_SKIP() << "this machine does not let us mount a small disk";
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace povtrap
