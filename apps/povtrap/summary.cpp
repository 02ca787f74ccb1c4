#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>
#include <povtrap/result_file.hpp>

#include "commands.hpp"
#include "output.hpp"
#include "survey_table.hpp"
#include "year_table.hpp"

namespace povtrap::app {

namespace {

struct SummaryArguments {
  std::string file;
  bool json = false;
  bool csv = false;
};

void summarise(const SummaryArguments& arguments) {
  const Dataset result = read_result(arguments.file);
  const YearTable table(result);
  const std::string survey = survey_table(result);
  print(arguments.json ? table.json() : arguments.csv ? table.csv() : table.text() + (survey.empty() ? "" : "\n" + survey));
}

}  // namespace

void add_summary(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("summary", "Prints what a result file says about each year.");
  auto arguments = std::make_shared<SummaryArguments>();
  command->add_option("FILE", arguments->file, "result file of povtrap run")->option_text(" ")->required();
  auto* json = command->add_flag("--json", arguments->json, "one array per series, shares as 0..1 [off]");
  json->option_text(" ")->group("Results");
  command->add_flag("--csv", arguments->csv, "the same as a table, for spreadsheets [off]")
      ->option_text(" ")
      ->excludes(json)
      ->group("Results");
  command->footer("Examples:\n  povtrap summary baseline.h5\n  povtrap summary baseline.h5 --csv > baseline.csv");
  command->callback([arguments, &action] { action = [arguments] { summarise(*arguments); }; });
}

}  // namespace povtrap::app
