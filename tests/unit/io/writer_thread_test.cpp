#include "io/writer_thread.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <stdexcept>
#include <vector>

namespace povtrap {
namespace {

TEST(WriterThread, DoesAllJobsInTheirOrder) {
  std::vector<int> done;
  WriterThread thread(3);
  for (int job = 0; job < 100; ++job) thread.add([&done, job] { done.push_back(job); });
  thread.finish();
  ASSERT_EQ(done.size(), 100U);
  for (int job = 0; job < 100; ++job) EXPECT_EQ(done[static_cast<std::size_t>(job)], job);
}

TEST(WriterThread, LetsOnlySoManyWait) {
  std::promise<void> go;
  const std::shared_future<void> gone = go.get_future().share();
  std::atomic<int> added = 0;
  WriterThread thread(2);
  std::thread caller([&] {
    for (int job = 0; job < 5; ++job) {
      thread.add([gone] { gone.wait(); });
      ++added;
    }
  });
  while (added < 2) std::this_thread::yield();
  EXPECT_LE(added, 2);
  go.set_value();
  caller.join();
  thread.finish();
  EXPECT_EQ(added, 5);
}

TEST(WriterThread, PassesAFaultOnAndStops) {
  bool later = false;
  WriterThread thread(2);
  thread.add([] { throw std::runtime_error("full"); });
  EXPECT_THROW(thread.finish(), std::runtime_error);
  EXPECT_THROW(thread.add([&later] { later = true; }), std::runtime_error);
  EXPECT_FALSE(later);
}

TEST(WriterThread, EndsWithoutAJob) {
  WriterThread thread(1);
  EXPECT_NO_THROW(thread.finish());
}

}  // namespace
}  // namespace povtrap
