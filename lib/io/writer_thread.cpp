#include "io/writer_thread.hpp"

namespace povtrap {

WriterThread::~WriterThread() {
  {
    const std::lock_guard lock(mutex_);
    over_ = true;
  }
  changed_.notify_all();
  if (thread_.joinable()) thread_.join();
}

void WriterThread::check() const {
  if (fault_ != nullptr) std::rethrow_exception(fault_);
}

void WriterThread::add(std::function<void()> job) {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return jobs_.size() < most_waiting_ || fault_ != nullptr; });
  check();
  jobs_.push_back(std::move(job));
  if (!thread_.joinable()) thread_ = std::thread([this] { work(); });
  changed_.notify_all();
}

void WriterThread::finish() {
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [&] { return jobs_.empty() || fault_ != nullptr; });
  check();
}

void WriterThread::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    changed_.wait(lock, [&] { return over_ || (!jobs_.empty() && fault_ == nullptr); });
    if (over_) return;
    const std::function<void()>& job = jobs_.front();  // others only add behind it
    std::exception_ptr fault;
    lock.unlock();
    try {
      job();
    } catch (...) {
      fault = std::current_exception();
    }
    lock.lock();
    fault_ = fault;
    jobs_.pop_front();
    changed_.notify_all();
  }
}

}  // namespace povtrap
