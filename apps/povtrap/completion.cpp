#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>
#include <povtrap/error.hpp>

#include "commands.hpp"
#include "completion_script.hpp"
#include "output.hpp"

namespace povtrap::app {

void add_completion(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("completion", "Prints a script by which a shell completes povtrap's words.");
  auto shell = std::make_shared<std::string>();
  command->add_option("SHELL", *shell, "bash, zsh or fish")->option_text(" ")->required();
  command->footer(
      "Examples:\n  povtrap completion bash > ~/.local/share/bash-completion/completions/povtrap\n"
      "  povtrap completion fish > ~/.config/fish/completions/povtrap.fish");
  command->callback([shell, &action, &app] {
    action = [shell, &app] {
      if (*shell != "bash" && *shell != "zsh" && *shell != "fish") {
        throw ConfigError("\"" + *shell +
                          "\": for this shell there is no completion (nothing was printed) use bash, zsh or fish");
      }
      print(*shell == "bash" ? bash_completion(app) : *shell == "zsh" ? zsh_completion(app) : fish_completion(app));
    };
  });
}

}  // namespace povtrap::app
