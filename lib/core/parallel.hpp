#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <type_traits>

namespace povtrap {

/// Threads this process may use: SLURM_CPUS_PER_TASK if set, else the smaller of the container's processor quota (cgroup) and
/// the processors it is bound to. At least 1.
[[nodiscard]] int available_threads();

/// Whole processors in a cgroup quota such as "150000 100000" (microseconds of quota and period), rounded up; 0 if unlimited.
[[nodiscard]] int quota_threads(std::string_view quota_and_period);

/// A fixed team of threads. Who does which index is left to chance, so bodies must not care: each index writes its own results.
class Workers {
 public:
  /// threads 0: all that are available.   Throws: ConfigError if negative or above 1,024.
  explicit Workers(int threads = 0);
  ~Workers();
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;

  [[nodiscard]] int threads() const;
  /// Another team, of so many threads.   Throws: ConfigError if negative or above 1,024.
  void resize(int threads);

  /// Calls body(index) once for each index below count and returns when all are done. An exception of a body is passed on.
  /// Bodies may call for_each again.
  template <class Body>
  void for_each(std::size_t count, Body&& body) const {
    using Callable = std::remove_reference_t<Body>;
    run(
        count, [](const void* object, std::size_t index) { (*static_cast<Callable*>(const_cast<void*>(object)))(index); }, &body);
  }

 private:
  using Call = void (*)(const void* object, std::size_t index);
  void run(std::size_t count, Call call, const void* object) const;

  struct Team;
  int threads_ = 1;
  std::unique_ptr<Team> team_;  ///< only of several: one alone needs none, nor limits others
};

}  // namespace povtrap
