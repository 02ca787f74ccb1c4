#include "core/parallel.hpp"

#include <oneapi/tbb/blocked_range.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>
#include <sched.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <optional>
#include <povtrap/error.hpp>
#include <string>
#include <thread>

#if defined(__SANITIZE_THREAD__)
#define POVTRAP_THREAD_SANITIZER
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define POVTRAP_THREAD_SANITIZER
#endif
#endif

#ifdef POVTRAP_THREAD_SANITIZER
extern "C" void __tsan_acquire(void* token);
extern "C" void __tsan_release(void* token);
/// oneTBB is not built for the sanitizer, which sees races inside it; those of our own code it still reports.
extern "C" const char* __tsan_default_suppressions() {
  return "race_top:tbb::detail\n";
}
#endif

namespace povtrap {

namespace {

/// Tells the thread sanitizer what oneTBB guarantees: whatever is written before publish(x) is seen after receive(x).
void publish([[maybe_unused]] void* token) {
#ifdef POVTRAP_THREAD_SANITIZER
  __tsan_release(token);
#endif
}

void receive([[maybe_unused]] void* token) {
#ifdef POVTRAP_THREAD_SANITIZER
  __tsan_acquire(token);
#endif
}

/// The number at the start of `text`, which is shortened to what follows it.
std::optional<double> read_number(std::string_view& text) {
  text.remove_prefix(std::min(text.find_first_not_of(" \t"), text.size()));
  double number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (fault != std::errc{}) return std::nullopt;
  text.remove_prefix(static_cast<std::size_t>(end - text.data()));
  return number;
}

std::string first_line(const char* path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  return line;
}

/// Version 2 has one file for quota and period, version 1 one each.
int container_threads() {
  if (const int threads = quota_threads(first_line("/sys/fs/cgroup/cpu.max")); threads > 0) return threads;
  return quota_threads(first_line("/sys/fs/cgroup/cpu/cpu.cfs_quota_us") + " " +
                       first_line("/sys/fs/cgroup/cpu/cpu.cfs_period_us"));
}

int bound_threads() {
#ifdef __linux__
  cpu_set_t processors;
  if (::sched_getaffinity(0, sizeof processors, &processors) == 0) return CPU_COUNT(&processors);
#endif
  return static_cast<int>(std::thread::hardware_concurrency());
}

}  // namespace

int quota_threads(std::string_view quota_and_period) {
  const std::optional<double> quota = read_number(quota_and_period);
  const std::optional<double> period = read_number(quota_and_period);
  if (!quota || !period || *quota <= 0 || *period <= 0) return 0;
  const double processors = *quota / *period;
  const int whole = static_cast<int>(std::min(processors, 1e6));
  return whole + (processors > whole ? 1 : 0);
}

int available_threads() {
  if (const char* slurm = std::getenv("SLURM_CPUS_PER_TASK")) {
    std::string_view text = slurm;
    if (const std::optional<double> threads = read_number(text); threads && *threads >= 1 && *threads < 1e6)
      return static_cast<int>(*threads);
  }
  const int bound = std::max(bound_threads(), 1);
  const int quota = container_threads();
  return quota > 0 ? std::min(quota, bound) : bound;
}

struct Workers::Team {
  explicit Team(int threads) : limit(oneapi::tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads)) {
    if (threads != oneapi::tbb::info::default_concurrency()) arena.emplace(threads);
  }

  /// Calls work() where as many threads can share in it, and does nothing of the calling program's meanwhile.
  template <class Work>
  void execute(const Work& work) {
    if (arena) return arena->execute(work);
    oneapi::tbb::this_task_arena::isolate(work);
  }

  oneapi::tbb::global_control limit;  // lets a run have more threads than processors, as tests of equal results need
  /// None where all processors take part: the calling thread has such a one already, and oneTBB takes its time to free those of
  /// many short runs.
  std::optional<oneapi::tbb::task_arena> arena;
};

namespace {

constexpr int most_threads = 1024;

}  // namespace

Workers::Workers(int threads) {
  resize(threads);
}

void Workers::resize(int threads) {
  if (threads < 0) {
    throw ConfigError("threads is " + std::to_string(threads) +
                      " (a run needs at least one thread) give a positive number, or 0 for all");
  }
  if (threads > most_threads) {
    throw ConfigError("threads is " + std::to_string(threads) + " (no machine has so many) give at most " +
                      std::to_string(most_threads) + ", or 0 for all");
  }
  team_.reset();  // first, because the smallest limit of all teams holds
  threads_ = threads == 0 ? available_threads() : threads;
  if (threads_ > 1) team_ = std::make_unique<Team>(threads_);
}

Workers::~Workers() = default;

int Workers::threads() const {
  return threads_;
}

void Workers::run(std::size_t count, Call call, const void* object) const {
  const std::size_t team = static_cast<std::size_t>(threads());
  if (team_ == nullptr || count < 2) {
    for (std::size_t index = 0; index < count; ++index) call(object, index);
    return;
  }
  // Grain: small enough that no thread waits long for the last one, large enough that handing out costs nothing.
  constexpr std::size_t pieces_per_thread = 64;
  const oneapi::tbb::blocked_range<std::size_t> all(0, count, std::max<std::size_t>(1, count / (team * pieces_per_thread)));
  char started = 0, finished = 0;
  publish(&started);
  team_->execute([&] {
    oneapi::tbb::parallel_for(
        all,
        [&](const oneapi::tbb::blocked_range<std::size_t>& piece) {
          receive(&started);
          for (std::size_t index = piece.begin(); index < piece.end(); ++index) call(object, index);
          publish(&finished);
        },
        oneapi::tbb::simple_partitioner());
  });
  receive(&finished);
}

}  // namespace povtrap
