#pragma once

#include <CLI/App.hpp>
#include <povtrap/registry.hpp>
#include <string>

namespace povtrap::app {

/// The whole command line. Its subcommands find in it the rules that the user's program brings.
class CommandLine : public CLI::App {
 public:
  CommandLine(const std::string& description, const std::string& name, Registry own)
      : CLI::App(description, name), own_(std::move(own)) {}

  [[nodiscard]] const Registry& own() const { return own_; }

 private:
  Registry own_;
};

/// The rules that belong to the command line of a subcommand.
[[nodiscard]] Registry own_rules(const CLI::App& subcommand);

}  // namespace povtrap::app
