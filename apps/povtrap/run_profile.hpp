#pragma once

#include <chrono>
#include <povtrap/simulation.hpp>
#include <string>
#include <vector>

#include "progress.hpp"

namespace povtrap::app {

/// Where the time of a run went, for `povtrap run --profile`. Not wanted, it does nothing.
class RunProfile {
 public:
  explicit RunProfile(bool wanted) : wanted_(wanted) {}

  /// The opening day is over; from now on the simulation measures its phases.
  void opened(Simulation& simulation);
  /// All periods are over.
  void lived(const Simulation& simulation);
  /// The result is written: says on standard error where the time went, as one JSON object if progress is told in JSON.
  void written(ProgressMode mode);

 private:
  using Clock = std::chrono::steady_clock;

  /// Seconds since the last lap.
  [[nodiscard]] double lap();
  [[nodiscard]] std::string text() const;
  [[nodiscard]] std::string json() const;

  bool wanted_;
  Clock::time_point last_ = Clock::now();
  double household_periods_ = 0;
  std::vector<PhaseTime> times_;
};

}  // namespace povtrap::app
