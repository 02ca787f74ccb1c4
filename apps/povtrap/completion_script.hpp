#pragma once

#include <string>

namespace CLI {
class App;
}

namespace povtrap::app {

/// Scripts by which a shell completes commands, options, their values, names of parameters after --set, and files. They are
/// made from the command line's own description, so that they know all that it knows.
[[nodiscard]] std::string bash_completion(const CLI::App& app);
[[nodiscard]] std::string zsh_completion(const CLI::App& app);
[[nodiscard]] std::string fish_completion(const CLI::App& app);

}  // namespace povtrap::app
