#include "arguments.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <charconv>
#include <povtrap/error.hpp>
#include <string_view>
#include <system_error>

#include "command_line.hpp"
#include "output.hpp"

namespace povtrap::app {

namespace {

std::string trimmed(std::string_view text) {
  constexpr std::string_view blanks = " \t\r\n";
  const auto first = text.find_first_not_of(blanks);
  return first == std::string_view::npos ? "" : std::string(text.substr(first, text.find_last_not_of(blanks) - first + 1));
}

std::pair<std::string, std::string> taken_apart(const std::string& set) {
  const auto equals = set.find('=');
  const std::string path = trimmed(std::string_view(set).substr(0, equals));
  if (equals == std::string::npos || path.empty()) {
    throw ConfigError("--set \"" + set + "\": this sets nothing (a name and a value are needed) write --set run.seed=7");
  }
  return {path, trimmed(std::string_view(set).substr(equals + 1))};
}

}  // namespace

void add_config_arguments(CLI::App& command, ConfigArguments& arguments, FileIs file_is) {
  auto* file = command.add_option("CONFIG", arguments.file, "TOML file that says what to simulate")->option_text(" ");
  file->required(file_is == FileIs::required);
  arguments.own = own_rules(command);
  command.add_option("--set", arguments.sets, "change one parameter, again and again if need be")
      ->option_text("a.b=c")
      ->allow_extra_args(false)
      ->group("Model");
}

std::vector<std::pair<std::string, std::string>> changes_of(const ConfigArguments& arguments) {
  std::vector<std::pair<std::string, std::string>> changes;
  for (const auto& set : arguments.sets) changes.push_back(taken_apart(set));
  return changes;
}

Config load_config(const ConfigArguments& arguments, const std::vector<std::pair<std::string, std::string>>& last) {
  auto changes = changes_of(arguments);
  changes.insert(changes.end(), last.begin(), last.end());
  if (arguments.file) return Config::load(*arguments.file, arguments.own, changes);
  Config config(arguments.own);
  for (const auto& [path, value] : changes) config.set(path, value);
  config.check();
  return config;
}

std::optional<std::int64_t> whole_number(const std::string& option, const std::optional<std::string>& text, std::int64_t minimum,
                                         std::int64_t maximum) {
  if (!text) return std::nullopt;
  std::int64_t value = 0;
  const char* const end = text->data() + text->size();
  const auto [stop, fault] = std::from_chars(text->data(), end, value);
  const std::string found = option + " \"" + *text + "\": ";
  if (fault == std::errc::invalid_argument || stop != end) {
    throw ConfigError(found + "this is not a whole number (nothing was run) write digits only, as in " + option + " 1000");
  }
  if (fault == std::errc::result_out_of_range || value < minimum || value > maximum) {
    throw ConfigError(found + "out of range (nothing was run) give a whole number from " + grouped(minimum) + " to " +
                      grouped(maximum));
  }
  return value;
}

double real_number(const std::string& option, const std::optional<std::string>& text, double otherwise) {
  if (!text) return otherwise;
  double value = 0;
  const char* const end = text->data() + text->size();
  const auto [stop, fault] = std::from_chars(text->data(), end, value);
  if (fault == std::errc() && stop == end) return value;
  throw ConfigError(option + " \"" + *text + "\": this is not a number (nothing was done) write it as in " + option + " 0.05");
}

}  // namespace povtrap::app
