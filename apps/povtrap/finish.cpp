#include "finish.hpp"

#include "output.hpp"
#include "survey_table.hpp"
#include "year_table.hpp"

namespace povtrap::app {

Dataset finish_run(const Simulation& simulation, const Making& making, const Finish& finish) {
  Dataset result = finish.panel == nullptr ? simulation.result() : simulation.result_beside_store();
  const YearTable table(result);
  add_manifest(result, simulation, making);
  write_result(result, finish.output, {.overwrite = finish.force, .panel = finish.panel, .threads = simulation.threads()});
  const std::string survey = survey_table(result);
  print(table.text() + (survey.empty() ? "" : "\n" + survey));
  if (!finish.quiet) tell(finish.output.string() + "\n");
  return result;
}

}  // namespace povtrap::app
