#pragma once

#include <cstdint>
#include <optional>
#include <povtrap/config.hpp>
#include <povtrap/registry.hpp>
#include <string>
#include <utility>
#include <vector>

namespace CLI {
class App;
}

namespace povtrap::app {

/// The configuration a subcommand works on: a file and changes made by hand.
struct ConfigArguments {
  std::optional<std::string> file;
  std::vector<std::string> sets;  ///< as typed, "a.b=c"
  Registry own;                   ///< rules of the user's program
};

enum class FileIs { required, optional };

/// Adds CONFIG and --set to a subcommand.
void add_config_arguments(CLI::App& command, ConfigArguments& arguments, FileIs file_is);

/// The changes made by hand, as (path, value).   Throws: ConfigError if one sets nothing.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> changes_of(const ConfigArguments& arguments);

/// The configuration asked for; `last` overrides everything else. Without a file: all defaults.   Throws: ConfigError.
[[nodiscard]] Config load_config(const ConfigArguments& arguments,
                                 const std::vector<std::pair<std::string, std::string>>& last = {});

/// The whole number after an option, or nothing if the option is absent. Read here and not by CLI11, which takes 010 for eight.
/// Throws: ConfigError if the text is no whole number or out of range.
[[nodiscard]] std::optional<std::int64_t> whole_number(const std::string& option, const std::optional<std::string>& text,
                                                       std::int64_t minimum, std::int64_t maximum);

/// The number after an option, or `otherwise` if the option is absent.   Throws: ConfigError if the text is no number.
[[nodiscard]] double real_number(const std::string& option, const std::optional<std::string>& text, double otherwise);

}  // namespace povtrap::app
