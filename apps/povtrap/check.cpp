#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "output.hpp"
#include "population/survey.hpp"

namespace povtrap::app {

namespace {

/// Sum of a list of counts.
std::int64_t sum_of(const Config& config, const std::string& path) {
  double sum = 0;
  for (const double value : nlohmann::json::parse(config.get(path)).get<std::vector<double>>()) sum += value;
  return std::llround(sum);
}

std::int64_t count_of(const Config& config, const std::string& path) {
  return std::llround(config.number(path));
}

void check(const ConfigArguments& arguments) {
  const Config config = load_config(arguments);
  const std::shared_ptr<const Survey> survey = config.survey();
  const std::string regions = survey ? grouped(static_cast<std::int64_t>(survey->regions.size())) + " regions of a survey of " +
                                           grouped(survey->read) + " households"
                                     : grouped(sum_of(config, "regions.rural") + sum_of(config, "regions.towns")) + " regions";
  const std::int64_t years = count_of(config, "run.burn_in_years") + count_of(config, "run.years");
  print(*arguments.file + " is fine: " + config.get("run.title") + ", " + grouped(count_of(config, "population.households")) +
        " households, " + regions + ", " + grouped(years * count_of(config, "run.periods_per_year")) + " periods\n");
}

}  // namespace

void add_check(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("check", "Says whether a configuration is in order, or lists all its faults.");
  auto arguments = std::make_shared<ConfigArguments>();
  add_config_arguments(*command, *arguments, FileIs::required);
  command->footer(
      "Examples:\n  povtrap check configs/baseline.toml\n"
      "  povtrap check configs/baseline.toml --set population.households=1000000");
  command->callback([arguments, &action] { action = [arguments] { check(*arguments); }; });
}

}  // namespace povtrap::app
