#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>
#include <povtrap/config.hpp>
#include <povtrap/registry.hpp>

#include "command_line.hpp"
#include "commands.hpp"
#include "output.hpp"

namespace povtrap::app {

namespace {

struct ParamsArguments {
  std::string pattern;
  bool json_schema = false;
};

}  // namespace

void add_params(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("params", "Lists parameters with unit, range, default, meaning and source.");
  auto arguments = std::make_shared<ParamsArguments>();
  auto* pattern =
      command->add_option("PATTERN", arguments->pattern, "part of a name, or a name with * and ? [all]")->option_text(" ");
  command->add_flag("--json-schema", arguments->json_schema, "a JSON Schema of all, for editors [off]")
      ->option_text(" ")
      ->excludes(pattern)
      ->group("Results");
  command->footer("Examples:\n  povtrap params saving\n  povtrap params --json-schema > povtrap.schema.json");
  command->callback([arguments, &action, own = own_rules(*command)] {
    action = [arguments, own] {
      print(arguments->json_schema ? Config::json_schema(own) : Config::parameters(arguments->pattern, own));
    };
  });
}

}  // namespace povtrap::app
