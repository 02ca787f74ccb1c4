#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <filesystem>
#include <limits>
#include <memory>
#include <optional>
#include <povtrap/error.hpp>
#include <povtrap/result_file.hpp>
#include <povtrap/simulation.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "interrupts.hpp"
#include "manifest.hpp"
#include "output.hpp"
#include "progress.hpp"
#include "survey_table.hpp"
#include "year_table.hpp"

namespace povtrap::app {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t most_threads = 1024;

struct RunArguments {
  ConfigArguments config;
  std::optional<std::string> output, seed, threads, periods;
  std::string progress = "auto";
  bool force = false;
  bool quiet = false;
};

Config config_of(const RunArguments& arguments) {
  std::vector<std::pair<std::string, std::string>> shorthands;
  const auto seed = whole_number("--seed", arguments.seed, 0, std::numeric_limits<std::int64_t>::max());
  if (seed) shorthands.emplace_back("run.seed", std::to_string(*seed));
  return load_config(arguments.config, shorthands);
}

/// Where the result goes, checked now and not after hours of computing.
fs::path output_of(const RunArguments& arguments) {
  const fs::path output = arguments.output ? fs::path(*arguments.output) : fs::path(*arguments.config.file).stem().concat(".h5");
  std::error_code ignored;
  if (fs::equivalent(output, *arguments.config.file, ignored)) {
    throw ConfigError("-o \"" + output.string() + "\" is the configuration itself (it would be lost) choose another name");
  }
  if (!arguments.force && fs::is_regular_file(output, ignored)) {
    throw IoError("\"" + output.string() + "\" exists (what it holds would be lost) choose another name with -o, or add --force");
  }
  check_writable(output, arguments.force);
  return output;
}

/// How many periods to live through, burn-in included.
std::int64_t last_period(const Config& config, const Simulation& simulation, std::optional<std::int64_t> wanted, bool quiet) {
  const std::int64_t total = simulation.periods_total();
  if (!wanted) return total;
  const std::int64_t burn_in = std::llround(config.number("run.burn_in_years") * config.number("run.periods_per_year"));
  if (*wanted > total - burn_in && !quiet) {
    tell("povtrap: note: --periods " + std::to_string(*wanted) + " is more than the " + std::to_string(total - burn_in) +
         " periods of the configuration (run.years ends it)\n");
  }
  return std::min(total, burn_in + *wanted);
}

void live(Simulation& simulation, std::int64_t last, ProgressMode mode) {
  const Interrupts interrupts;
  Progress progress(mode, last, simulation.households());
  while (simulation.periods_done() < last) {
    const std::int64_t year = simulation.year();
    const bool burn_in = simulation.burning_in();
    simulation.step();
    interrupts.check();
    progress.show({simulation.periods_done(), year, burn_in});
  }
}

void run(const RunArguments& arguments, const std::string& command_line) {
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  const ProgressMode mode = arguments.quiet ? ProgressMode::none : progress_mode(arguments.progress);
  const auto threads = whole_number("--threads", arguments.threads, 1, most_threads);
  const auto periods = whole_number("--periods", arguments.periods, 1, std::numeric_limits<std::int32_t>::max());
  const Config config = config_of(arguments);
  const fs::path output = output_of(arguments);

  Simulation simulation(config, static_cast<int>(threads.value_or(0)));
  live(simulation, last_period(config, simulation, periods, arguments.quiet), mode);

  Dataset result = simulation.result();
  const YearTable table(result);
  add_manifest(result, simulation, config, std::chrono::duration<double>(Clock::now() - start).count(), command_line);
  write_result(result, output, {.overwrite = arguments.force});
  const std::string survey = survey_table(result);
  print(table.text() + (survey.empty() ? "" : "\n" + survey));
  if (!arguments.quiet) tell(output.string() + "\n");
}

}  // namespace

void add_run(CLI::App& app, Action& action, const std::string& command_line) {
  auto* command =
      app.add_subcommand("run", "Simulates what a configuration says, prints a line per year and writes a result file.");
  auto arguments = std::make_shared<RunArguments>();
  add_config_arguments(*command, arguments->config, FileIs::required);
  command->add_option("--seed", arguments->seed, "other luck, same economy [as configured]")->option_text("N")->group("Model");
  command->add_option("--periods", arguments->periods, "stop so many periods after the burn-in [as configured]")
      ->option_text("N")
      ->group("Model");
  command->add_option("-o,--output", arguments->output, "result file [name of CONFIG with .h5, here]")
      ->option_text("FILE")
      ->group("Results");
  command->add_flag("--force", arguments->force, "replace the result file if it exists [off]")->group("Results");
  command->add_option("--progress", arguments->progress, "on stderr: auto, json (a line per period) or none [auto]")
      ->option_text("KIND");
  command->add_flag("-q,--quiet", arguments->quiet, "say nothing but results and errors [off]");
  command->add_option("--threads", arguments->threads, "threads to use; the result is the same [all]")->option_text("N");
  command->footer(
      "Examples:\n  povtrap run configs/baseline.toml\n"
      "  povtrap run configs/baseline.toml --set population.households=50000 --seed 2 -o seed2.h5");
  command->callback(
      [arguments, &action, command_line] { action = [arguments, command_line] { run(*arguments, command_line); }; });
}

}  // namespace povtrap::app
