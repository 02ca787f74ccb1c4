#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <filesystem>
#include <memory>
#include <optional>
#include <povtrap/design.hpp>
#include <povtrap/error.hpp>
#include <povtrap/registry.hpp>
#include <span>

#include "command_line.hpp"
#include "commands.hpp"
#include "io/whole_file.hpp"
#include "output.hpp"

namespace povtrap::app {

namespace {

struct DesignArguments {
  std::string file;
  std::optional<std::string> output;
  bool force = false;
  Registry own;
};

void make(const DesignArguments& arguments) {
  const Design design = make_design(arguments.file, arguments.own);
  const std::string csv = design_csv(design);
  if (!arguments.output) return print(csv);
  write_whole_file(*arguments.output, std::as_bytes(std::span(csv)), arguments.force);
  tell(*arguments.output + ": " + grouped(std::ssize(design.rows)) + " runs of " +
       grouped(static_cast<std::int64_t>(design.points())) + " points, " + std::to_string(design.parameters.size()) +
       " parameters\n");
}

}  // namespace

void add_design(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("design", "Lists the runs of a sweep as a CSV table, one row each.");
  auto arguments = std::make_shared<DesignArguments>();
  command->add_option("SWEEP", arguments->file, "sweep file: method, parameters, replicates (docs/howto/sweep.md)")
      ->option_text(" ")
      ->required();
  command->add_option("-o,--output", arguments->output, "CSV file [standard output]")->option_text("FILE");
  command->add_flag("--force", arguments->force, "replace the file if it exists [off]");
  command->footer("Examples:\n  povtrap design configs/sweeps/saving.toml\n  povtrap design sweep.toml -o design.csv");
  command->callback([arguments, &action, command] {
    arguments->own = own_rules(*command);
    action = [arguments] { make(*arguments); };
  });
}

}  // namespace povtrap::app
