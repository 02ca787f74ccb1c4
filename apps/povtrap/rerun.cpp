#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <chrono>
#include <filesystem>
#include <memory>
#include <optional>
#include <povtrap/error.hpp>
#include <povtrap/result_file.hpp>

#include "arguments.hpp"
#include "command_line.hpp"
#include "commands.hpp"
#include "finish.hpp"
#include "output.hpp"

namespace povtrap::app {

namespace {

namespace fs = std::filesystem;

struct RerunArguments {
  std::string file;
  Registry own;  ///< rules of the user's program
  std::optional<std::string> output, threads;
  bool force = false;
  bool quiet = false;
};

fs::path output_of(const RerunArguments& arguments) {
  const fs::path output = arguments.output ? fs::path(*arguments.output) : fs::path(arguments.file).stem().concat("-rerun.h5");
  std::error_code ignored;
  if (fs::equivalent(output, arguments.file, ignored)) {
    throw ConfigError("-o \"" + output.string() + "\" is the result itself (it would be lost) choose another name");
  }
  if (!arguments.force && fs::is_regular_file(output, ignored)) {
    throw IoError("\"" + output.string() + "\" exists (what it holds would be lost) choose another name with -o, or add --force");
  }
  check_writable(output, arguments.force);
  return output;
}

void rerun(const RerunArguments& arguments, const std::string& command_line) {
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  const auto threads = whole_number("--threads", arguments.threads, 1, 1024);
  const Dataset old = read_result(arguments.file);
  const Provenance provenance = provenance_of(old, arguments.file, arguments.own);
  const fs::path output = output_of(arguments);

  const Simulation simulation = repeat_run(provenance, static_cast<int>(threads.value_or(0)),
                                           arguments.quiet ? ProgressMode::none : ProgressMode::automatic);
  const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
  const Dataset result = finish_run(simulation, {seconds, command_line}, {output, arguments.force, arguments.quiet});
  if (arguments.quiet) return;
  tell(digest(result) == digest(old) ? "the same result as " + arguments.file + "\n"
                                     : "not the same result as " + arguments.file + ": povtrap verify says where they differ\n");
}

}  // namespace

void add_rerun(CLI::App& app, Action& action, const std::string& command_line) {
  auto* command = app.add_subcommand("rerun", "Repeats the run that a result file came from, by what the file says about it.");
  auto arguments = std::make_shared<RerunArguments>();
  arguments->own = own_rules(*command);
  command->add_option("FILE", arguments->file, "result file of povtrap run")->option_text(" ")->required();
  command->add_option("-o,--output", arguments->output, "new result file [name of FILE with -rerun.h5, here]")
      ->option_text("FILE");
  command->add_flag("--force", arguments->force, "replace the new result file if it exists [off]");
  command->add_flag("-q,--quiet", arguments->quiet, "say nothing but results and errors [off]");
  command->add_option("--threads", arguments->threads, "threads to use; the result is the same [all]")->option_text("N");
  command->footer("Examples:\n  povtrap rerun baseline.h5\n  povtrap rerun baseline.h5 -o again.h5 --threads 2");
  command->callback(
      [arguments, &action, command_line] { action = [arguments, command_line] { rerun(*arguments, command_line); }; });
}

}  // namespace povtrap::app
