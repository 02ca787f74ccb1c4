#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include <povtrap/config.hpp>

#include "simulation/model.hpp"
#include "simulation/recorder.hpp"
#include "simulation/stage.hpp"

namespace povtrap::bench {

/// How long one phase of the period takes.
struct PhaseTime {
  std::string name;
  double seconds = 0;
};

/// A simulation whose insides a stopwatch can reach.
class TimedEconomy {
 public:
  TimedEconomy(const Config& config, int threads);

  /// Lives through whole periods and measures them, as Simulation::step does.   Units: [s].
  [[nodiscard]] double run(std::int64_t periods);

  /// Lives through whole periods phase by phase. Household phases are timed block by block, so with several threads their times
  /// are those of all threads together. The last entries are what is not a phase: the books of a pass, and recording.
  [[nodiscard]] std::vector<PhaseTime> run_by_phase(std::int64_t periods);

  [[nodiscard]] double households() const { return static_cast<double>(stage_.economy.households.size()); }
  /// Columns of households, without firms and scratch.   Units: [byte/household].
  [[nodiscard]] double state_bytes() const { return static_cast<double>(stage_.economy.households.bytes_per_household()); }
  [[nodiscard]] std::int64_t periods_per_year() const { return model_.run.periods_per_year; }
  /// One hash over everything measured so far.
  [[nodiscard]] std::string digest() const;

 private:
  Model model_;
  Stage stage_;
  Recorder recorder_;
};

}  // namespace povtrap::bench
