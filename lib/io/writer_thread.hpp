#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>

namespace povtrap {

/// One thread that does jobs in their order beside the caller, who waits only if too many are waiting already.
class WriterThread {
 public:
  explicit WriterThread(std::size_t most_waiting) : most_waiting_(most_waiting) {}
  /// What waits is dropped; who wants it done calls finish() before.
  ~WriterThread();
  WriterThread(const WriterThread&) = delete;
  WriterThread& operator=(const WriterThread&) = delete;

  /// Throws: what a job before threw; from then on nothing is done any more.
  void add(std::function<void()> job);
  /// Waits until all jobs are done.   Throws: as add().
  void finish();

 private:
  void work();
  void check() const;

  std::size_t most_waiting_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<std::function<void()>> jobs_;  ///< the first one is being done
  std::exception_ptr fault_;
  bool over_ = false;
  std::thread thread_;  ///< started with the first job
};

}  // namespace povtrap
