#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <atomic>
#include <chrono>
#include <cmath>
#include <memory>
#include <optional>
#include <povtrap/error.hpp>
#include <povtrap/simulation.hpp>
#include <povtrap/sweep.hpp>
#include <thread>

#include "arguments.hpp"
#include "interrupts.hpp"
#include "output.hpp"
#include "progress.hpp"
#include "shards.hpp"
#include "sweep_commands.hpp"
#include "sweeps/outcome.hpp"
#include "trial.hpp"

namespace povtrap::app {

namespace {

constexpr std::int64_t most_jobs = 1024, most_grace = 1'000'000;

struct SweepArguments {
  ConfigArguments config;
  std::string design, out;
  std::optional<std::string> shard, rows, jobs, threads, grace;
  std::vector<std::string> series;
  std::string when = "years";
  bool retry_failed = false, dry_run = false, quiet = false;
};

/// Watches for signals while a sweep runs: the first one lets runs in flight end, as long as grace lasts.
class SweepWatch {
 public:
  explicit SweepWatch(std::chrono::seconds grace) : watcher_([this, grace](std::stop_token over) { watch(over, grace); }) {}

  std::atomic<bool> stop{false}, give_up{false};

 private:
  void watch(const std::stop_token& over, std::chrono::seconds grace) {
    using Clock = std::chrono::steady_clock;
    std::optional<Clock::time_point> asked;
    while (!over.stop_requested()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
      if (!asked && interrupts_.arrived()) {
        asked = Clock::now();
        stop = true;
        tell("povtrap: stopping; runs in flight may take " + std::to_string(grace.count()) + " s more (again: stop at once)\n");
      }
      if (asked && Clock::now() - *asked >= grace) give_up = true;
    }
  }

  Interrupts interrupts_;
  std::jthread watcher_;
};

/// How far it is, at most once a second on a terminal and for every tenth elsewhere.
class SweepTeller {
 public:
  explicit SweepTeller(bool quiet) : quiet_(quiet) {}

  void operator()(const SweepProgress& p) {
    using Clock = std::chrono::steady_clock;
    const std::int64_t mine = p.rows - p.before, tenth = mine > 0 ? 10 * p.done / mine : 10;
    if (quiet_ || (tenth == tenth_ && p.left() > 0)) return;
    tenth_ = tenth;
    const double seconds = std::chrono::duration<double>(Clock::now() - start_).count();
    const double left = seconds / static_cast<double>(p.done) * static_cast<double>(p.left());
    tell(grouped(p.before + p.done) + " of " + grouped(p.rows) + " runs, " + grouped(p.failed) + " failed, " +
         number("%.1f", static_cast<double>(p.household_periods) / 1e6 / seconds) + " M household-periods/s" +
         (p.left() > 0 ? ", " + duration_text(left) + " left" : "") + "\n");
  }

 private:
  bool quiet_;
  std::int64_t tenth_ = -1;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Numbers that are kept of a run at one moment.   Throws: DataError if a series does not exist.
double values_at_a_moment(const Config& config, const SweepOutputs& outputs) {
  Simulation year(config.with({{"run.burn_in_years", "0"}, {"run.growth_burn_in_years", "0"}, {"run.years", "1"}}), 1);
  year.run();
  return static_cast<double>(outcome_of(year.measures(), {outputs.series, "last"}).layout.values());
}

double moments_of(const Config& config, const std::string& when) {
  const double years = config.number("run.years");
  if (when == "last") return 1;
  return when == "years" ? years : years * config.number("run.periods_per_year");
}

/// Foretold from a trial of the base configuration.
void predict(const Design& design, const Config& config, const SweepOptions& options) {
  const std::int64_t all = std::ssize(design.rows), rows = chosen_rows(design, options);
  const SharedCores cores = share_cores(design, config, options, rows);
  const std::int64_t households = std::llround(config.number("population.households"));
  const Trial trial = run_trial(config, households, TrialPanel::as_configured, cores.threads_per_run);
  const double years = config.number("run.years"),
               periods = (years + config.number("run.burn_in_years")) * config.number("run.periods_per_year");
  const double seconds = trial.seconds / static_cast<double>(trial.periods) * periods * static_cast<double>(rows) / cores.jobs;
  const double memory = trial.before + cores.jobs * (trial.state + trial.work + trial.series * years);
  const double results = sizeof(double) * static_cast<double>(rows) * values_at_a_moment(config, options.outputs) *
                         moments_of(config, options.outputs.when);
  print("runs      " + grouped(all) + (rows == all ? "" : ", " + grouped(rows) + " of them here") + "\nat once   " +
        std::to_string(cores.jobs) + ", " + std::to_string(cores.threads_per_run) +
        (cores.threads_per_run == 1 ? " thread" : " threads") + " each\nmemory    " + number("%.3f GB", memory / 1e9) +
        "\nresults   " + number("%.3f GB", results / 1e9) + "\ntime      " + duration_text(seconds) +
        ", as busy as this machine is now: " + number("%.3g", static_cast<double>(households * rows) * periods) +
        " household-periods\n");
}

void run(const SweepArguments& arguments) {
  const Design design = read_design(arguments.design);
  const Config config = load_config(arguments.config);
  SweepOptions options;
  options.shard = arguments.rows && !arguments.shard ? Shard{} : shard_of(arguments.shard);
  if (arguments.rows) options.rows = ranges_from(*arguments.rows);
  options.jobs = static_cast<int>(whole_number("--jobs", arguments.jobs, 1, most_jobs).value_or(0));
  options.threads_per_run = static_cast<int>(whole_number("--threads-per-run", arguments.threads, 1, most_jobs).value_or(0));
  options.retry_failed = arguments.retry_failed;
  options.outputs = {arguments.series, arguments.when};
  check_outputs(options.outputs);
  if (arguments.dry_run) return predict(design, config, options);
  SweepTeller teller(arguments.quiet);
  options.progress = [&teller](const SweepProgress& progress) { teller(progress); };
  SweepWatch watch(std::chrono::seconds(whole_number("--grace", arguments.grace, 0, most_grace).value_or(30)));
  options.stop = &watch.stop;
  options.give_up = &watch.give_up;
  const SweepProgress done = run_sweep(design, config, arguments.out, options);
  if (watch.stop && done.left() > 0) throw SweepStopped{done.left(), arguments.out};
  if (done.failed > 0) {
    const SweepStatus status = sweep_status(arguments.out);
    if (std::ssize(status.failures) == status.rows)
      throw DataError("none of the " + grouped(status.rows) + " runs was possible (" + status.failures.front().second +
                      ") see: povtrap sweep status " + arguments.out);
    tell("povtrap: warning: " + grouped(done.failed) + " of " + grouped(done.rows) +
         " runs failed (the others are complete) see: povtrap sweep status " + arguments.out + "\n");
  }
  if (!arguments.quiet) tell(arguments.out + "\n");
}

}  // namespace

void add_sweep_run(CLI::App& sweep, Action& action) {
  auto* command = sweep.add_subcommand("run", "Runs the rows of a design that are not done yet, many at a time.");
  auto arguments = std::make_shared<SweepArguments>();
  command->add_option("--design", arguments->design, "CSV with a row for each run")->option_text("FILE")->required();
  command->add_option("--config", arguments->config.file, "what all runs share")->option_text("FILE")->required();
  command->add_option("--set", arguments->config.sets, "change it: --set saving.rate=0.2, again and again")
      ->option_text("a.b=c")
      ->allow_extra_args(false);
  command->add_option("--out", arguments->out, "folder, new or of the same sweep")->option_text("FOLDER")->required();
  command->add_option("--shard", arguments->shard, "3/16: every 16th row from the third on [as Slurm or MPI says, else all]")
      ->option_text("I/N");
  command->add_option("--rows", arguments->rows, "0-6,9: these run numbers, as status lists what is missing [all]")
      ->option_text("RANGES");
  command->add_option("--jobs", arguments->jobs, "runs at the same time [as cores and memory allow]")->option_text("N");
  command->add_option("--threads-per-run", arguments->threads, "the numbers are the same [what jobs leave]")->option_text("N");
  command->add_option("--series", arguments->series, "keep these, or all of the nation [headline measures]")
      ->option_text("NAME")
      ->allow_extra_args(false);
  command->add_option("--when", arguments->when, "keep them at the end of years, periods or the last [years]")
      ->option_text("KIND");
  command->add_option("--grace", arguments->grace, "seconds for runs in flight when told to stop [30]")->option_text("S");
  command->add_flag("--retry-failed", arguments->retry_failed, "run failed rows again [off]")->option_text(" ");
  command->add_flag("--dry-run", arguments->dry_run, "only predict rows, memory, bytes and time [off]")->option_text(" ");
  command->add_flag("-q,--quiet", arguments->quiet, "say nothing but warnings and errors [off]")->option_text(" ");
  command->footer(
      "Examples:\n  povtrap sweep run --design design.csv --config base.toml --out out\n  povtrap sweep run --design d.csv "
      "--config b.toml --out out --shard 1/4");
  command->callback([arguments, &action] { action = [arguments] { run(*arguments); }; });
}

}  // namespace povtrap::app
