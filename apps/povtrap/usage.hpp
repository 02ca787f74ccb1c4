#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
class ParseError;
}  // namespace CLI

namespace povtrap::app {

/// Help that fits a small terminal: no blank lines between the groups of options.
void use_compact_help(CLI::App& app);

/// Why a command line cannot be understood, with the nearest name if one seems to be misspelled.
[[nodiscard]] std::string usage_fault(const CLI::App& app, const std::vector<std::string>& arguments,
                                      const CLI::ParseError& error);

}  // namespace povtrap::app
