#include "progress.hpp"

#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <povtrap/error.hpp>

#include "output.hpp"

namespace povtrap::app {

namespace {

double seconds(std::chrono::steady_clock::duration duration) {
  return std::chrono::duration<double>(duration).count();
}

std::string two_digits(std::int64_t count) {
  std::string text = count < 10 ? "0" : "";
  return text += std::to_string(count);
}

std::string rate_text(double rate) {
  if (rate >= 1e6) return number("%.1f million", rate / 1e6);
  return grouped(std::llround(rate));
}

}  // namespace

std::string duration_text(double seconds) {
  const std::int64_t whole = std::llround(seconds);
  if (whole < 60) return std::to_string(whole) + "s";
  if (whole < 3600) return std::to_string(whole / 60) + "m " + two_digits(whole % 60) + "s";
  return std::to_string(whole / 3600) + "h " + two_digits(whole % 3600 / 60) + "m";
}

ProgressMode progress_mode(const std::string& name) {
  if (name == "auto") return ProgressMode::automatic;
  if (name == "json") return ProgressMode::json;
  if (name == "none") return ProgressMode::none;
  throw ConfigError("--progress " + name + ": there is no such kind of progress (nothing was run) choose auto, json or none");
}

Progress::Progress(ProgressMode mode, std::int64_t periods, std::int64_t households)
    : mode_(mode),
      terminal_(::isatty(STDERR_FILENO) == 1),
      periods_(periods),
      households_(households),
      start_(Clock::now()),
      shown_(start_) {}

void Progress::show(const PeriodDone& done) {
  if (mode_ == ProgressMode::none) return;
  const double elapsed = std::max(seconds(Clock::now() - start_), 1e-9);
  const double rate = static_cast<double>(done.period) * static_cast<double>(households_) / elapsed;
  const double left = elapsed * static_cast<double>(periods_ - done.period) / static_cast<double>(done.period);
  if (mode_ == ProgressMode::json) return tell(json(done, rate, left));
  if (terminal_) return show_on_terminal(sentence(done, rate, left), done.period == periods_);
  show_every_tenth(sentence(done, rate, left), done.period);
}

std::string Progress::sentence(const PeriodDone& done, double rate, double left) const {
  const std::string phase = done.burn_in ? "burn-in" : "year " + std::to_string(done.year);
  const bool is_last = done.period == periods_;
  const std::string time = is_last ? "took " + duration_text(seconds(Clock::now() - start_)) : duration_text(left) + " left";
  return phase + "  " + std::to_string(100 * done.period / periods_) + " %  " + rate_text(rate) + " household-periods/s  " + time;
}

std::string Progress::json(const PeriodDone& done, double rate, double left) const {
  const nlohmann::ordered_json line = {{"period", done.period},
                                       {"periods", periods_},
                                       {"phase", done.burn_in ? "burn-in" : "year"},
                                       {"year", done.year},
                                       {"share", static_cast<double>(done.period) / static_cast<double>(periods_)},
                                       {"household_periods_per_second", rate},
                                       {"seconds_left", left}};
  return line.dump() + "\n";
}

void Progress::show_on_terminal(const std::string& text, bool is_last) {
  constexpr double between = 0.1;  // seconds; eyes follow no faster
  if (!is_last && width_ > 0 && seconds(Clock::now() - shown_) < between) return;
  shown_ = Clock::now();
  tell(left("\r" + text, width_));
  width_ = text.size() + 1;
}

void Progress::show_every_tenth(const std::string& text, std::int64_t period) {
  const std::int64_t tenths = 10 * period / periods_;
  if (tenths == tenths_) return;
  tenths_ = tenths;
  tell(text + "\n");
}

void Progress::clear() {
  if (width_ > 0) tell(left("\r", width_) + "\r");
  width_ = 0;
}

}  // namespace povtrap::app
