#include <povtrap/povtrap.hpp>
#include <iostream>

int main() {
  auto config = povtrap::Config::load("configs/baseline.toml");
  config.set("population.households", "20000");
  povtrap::Simulation simulation(config);
  simulation.run();
  for (double share : povtrap::yearly_series(simulation.result(), "headcount")) std::cout << 100 * share << " % poor\n";
}
