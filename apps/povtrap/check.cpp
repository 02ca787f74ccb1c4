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

struct CheckArguments {
  ConfigArguments config;
  bool json = false;
};

void check(const CheckArguments& arguments) {
  const Config config = load_config(arguments.config);
  const std::shared_ptr<const Survey> survey = config.survey();
  const std::string &file = *arguments.config.file, title = config.get("run.title");
  const std::int64_t households = count_of(config, "population.households");
  const std::int64_t regions = survey ? static_cast<std::int64_t>(survey->regions.size())
                                      : sum_of(config, "regions.rural") + sum_of(config, "regions.towns");
  const std::int64_t years = count_of(config, "run.burn_in_years") + count_of(config, "run.years");
  const std::int64_t periods = years * count_of(config, "run.periods_per_year");
  if (arguments.json) {
    using Json = nlohmann::ordered_json;
    const Json answer = {
        {"file", file}, {"title", title}, {"households", households}, {"regions", regions}, {"periods", periods}};
    print(answer.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
  } else {
    const std::string source = survey ? " of a survey of " + grouped(survey->read) + " households" : "";
    print(file + " is fine: " + title + ", " + grouped(households) + " households, " + grouped(regions) + " regions" + source + ", " +
          grouped(periods) + " periods\n");
  }
}

}  // namespace

void add_check(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("check", "Says whether a configuration is in order, or lists all its faults.");
  auto arguments = std::make_shared<CheckArguments>();
  add_config_arguments(*command, arguments->config, FileIs::required);
  command->add_flag("--json", arguments->json, "the answer as an object [off]");
  command->footer(
      "Examples:\n  povtrap check configs/baseline.toml\n"
      "  povtrap check configs/baseline.toml --set population.households=1000000");
  command->callback([arguments, &action] { action = [arguments] { check(*arguments); }; });
}

}  // namespace povtrap::app
