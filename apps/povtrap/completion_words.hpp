#pragma once

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace povtrap::app {

/// What may stand behind an option, or as an argument.
enum class Takes { nothing, word, file, parameter };

/// An option as a shell sees it.
struct Word {
  std::vector<std::string> names;  ///< with their hyphens
  std::string meaning;
  Takes takes = Takes::nothing;
  std::vector<std::string> values;  ///< words that it may take
};

struct Command {
  std::string name, meaning;
  std::vector<Word> options;
  Takes argument = Takes::nothing;
  std::vector<std::string> arguments;  ///< words that may stand without an option, such as nested commands
  std::string outer = {};              ///< the command that it is nested in, as "sweep"; else empty
};

/// The application's own options.
[[nodiscard]] Command described(const CLI::App& app);
/// All commands with theirs, nested ones behind the one that they are nested in.
[[nodiscard]] std::vector<Command> commands_of(const CLI::App& app);
/// Names of all parameters, each with the sign that its value follows.
[[nodiscard]] std::vector<std::string> parameter_words();

}  // namespace povtrap::app
