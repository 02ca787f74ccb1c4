#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <memory>
#include <optional>
#include <povtrap/error.hpp>
#include <povtrap/result_file.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "comparisons.hpp"
#include "output.hpp"

namespace povtrap::app {

namespace {

constexpr std::int64_t most_groups = 100;  // percentiles

struct CompareArguments {
  std::string base;
  std::vector<std::string> reforms, series;
  std::optional<std::string> confidence, threshold, groups;
  bool json = false;
  bool csv = false;
};

std::string title_of(const Dataset& result) {
  const auto found = std::ranges::find(result.attributes, "title", &std::pair<std::string, std::string>::first);
  return found == result.attributes.end() ? "" : found->second;
}

void compare_files(const CompareArguments& arguments) {
  CompareOptions options;
  options.confidence = real_number("--confidence", arguments.confidence, options.confidence);
  options.threshold = real_number("--threshold", arguments.threshold, options.threshold);
  options.groups = static_cast<std::size_t>(whole_number("--groups", arguments.groups, 2, most_groups).value_or(10));
  options.series = arguments.series;
  options.base_name = "\"" + arguments.base + "\"";
  const Dataset base = read_result(arguments.base);
  Comparisons all{arguments.base, title_of(base), options.confidence, options.threshold, options.groups, options.series, {}};
  for (const std::string& file : arguments.reforms) {
    const Dataset reform = read_result(file);
    options.reform_name = "\"" + file + "\"";
    all.reforms.push_back({file, title_of(reform), compare(base, reform, options)});
  }
  print(arguments.json ? all.json() : arguments.csv ? all.csv() : all.text());
}

}  // namespace

void add_compare(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("compare", "Says what reforms change against a base, seed by seed, and for whom.");
  auto arguments = std::make_shared<CompareArguments>();
  command->add_option("BASE", arguments->base, "result file without the reform")->option_text(" ")->required();
  command->add_option("REFORM", arguments->reforms, "result files of the same population and seeds")
      ->option_text(" ")
      ->required();
  command->add_option("--confidence", arguments->confidence, "of the intervals over seeds [0.95]")->option_text("SHARE");
  command->add_option("--threshold", arguments->threshold, "of income, beyond which one gains or loses [0.01]")
      ->option_text("SHARE");
  command->add_option("--groups", arguments->groups, "income groups of the panel [10]")->option_text("N");
  command->add_option("--series", arguments->series, "one more series, again and again if need be")
      ->option_text("NAME")
      ->allow_extra_args(false);
  auto* json = command->add_flag("--json", arguments->json, "everything, for programs [off]");
  json->option_text(" ")->group("Results");
  command->add_flag("--csv", arguments->csv, "everything, one row a number [off]")
      ->option_text(" ")
      ->excludes(json)
      ->group("Results");
  command->footer(
      "Examples:\n  povtrap compare base.h5 reform.h5\n  povtrap compare base.h5 half.h5 double.h5 --csv > effects.csv");
  command->callback([arguments, &action] { action = [arguments] { compare_files(*arguments); }; });
}

}  // namespace povtrap::app
