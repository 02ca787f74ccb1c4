#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <chrono>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <povtrap/error.hpp>
#include <povtrap/result_file.hpp>
#include <povtrap/sweep.hpp>

#include "arguments.hpp"
#include "commands.hpp"
#include "output.hpp"
#include "sweep_commands.hpp"

namespace povtrap::app {

namespace {

constexpr std::size_t shown_failures = 10;

struct FolderArguments {
  std::string folder;
  std::optional<std::string> output;
  bool force = false;
  bool json = false;
};

std::string failures_text(const SweepStatus& status) {
  std::string text;
  for (std::size_t f = 0; f < std::min(shown_failures, status.failures.size()); ++f)
    text += "  run " + std::to_string(status.failures[f].first) + ": " + status.failures[f].second + "\n";
  if (status.failures.size() > shown_failures)
    text += "  and " + std::to_string(status.failures.size() - shown_failures) + " more (--json lists all)\n";
  return text;
}

void show_status(const FolderArguments& arguments) {
  const SweepStatus status = sweep_status(arguments.folder);
  if (arguments.json) {
    nlohmann::ordered_json failures = nlohmann::ordered_json::array();
    for (const auto& [run, reason] : status.failures) failures.push_back({{"run", run}, {"reason", reason}});
    return print(nlohmann::ordered_json({{"rows", status.rows},
                                         {"done", status.done},
                                         {"missing", status.missing},
                                         {"missing_ranges", ranges_text(status.missing)},
                                         {"failures", failures}})
                     .dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) +
                 "\n");
  }
  print("runs     " + grouped(status.rows) + "\ndone     " + grouped(status.done) + "\nfailed   " +
        grouped(std::ssize(status.failures)) + "\n" + failures_text(status) + "missing  " + grouped(std::ssize(status.missing)) +
        (status.missing.empty() ? "" : ": " + ranges_text(status.missing)) + "\n");
}

void merge(const FolderArguments& arguments) {
  const std::filesystem::path output =
      arguments.output ? std::filesystem::path(*arguments.output) : std::filesystem::path(arguments.folder) / "sweep.nc";
  check_writable(output, arguments.force || !arguments.output);
  const Dataset all = merge_sweep(arguments.folder);
  write_result(all, output, {.overwrite = arguments.force || !arguments.output});
  const SweepStatus status = sweep_status(arguments.folder);
  if (!status.missing.empty() || !status.failures.empty())
    tell("povtrap: note: " + grouped(std::ssize(status.missing)) + " runs are missing and " +
         grouped(std::ssize(status.failures)) + " failed (their values are NaN) run_completed tells them\n");
  print(digest(all) + "  " + output.string() + "\n");
}

CLI::Option* add_folder(CLI::App& command, FolderArguments& arguments) {
  return command.add_option("FOLDER", arguments.folder, "that `povtrap sweep run --out` made")->option_text(" ")->required();
}

void add_status(CLI::App& sweep, Action& action) {
  auto* command = sweep.add_subcommand("status", "Says which runs are done, missing or failed, and why.");
  auto arguments = std::make_shared<FolderArguments>();
  add_folder(*command, *arguments);
  command->add_flag("--json", arguments->json, "for programs [off]")->option_text(" ");
  command->footer("Examples:\n  povtrap sweep status out\n  povtrap sweep status out --json");
  command->callback([arguments, &action] { action = [arguments] { show_status(*arguments); }; });
}

void add_merge(CLI::App& sweep, Action& action) {
  auto* command = sweep.add_subcommand("merge", "Puts all runs into one netCDF file and prints its digest.");
  auto arguments = std::make_shared<FolderArguments>();
  add_folder(*command, *arguments);
  command->add_option("-o,--output", arguments->output, "file [sweep.nc in the folder, written anew]")->option_text("FILE");
  command->add_flag("--force", arguments->force, "replace FILE if it exists [off]")->option_text(" ");
  command->footer("Examples:\n  povtrap sweep merge out\n  povtrap sweep merge out -o results.nc");
  command->callback([arguments, &action] { action = [arguments] { merge(*arguments); }; });
}

}  // namespace

void add_sweep(CLI::App& app, Action& action) {
  auto* sweep = app.add_subcommand("sweep", "Runs a design of many runs, resumes it, and puts results together.");
  sweep->require_subcommand(1);
  add_sweep_run(*sweep, action);
  add_status(*sweep, action);
  add_merge(*sweep, action);
  add_sweep_summary(*sweep, action);
  add_sweep_sensitivity(*sweep, action);
  sweep->footer(
      "Examples:\n  povtrap sweep run --design design.csv --config configs/minimal.toml --out out\n  povtrap sweep status out");
}

}  // namespace povtrap::app
