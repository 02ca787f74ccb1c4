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
#include <povtrap/replicates.hpp>
#include <povtrap/result_file.hpp>
#include <povtrap/simulation.hpp>

#include "arguments.hpp"
#include "checkpoint_keeper.hpp"
#include "commands.hpp"
#include "finish.hpp"
#include "living.hpp"
#include "memory.hpp"
#include "output.hpp"
#include "prediction.hpp"
#include "progress.hpp"
#include "resumption.hpp"
#include "run_profile.hpp"
#include "seeds.hpp"
#include "year_table.hpp"

namespace povtrap::app {

namespace {

namespace fs = std::filesystem;

constexpr std::int64_t most_threads = 1024;
constexpr std::int64_t most_periods = std::numeric_limits<std::int32_t>::max();

struct RunArguments {
  ConfigArguments config;
  std::optional<std::string> output, seed, seeds, threads, periods, every, resume;
  std::string progress = "auto";
  bool force = false;
  bool quiet = false;
  bool dry_run = false;
  bool profile = false;
};

/// Settings that have options of their own.
std::vector<std::pair<std::string, std::string>> shorthands_of(const RunArguments& arguments) {
  const auto seed = whole_number("--seed", arguments.seed, 0, std::numeric_limits<std::int64_t>::max());
  if (!seed) return {};
  return {{"run.seed", std::to_string(*seed)}};
}

/// Where the result and its checkpoints go, checked now and not after hours of computing.
fs::path output_of(const RunArguments& arguments, const RunNote& note) {
  const fs::path output = arguments.output   ? fs::path(*arguments.output)
                          : arguments.resume ? fs::path(result_of_checkpoint(*arguments.resume))
                                             : fs::path(*arguments.config.file).stem().concat(".h5");
  std::error_code ignored;
  if (arguments.config.file && fs::equivalent(output, *arguments.config.file, ignored)) {
    throw ConfigError("-o \"" + output.string() + "\" is the configuration itself (it would be lost) choose another name");
  }
  if (!note.force && fs::is_regular_file(output, ignored)) {
    throw IoError("\"" + output.string() + "\" exists (what it holds would be lost) choose another name with -o, or add --force");
  }
  check_writable(output, note.force);
  if (note.every == 0) return output;
  const fs::path checkpoint = checkpoint_of(output);
  const bool is_ours = arguments.resume && fs::equivalent(checkpoint, *arguments.resume, ignored);
  if (!is_ours && !arguments.force && fs::exists(checkpoint, ignored)) {
    throw IoError("\"" + checkpoint.string() + "\" exists (an interrupted run can go on from it) add --resume \"" +
                  checkpoint.string() + "\", or --force to start again");
  }
  check_writable(checkpoint, true);
  return output;
}

/// How many periods to live through, burn-in included.
std::int64_t last_period(const Simulation& simulation, std::optional<std::int64_t> wanted, bool quiet) {
  const std::int64_t total = simulation.periods_total();
  if (!wanted) return total;
  const Config& config = simulation.config();
  const std::int64_t burn_in = std::llround(config.number("run.burn_in_years") * config.number("run.periods_per_year"));
  if (*wanted > total - burn_in && !quiet) {
    tell("povtrap: note: --periods " + std::to_string(*wanted) + " is more than the " + std::to_string(total - burn_in) +
         " periods of the configuration (run.years ends it)\n");
  }
  return std::min(total, burn_in + *wanted);
}

/// One run for each seed, in one file.
void run_replicates(const RunArguments& arguments, const std::string& command_line, const PredictedRun& how, ProgressMode mode) {
  using Clock = std::chrono::steady_clock;
  const std::vector<std::int64_t> seeds = parse_seeds(*arguments.seeds);
  const Config config = load_config(arguments.config, {});
  const fs::path output = output_of(arguments, RunNote{.last_period = 0, .every = 0, .force = arguments.force, .command_line = command_line});
  Config first = config;
  first.set("run.seed", std::to_string(seeds.front()));
  Simulation simulation(first, how.threads);
  const OneRun one_run = [&](Simulation&) {
    const auto start = Clock::now();
    live(simulation, last_period(simulation, how.periods, arguments.quiet), mode);
    Dataset result = simulation.result();
    add_manifest(result, simulation, {std::chrono::duration<double>(Clock::now() - start).count(), command_line});
    return result;
  };
  const Dataset result = run_seeds(simulation, seeds, one_run, mode);
  const YearTable table(result);
  write_result(result, output, {.overwrite = arguments.force});
  print(table.text());
  if (!arguments.quiet) tell(output.string() + "\n");
}

void run(const RunArguments& arguments, const std::string& command_line) {
  const ProgressMode mode = arguments.quiet ? ProgressMode::none : progress_mode(arguments.progress);
  const auto threads = static_cast<int>(whole_number("--threads", arguments.threads, 1, most_threads).value_or(0));
  const auto periods = whole_number("--periods", arguments.periods, 1, most_periods);
  const auto every = whole_number("--checkpoint-every", arguments.every, 1, most_periods);
  const auto shorthands = shorthands_of(arguments);
  if (!arguments.resume && !arguments.config.file) {
    throw ConfigError("run: CONFIG is required (there is nothing to simulate) `povtrap run --help` shows what there is");
  }
  give_back_large_pieces();
  if (arguments.dry_run) return predict_run(load_config(arguments.config, shorthands), {threads, periods, every.has_value()});
  if (arguments.seeds) return run_replicates(arguments, command_line, {threads, periods}, mode);

  std::optional<Resumption> resumption;
  if (arguments.resume) resumption = read_resumption(*arguments.resume, arguments.quiet);
  RunNote note = resumption ? resumption->note : RunNote{.command_line = command_line};
  note.force = note.force || arguments.force;
  note.every = every.value_or(note.every);
  const fs::path output = output_of(arguments, note);

  RunProfile profile(arguments.profile);
  std::optional<Config> config;
  if (!resumption) config = load_config(arguments.config, shorthands);
  Simulation simulation = resumption ? Simulation::resume(resumption->checkpoint, threads, arguments.config.own) : Simulation(*config, threads);
  if (resumption) {
    check_same_configuration(simulation.config(), arguments.config, shorthands);
    resumption->checkpoint = {};
  }
  if (!resumption || periods) note.last_period = last_period(simulation, periods, arguments.quiet);
  if (simulation.periods_done() > note.last_period) {
    throw ConfigError("--periods " + std::to_string(*periods) + ": the checkpoint has gone further (a run cannot go back) " +
                      "leave it out, or start a new run");
  }
  const auto panel = std::make_shared<PanelFile>(output);
  simulation.keep_panel_in(panel);
  const CheckpointKeeper keeper(checkpoint_of(output), note);
  profile.opened(simulation);
  live(simulation, note.last_period, mode, &keeper);
  profile.lived(simulation);
  finish_run(simulation, {keeper.seconds(), note.command_line, note.resumed}, {output, note.force, arguments.quiet, panel.get()});
  keeper.remove();
  profile.written(mode);
}

}  // namespace

void add_run(CLI::App& app, Action& action, const std::string& command_line) {
  auto* command =
      app.add_subcommand("run", "Simulates what a configuration says, prints a line per year and writes a result file.");
  auto arguments = std::make_shared<RunArguments>();
  add_config_arguments(*command, arguments->config, FileIs::optional);
  auto* seed = command->add_option("--seed", arguments->seed, "other luck, same economy [as configured]");
  seed->option_text("N")->group("Model");
  auto* seeds = command->add_option("--seeds", arguments->seeds, "one run each, in one file: 1..10 or 1,4,7 [off]");
  seeds->option_text("LIST")->excludes(seed)->group("Model");
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
  command->add_option("--checkpoint-every", arguments->every, "keep FILE.checkpoint, renewed every N periods [off]")
      ->option_text("N")
      ->excludes(seeds)
      ->group("Results");
  command->add_option("--resume", arguments->resume, "go on from a checkpoint; nothing else is needed")
      ->option_text("FILE")
      ->excludes(seeds)
      ->group("Results");
  command->add_flag("--dry-run", arguments->dry_run, "only predict memory, time and size of the result [off]")
      ->option_text(" ")
      ->excludes("--resume")
      ->group("Results");
  command->add_flag("--profile", arguments->profile, "afterwards say on stderr where the time went [off]")
      ->option_text(" ")
      ->excludes(seeds)
      ->excludes("--dry-run");
  command->footer(
      "Examples:\n  povtrap run configs/baseline.toml\n"
      "  povtrap run configs/baseline.toml --set population.households=50000 --seed 2 -o seed2.h5");
  command->callback(
      [arguments, &action, command_line] { action = [arguments, command_line] { run(*arguments, command_line); }; });
}

}  // namespace povtrap::app
