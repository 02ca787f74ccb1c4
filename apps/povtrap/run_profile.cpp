#include "run_profile.hpp"

#include <nlohmann/json.hpp>

#include "output.hpp"
#include "table.hpp"

namespace povtrap::app {

double RunProfile::lap() {
  const Clock::time_point start = last_;
  last_ = Clock::now();
  return std::chrono::duration<double>(last_ - start).count();
}

void RunProfile::opened(Simulation& simulation) {
  if (!wanted_) return;
  times_.push_back({"(opening day)", lap(), 0});
  household_periods_ = -static_cast<double>(simulation.periods_done());  // of a run that was resumed
  simulation.start_profile();
}

void RunProfile::lived(const Simulation& simulation) {
  if (!wanted_) return;
  double rest = lap();
  for (const PhaseTime& phase : simulation.profile()) {
    times_.push_back(phase);
    rest -= phase.seconds;
  }
  times_.push_back({"(progress, checkpoints)", rest, 0});
  household_periods_ =
      (household_periods_ + static_cast<double>(simulation.periods_done())) * static_cast<double>(simulation.households());
}

void RunProfile::written(ProgressMode mode) {
  if (!wanted_) return;
  times_.push_back({"(result, writing)", lap(), 0});
  tell(mode == ProgressMode::json ? json() : text());
}

std::string RunProfile::text() const {
  constexpr double percent = 100, billion = 1e9;
  double whole = 0;
  for (const PhaseTime& part : times_) whole += part.seconds;
  Table table("Where the time went", {"part", "seconds", "by households", "% of all", "ns of a household-period"});
  const auto add = [&](const PhaseTime& part) {
    table.add({part.name, number("%.3f", part.seconds), number("%.3f", part.household_part),
               number("%.1f", percent * part.seconds / whole),
               number("%.1f", household_periods_ > 0 ? billion * part.seconds / household_periods_ : 0)});
  };
  PhaseTime all{"all", 0, 0};
  for (const PhaseTime& part : times_) {
    add(part);
    all.seconds += part.seconds;
    all.household_part += part.household_part;
  }
  add(all);
  return table.text();
}

std::string RunProfile::json() const {
  nlohmann::ordered_json parts = nlohmann::ordered_json::array();
  for (const PhaseTime& part : times_)
    parts.push_back({{"part", part.name}, {"seconds", part.seconds}, {"household_part", part.household_part}});
  const nlohmann::ordered_json line = {{"profile", parts}, {"household_periods", household_periods_}};
  return line.dump() + "\n";
}

}  // namespace povtrap::app
