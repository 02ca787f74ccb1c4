#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <povtrap/simulation.hpp>

#include "simulation/period.hpp"

namespace povtrap {

/// What time can go to.
enum class Spent : std::uint8_t {
  alone,       ///< region and nation part of a phase, by phase
  households,  ///< household part of a phase, of all threads together, by phase
  books,       ///< opening and closing the books of blocks, of all threads together, by pass
  pass,        ///< all of a household pass, by pass
  period,      ///< a whole period
  recording,   ///< of what a period brought
};

/// Where the time of periods goes. Threads add to it at once, in whole nanoseconds, so that the order does not matter.
class Profile {
 public:
  void add(Spent on, int number, std::int64_t nanoseconds) {
    clocks_[static_cast<std::size_t>(on)][static_cast<std::size_t>(number)].fetch_add(nanoseconds, std::memory_order_relaxed);
  }
  /// Wall-clock seconds of every phase, then of what is none; together the time of all periods. What several threads did in a
  /// pass counts by its share in the pass.
  [[nodiscard]] std::vector<PhaseTime> times(std::span<const Phase> story) const;

 private:
  static constexpr std::size_t uses = 6, most_numbers = 32;  // phases count from 1 to 15

  [[nodiscard]] double seconds(Spent on, int number = 0) const;
  [[nodiscard]] double of_pass(std::span<const Phase> story, int pass) const;

  std::array<std::array<std::atomic<std::int64_t>, most_numbers>, uses> clocks_ = {};
};

/// A stopwatch for one thread. Without a profile it never looks at the time.
class Laps {
 public:
  explicit Laps(Profile* profile) : profile_(profile), last_(profile == nullptr ? 0 : now()) {}

  /// The time since the last lap, or since the beginning, was spent so.
  void spent(Spent on, int number = 0) {
    if (profile_ == nullptr) return;
    const std::int64_t time = now();
    profile_->add(on, number, time - last_);
    last_ = time;
  }

 private:
  [[nodiscard]] static std::int64_t now();

  Profile* profile_;
  std::int64_t last_;
};

}  // namespace povtrap
