#include "living.hpp"

#include "interrupts.hpp"

namespace povtrap::app {

void live(Simulation& simulation, std::int64_t last, ProgressMode mode, const CheckpointKeeper* keeper) {
  const Interrupts interrupts;
  Progress progress(mode, last, simulation.households());
  while (simulation.periods_done() < last) {
    const std::int64_t year = simulation.year();
    const bool burn_in = simulation.burning_in();
    simulation.step();
    if (keeper != nullptr) {
      keeper->after_period(simulation);
      if (keeper->is_wanted() && interrupts.arrived()) keeper->stop(simulation);
    }
    interrupts.check();
    progress.show({simulation.periods_done(), year, burn_in});
  }
}

}  // namespace povtrap::app
