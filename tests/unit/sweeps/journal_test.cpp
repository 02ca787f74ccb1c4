#include "sweeps/journal.hpp"

#include <fstream>
#include <povtrap/error.hpp>

#include "small_sweep.hpp"

namespace povtrap {
namespace {

TEST_F(Sweep, DropsATornRecordAndRunsItAgain) {
  run(folder("all"));
  run(folder("torn"));
  const fs::path journal = journals(folder("torn")).front();
  fs::resize_file(journal, fs::file_size(journal) - 5);
  EXPECT_EQ(sweep_status(folder("torn")).done, 11);
  EXPECT_EQ(run(folder("torn")).done, 1);
  EXPECT_EQ(digest(merge_sweep(folder("torn"))), digest(merge_sweep(folder("all"))));
}

TEST_F(Sweep, ADamagedRecordCostsOneRunAndNothingIsThrownAway) {
  run(folder("all"));
  run(folder("damaged"));
  const fs::path journal = journals(folder("damaged")).front();
  const auto size = fs::file_size(journal);
  {
    std::fstream file(journal, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(static_cast<std::streamoff>(size / 2));
    file.put('!');
  }
  EXPECT_EQ(sweep_status(folder("damaged")).done, 11);
  EXPECT_EQ(run(folder("damaged")).done, 1);
  EXPECT_GT(fs::file_size(journal), size);
  EXPECT_EQ(digest(merge_sweep(folder("damaged"))), digest(merge_sweep(folder("all"))));
}

TEST_F(Sweep, JournalsAreReadWhicheverAreThere) {
  run(folder("all"));
  run(folder("gap"), {0, 2});
  fs::rename(journals(folder("gap")).front(), folder("gap") / "journal-other-7");
  run(folder("gap"), {1, 2});
  EXPECT_EQ(sweep_status(folder("gap")).done, 12);
  EXPECT_EQ(digest(merge_sweep(folder("gap"))), digest(merge_sweep(folder("all"))));
}

TEST_F(Sweep, TwoJournalsAreNeverWrittenAtOnce) {
  run(folder("out"), {0, 2});
  const Journal one(folder("out")), other(folder("out"));
  EXPECT_EQ(journals(folder("out")).size(), 2u);
}

TEST_F(Sweep, AJournalOfAnotherSweepIsRefused) {
  run(folder("all"));
  run_sweep(twelve_runs(), small_economy().with({{"run.years", "4"}}), folder("other"), {.jobs = 1});
  fs::copy_file(journals(folder("other")).front(), folder("all") / "journal-other-0");
  EXPECT_THROW(static_cast<void>(merge_sweep(folder("all"))), DataError);
  EXPECT_THROW(run(folder("all")), DataError);
  fs::remove(folder("all") / "journal-other-0");
  EXPECT_EQ(sweep_status(folder("all")).done, 12);
}

TEST_F(Sweep, AFolderThatIsRemovedMeanwhileEndsTheSweep) {
  SweepOptions options{.jobs = 1};
  options.progress = [&](const SweepProgress&) { fs::remove_all(folder("gone")); };
  EXPECT_THROW(run_sweep(twelve_runs(), small_economy(), folder("gone"), options), IoError);
}

}  // namespace
}  // namespace povtrap
