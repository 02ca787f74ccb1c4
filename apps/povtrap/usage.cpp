#include "usage.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <cctype>
#include <memory>

#include "core/fields.hpp"

namespace povtrap::app {

namespace {

/// One list of arguments and options without headings in between, so that every help fits 20 lines.
class CompactHelp : public CLI::Formatter {
 public:
  std::string make_help(const CLI::App* app, std::string name, CLI::AppFormatMode mode) const override {
    const bool is_top = app->get_parent() == nullptr;  // its own options are few and say what they do
    std::string usage = make_usage(app, std::move(name));
    if (const auto options = usage.find("[OPTIONS]"); is_top && options != std::string::npos) usage.replace(options, 9, "[--help] [--version]");
    std::string text = make_description(app) + usage + (is_top ? "" : make_list(*app)) + make_subcommands(app, mode) + make_footer(app);
    for (auto gap = text.find("\n\n"); gap != std::string::npos; gap = text.find("\n\n")) text.erase(gap, 1);
    for (auto blank = text.find(" \n"); blank != std::string::npos; blank = text.find(" \n")) text.erase(blank, 1);
    return text;
  }

 private:
  /// Arguments first. Whoever reads the help of a command knows how to ask for it.
  std::string make_list(const CLI::App& app) const {
    std::string arguments, options;
    for (const CLI::Option* option : app.get_options({})) {
      if (option->get_positional()) {
        arguments += make_option(option, true);
      } else if (option != app.get_help_ptr() || app.get_parent() == nullptr) {
        options += make_option(option, false);
      }
    }
    return (arguments.empty() ? "" : "Arguments and options:\n" + arguments) + (arguments.empty() ? "Options:\n" : "") + options;
  }
};

std::string try_help(const CLI::App& command) {
  std::string name;
  for (const CLI::App* app = &command; app->get_parent() != nullptr; app = app->get_parent()) name.insert(0, " " + app->get_name());
  return "`povtrap" + name + " --help` shows what there is";
}

std::string suggestion(const std::string& near, const CLI::App& command) {
  return near.empty() ? try_help(command) : "did you mean " + near + "?";
}

std::string unknown_command(const CLI::App& app, const std::string& word) {
  std::vector<std::string> names;
  for (const auto* command : app.get_subcommands({})) names.push_back(command->get_name());
  return "\"" + word + "\": there is no such command (nothing was done) " + suggestion(nearest_name(word, names), app);
}

std::string unknown_option(const CLI::App& command, const std::string& option) {
  std::vector<std::string> names;
  for (const auto* known : command.get_options({})) {
    for (const auto& name : known->get_lnames()) names.push_back("--" + name);
  }
  return option + ": there is no such option (nothing was done) " + suggestion(nearest_name(option, names), command);
}

bool looks_like_option(const std::string& word) {
  return word.size() > 1 && word[0] == '-' && std::isdigit(static_cast<unsigned char>(word[1])) == 0;
}

/// Short options may be glued to their value: -oFILE.
bool is_known(const CLI::App& command, const std::string& option) {
  const std::string name = option[1] == '-' ? option : option.substr(0, 2);
  return command.get_option_no_throw(name) != nullptr;
}

/// The command the user means, `app` itself if none.
const CLI::App& command_of(const CLI::App& app) {
  const auto chosen = app.get_subcommands();
  return chosen.empty() ? app : *chosen.front();
}

/// A word that looks misspelled, explained; empty if there is none.
std::string misspelling(const CLI::App& app, const std::vector<std::string>& arguments) {
  const auto commands = app.get_subcommands({});
  const CLI::App* command = &app;
  for (const auto& word : arguments) {
    if (word == "--") break;
    if (looks_like_option(word)) {
      const std::string option = word.substr(0, word.find('='));
      if (!is_known(*command, option)) return unknown_option(*command, option);
    } else if (command == &app) {
      const auto found = std::ranges::find(commands, word, [](const CLI::App* known) { return known->get_name(); });
      if (found == commands.end()) return unknown_command(app, word);
      command = *found;
    }
  }
  return {};
}

/// CLI11's words, where its own are plain enough.
std::string reason(const CLI::ParseError& error) {
  const std::string text = error.what();
  if (dynamic_cast<const CLI::ArgumentMismatch*>(&error) == nullptr) return text;
  const std::string option = text.substr(0, text.find(':'));
  return option + (text.ends_with("missing") ? " needs a value" : " may be given only once");
}

}  // namespace

void use_compact_help(CLI::App& app) {
  auto formatter = std::make_shared<CompactHelp>();
  formatter->column_width(28);
  formatter->label("Positionals", "Arguments");
  formatter->label("SUBCOMMAND", "COMMAND");
  app.formatter(formatter);
}

std::string usage_fault(const CLI::App& app, const std::vector<std::string>& arguments, const CLI::ParseError& error) {
  if (arguments.empty()) return "no command was given (nothing was done) " + try_help(app);
  const std::string misspelled = misspelling(app, arguments);
  if (!misspelled.empty()) return misspelled;
  return reason(error) + " (nothing was done) " + try_help(command_of(app));
}

}  // namespace povtrap::app
