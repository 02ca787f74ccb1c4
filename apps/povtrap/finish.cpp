#include "finish.hpp"

#include <povtrap/result_file.hpp>

#include "output.hpp"
#include "year_table.hpp"

namespace povtrap::app {

Dataset finish_run(const Simulation& simulation, const Making& making, const Finish& finish) {
  Dataset result = simulation.result();
  const YearTable table(result);
  add_manifest(result, simulation, making);
  write_result(result, finish.output, {.overwrite = finish.force});
  print(table.text());
  if (!finish.quiet) tell(finish.output.string() + "\n");
  return result;
}

}  // namespace povtrap::app
