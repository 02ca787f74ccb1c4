#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace povtrap::app {

/// How to say how far a run is: a line that rewrites itself on a terminal and a line every 10 % elsewhere; one JSON object a
/// period; nothing.
enum class ProgressMode { automatic, json, none };

/// The mode called "auto", "json" or "none".   Throws: ConfigError if it is called otherwise.
[[nodiscard]] ProgressMode progress_mode(const std::string& name);

/// A period that has been lived through.
struct PeriodDone {
  std::int64_t period;  ///< how many are done, burn-in included
  std::int64_t year;
  bool burn_in;
};

/// Tells on standard error how far a run is and how long it will still take.
class Progress {
 public:
  Progress(ProgressMode mode, std::int64_t periods, std::int64_t households);
  ~Progress() { clear(); }
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  void show(const PeriodDone& done);
  /// Removes the line that rewrites itself, so that other text can follow.
  void clear();

 private:
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] std::string sentence(const PeriodDone& done, double rate, double left) const;
  [[nodiscard]] std::string json(const PeriodDone& done, double rate, double left) const;
  void show_on_terminal(const std::string& text, bool is_last);
  void show_every_tenth(const std::string& text, std::int64_t period);

  ProgressMode mode_;
  bool terminal_;
  std::int64_t periods_;
  std::int64_t households_;
  Clock::time_point start_;
  Clock::time_point shown_;
  std::int64_t tenths_ = 0;
  std::size_t width_ = 0;
};

/// A duration as people say it: "45s", "1m 20s", "2h 05m".
[[nodiscard]] std::string duration_text(double seconds);

}  // namespace povtrap::app
