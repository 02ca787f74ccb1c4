#include "timed_economy.hpp"

#include <array>
#include <atomic>
#include <utility>

#include <povtrap/dataset.hpp>

#include "simulation/household_runner.hpp"
#include "simulation/period.hpp"
#include "yardsticks.hpp"

namespace povtrap::bench {

namespace {

constexpr std::size_t phase_count = 15;

/// A phase is a plain function without room for a clock of its own, so the clocks stand here, one for each phase.
std::array<std::atomic<double>, phase_count> clocks;

template <class Action>
void timed(std::atomic<double>& clock, Action action) {
  const double start = now();
  action();
  clock.fetch_add(now() - start, std::memory_order_relaxed);
}

template <std::size_t P>
void timed_before(Stage& stage) {
  timed(clocks[P], [&] { period_story()[P].before(stage); });
}
template <std::size_t P>
void timed_households(HouseholdPass& pass) {
  timed(clocks[P], [&] { period_story()[P].households(pass); });
}
template <std::size_t P>
void timed_after(Stage& stage) {
  timed(clocks[P], [&] { period_story()[P].after(stage); });
}

template <std::size_t P>
Phase with_clock(Phase phase) {
  if (phase.before != nullptr) phase.before = timed_before<P>;
  if (phase.households != nullptr) phase.households = timed_households<P>;
  if (phase.after != nullptr) phase.after = timed_after<P>;
  return phase;
}

/// The story with every phase behind a clock.
template <std::size_t... P>
std::array<Phase, phase_count> clocked_story(std::index_sequence<P...>) {
  return {with_clock<P>(period_story()[P])...};
}

/// As run_period, with another story.
void run_story(Stage& stage, std::span<const Phase> story) {
  open_books(stage);
  int passes_done = 0;
  for (const Phase& phase : story) {
    if (phase.pass > passes_done) passes_done = run_pass(stage, story, phase.pass);
    if (phase.pass == 0) phase.before(stage);
    if (phase.after != nullptr) phase.after(stage);
  }
}

}  // namespace

TimedEconomy::TimedEconomy(const Config& config, int threads)
    : model_(model_of(config)), stage_(model_, threads), recorder_(model_) {
  open_economy(stage_);
}

double TimedEconomy::run(std::int64_t periods) {
  const double start = now();
  for (std::int64_t t = 0; t < periods; ++t) {
    run_period(stage_);
    recorder_.record(stage_);
  }
  return now() - start;
}

std::vector<PhaseTime> TimedEconomy::run_by_phase(std::int64_t periods) {
  const auto story = clocked_story(std::make_index_sequence<phase_count>());
  for (auto& clock : clocks) clock = 0;
  double whole = 0, recording = 0;
  for (std::int64_t t = 0; t < periods; ++t) {
    const double start = now();
    run_story(stage_, story);
    const double lived = now();
    recorder_.record(stage_);
    whole += lived - start;
    recording += now() - lived;
  }
  std::vector<PhaseTime> times;
  double phases = 0;
  for (std::size_t p = 0; p < phase_count; ++p) {
    times.push_back({std::string(story[p].name), clocks[p]});
    phases += clocks[p];
  }
  if (stage_.workers.threads() == 1) times.push_back({"(books of the passes)", whole - phases});
  times.push_back({"(recording)", recording});
  return times;
}

std::string TimedEconomy::digest() const {
  return povtrap::digest(recorder_.result(stage_));
}

}  // namespace povtrap::bench
