#include "completion_words.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <iterator>
#include <povtrap/config.hpp>
#include <sstream>

namespace povtrap::app {

namespace {

/// The words that the names of values stand for.
const std::vector<std::pair<std::string, std::vector<std::string>>> known_values = {{"--progress", {"auto", "json", "none"}},
                                                                                    {"SHELL", {"bash", "zsh", "fish"}}};

std::vector<std::string> values_of(const std::string& name) {
  const auto found = std::ranges::find(known_values, name, &std::pair<std::string, std::vector<std::string>>::first);
  return found == known_values.end() ? std::vector<std::string>{} : found->second;
}

Takes taken_by(const CLI::Option& option) {
  const std::string text = option.get_option_text();
  if (option.get_items_expected_max() == 0) return Takes::nothing;
  return text == "FILE" || text == "DIR" || text == "FOLDER" ? Takes::file : text == "a.b=c" ? Takes::parameter : Takes::word;
}

}  // namespace

Command described(const CLI::App& app) {
  Command command{app.get_name(), app.get_description(), {}, Takes::nothing, {}};
  for (const CLI::Option* option : app.get_options({})) {
    if (option->get_positional()) {
      const std::string name = option->get_name();
      command.arguments = values_of(name);
      command.argument = command.arguments.empty() && name != "PATTERN" ? Takes::file : Takes::word;
      continue;
    }
    Word word{{}, option->get_description(), taken_by(*option), {}};
    for (const auto& name : option->get_snames()) word.names.push_back("-" + name);
    for (const auto& name : option->get_lnames()) word.names.push_back("--" + name);
    word.values = values_of(word.names.back());
    command.options.push_back(std::move(word));
  }
  return command;
}

std::vector<Command> commands_of(const CLI::App& app) {
  std::vector<Command> commands;
  for (const CLI::App* sub : app.get_subcommands({})) {
    Command command = described(*sub);
    std::vector<Command> nested = commands_of(*sub);
    for (Command& one : nested) {
      command.arguments.push_back(one.name);
      one.outer = command.name;
    }
    commands.push_back(std::move(command));
    std::ranges::move(nested, std::back_inserter(commands));
  }
  return commands;
}

std::vector<std::string> parameter_words() {
  std::istringstream table(Config::parameters());
  std::vector<std::string> names;
  std::string line;
  std::getline(table, line);  // the headings
  while (std::getline(table, line)) names.push_back(line.substr(0, line.find(' ')) + "=");
  return names;
}

}  // namespace povtrap::app
