#include "simulation/profile.hpp"

#include <chrono>
#include <string>

namespace povtrap {

std::int64_t Laps::now() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double Profile::seconds(Spent on, int number) const {
  return 1e-9 * static_cast<double>(clocks_[static_cast<std::size_t>(on)][static_cast<std::size_t>(number)].load());
}

/// Wall-clock seconds of a pass for each second that its threads worked.
double Profile::of_pass(std::span<const Phase> story, int pass) const {
  double worked = seconds(Spent::books, pass);
  for (const Phase& phase : story) {
    if (phase.pass == pass) worked += seconds(Spent::households, phase.number);
  }
  return worked > 0 ? seconds(Spent::pass, pass) / worked : 0.0;
}

std::vector<PhaseTime> Profile::times(std::span<const Phase> story) const {
  std::vector<PhaseTime> times;
  double phases = 0;
  for (const Phase& phase : story) {
    const double households = seconds(Spent::households, phase.number) * of_pass(story, phase.pass);
    const double alone = seconds(Spent::alone, phase.number);
    times.push_back({std::string(phase.name), alone + households, households});
    phases += alone + households;
  }
  times.push_back({"(books)", seconds(Spent::period) - phases, 0});
  times.push_back({"(recording)", seconds(Spent::recording), 0});
  return times;
}

}  // namespace povtrap
