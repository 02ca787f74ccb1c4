#pragma once

#include <cstdint>
#include <filesystem>
#include <povtrap/simulation.hpp>
#include <string>
#include <vector>

namespace povtrap::app {

/// What `povtrap run` remembers in a checkpoint, so that nothing else is needed to go on.
struct RunNote {
  std::int64_t last_period = 0;            ///< after which the run is over, burn-in included
  std::int64_t every = 0;                  ///< periods between checkpoints
  bool force = false;                      ///< the result may replace a file
  double seconds = 0;                      ///< that the run has taken so far
  std::string command_line;                ///< by which it began
  std::vector<std::int64_t> resumed = {};  ///< after how many periods it was resumed

  [[nodiscard]] std::string text() const;
  /// Throws: DataError if another program wrote the note.
  [[nodiscard]] static RunNote from_text(const std::string& text);
};

/// The run was asked to stop and has left a checkpoint: exit code 75.
struct Stopped {
  std::string checkpoint;
  std::int64_t periods_done;
  std::int64_t last_period;
};

/// Where the checkpoints of a result lie: beside it.
[[nodiscard]] std::filesystem::path checkpoint_of(const std::filesystem::path& result);

/// Keeps the newest checkpoint of a running simulation in a file.
class CheckpointKeeper {
 public:
  CheckpointKeeper(std::filesystem::path file, RunNote note) : file_(std::move(file)), note_(std::move(note)) {}

  [[nodiscard]] bool is_wanted() const { return note_.every > 0; }
  /// Writes a checkpoint if one is due after this period. If that fails, it is said, and the run goes on with the old one.
  void after_period(const Simulation& simulation) const;
  /// Writes a checkpoint now and ends the run.   Throws: Stopped.
  [[noreturn]] void stop(const Simulation& simulation) const;
  /// Removes the checkpoint: the result has its name.
  void remove() const;

  [[nodiscard]] const RunNote& note() const { return note_; }
  /// Seconds that all parts of the run have taken together.
  [[nodiscard]] double seconds() const;

 private:
  void write(const Simulation& simulation) const;

  std::filesystem::path file_;
  RunNote note_;
  std::int64_t start_ = nanoseconds_now();

  [[nodiscard]] static std::int64_t nanoseconds_now();
};

}  // namespace povtrap::app
