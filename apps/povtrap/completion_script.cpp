#include "completion_script.hpp"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <povtrap/config.hpp>
#include <sstream>
#include <vector>

namespace povtrap::app {

namespace {

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
  std::vector<std::string> arguments;  ///< words that may stand without an option
};

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
  return text == "FILE" || text == "DIR" ? Takes::file : text == "a.b=c" ? Takes::parameter : Takes::word;
}

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
  for (const CLI::App* sub : app.get_subcommands({})) commands.push_back(described(*sub));
  return commands;
}

/// Names of all parameters, each with the sign that its value follows.
std::vector<std::string> parameters() {
  std::istringstream table(Config::parameters());
  std::vector<std::string> names;
  std::string line;
  std::getline(table, line);  // the headings
  while (std::getline(table, line)) names.push_back(line.substr(0, line.find(' ')) + "=");
  return names;
}

std::string joined(const std::vector<std::string>& words, const std::string& between = " ") {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
  return text;
}

/// For single quotes of zsh and fish; brackets and colons would mean something to zsh.
std::string quoted(const std::string& text, bool zsh = false) {
  std::string safe;
  for (const char c : text) {
    if (c == '\'') safe += zsh ? "'\\''" : "\\'";
    if (zsh && (c == '[' || c == ']' || c == ':')) safe += '\\';
    if (c != '\'') safe += c;
  }
  return "'" + safe + "'";
}

std::string option_names(const Command& command) {
  std::vector<std::string> names;
  for (const Word& option : command.options) names.insert(names.end(), option.names.begin(), option.names.end());
  return joined(names);
}

/// Options of any command that take a file, a parameter or a word: what stands behind them is none of the command's own words.
std::string options_taking(const std::vector<Command>& commands, Takes takes) {
  std::vector<std::string> names;
  for (const Command& command : commands) {
    for (const Word& option : command.options) {
      if (option.takes == takes && option.values.empty()) names.insert(names.end(), option.names.begin(), option.names.end());
    }
  }
  std::ranges::sort(names);
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names.empty() ? "''" : joined(names, "|");
}

std::string names_of(const std::vector<Command>& commands) {
  std::vector<std::string> names;
  for (const Command& command : commands) names.push_back(command.name);
  return joined(names);
}

}  // namespace

std::string bash_completion(const CLI::App& app) {
  const std::vector<Command> commands = commands_of(app);
  std::string cases, values;
  for (const Command& command : commands) {
    cases += "    " + command.name + ") options='" + option_names(command) + "' words='" + joined(command.arguments) +
             "' files=" + (command.argument == Takes::file ? "1" : "0") + " ;;\n";
    for (const Word& option : command.options) {
      if (!option.values.empty())
        values += "    " + joined(option.names, "|") + ") COMPREPLY=($(compgen -W '" + joined(option.values) +
                  "' -- \"$cur\")); return ;;\n";
    }
  }
  return "# bash completion for povtrap, made by `povtrap completion bash`\n"
         "_povtrap_parameters='" +
         joined(parameters()) +
         "'\n"
         "_povtrap() {\n"
         "  local cur prev command options words files\n"
         "  # = and : end a word for bash, but not in a.b=c\n"
         "  local line=${COMP_LINE:0:COMP_POINT}\n"
         "  cur=${line##*[[:space:]]}\n"
         "  prev=${line%\"$cur\"}; prev=${prev%\"${prev##*[![:space:]]}\"}; prev=${prev##*[[:space:]]}\n"
         "  command=${COMP_WORDS[1]}\n"
         "  COMPREPLY=()\n"
         "  if [[ $COMP_CWORD -eq 1 ]]; then\n"
         "    COMPREPLY=($(compgen -W '" +
         names_of(commands) + " " + option_names(described(app)) +
         "' -- \"$cur\"))\n"
         "    return\n"
         "  fi\n"
         "  case $command in\n" +
         cases +
         "    *) return ;;\n"
         "  esac\n"
         "  case $prev in\n" +
         values + "    " + options_taking(commands, Takes::parameter) +
         ")\n"
         "      [[ $cur == *=* ]] && return\n"
         "      COMPREPLY=($(compgen -W \"$_povtrap_parameters\" -- \"$cur\"))\n"
         "      compopt -o nospace\n"
         "      return ;;\n"
         "    " +
         options_taking(commands, Takes::file) +
         ") compopt -o filenames; COMPREPLY=($(compgen -f -- \"$cur\")); return ;;\n"
         "    " +
         options_taking(commands, Takes::word) +
         ") return ;;\n"
         "  esac\n"
         "  if [[ $cur == -* ]]; then\n"
         "    COMPREPLY=($(compgen -W \"$options\" -- \"$cur\"))\n"
         "  elif [[ -n $words ]]; then\n"
         "    COMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n"
         "  elif [[ $files -eq 1 ]]; then\n"
         "    compopt -o filenames\n"
         "    COMPREPLY=($(compgen -f -- \"$cur\"))\n"
         "  fi\n"
         "}\n"
         "complete -F _povtrap povtrap\n";
}

std::string zsh_completion(const CLI::App& app) {
  const std::vector<Command> commands = commands_of(app);
  std::string names, cases;
  for (const Command& command : commands) {
    names += "    " + quoted(command.name + ":" + command.meaning) + "\n";
    cases += "      " + command.name + ")\n        _arguments -s";
    for (const Word& option : command.options) {
      const std::string action = !option.values.empty()             ? ":value:(" + joined(option.values) + ")"
                                 : option.takes == Takes::file      ? ":file:_files"
                                 : option.takes == Takes::parameter ? ":parameter:_povtrap_parameters"
                                 : option.takes == Takes::word      ? ":value: "
                                                                    : "";
      for (const std::string& name : option.names) {
        const std::string meaning = quoted(option.meaning, true);
        cases += " \\\n          '*" + name + "[" + meaning.substr(1, meaning.size() - 2) + "]" + action + "'";
      }
    }
    const std::string words =
        command.arguments.empty() ? (command.argument == Takes::file ? "_files" : " ") : "(" + joined(command.arguments) + ")";
    cases += " \\\n          '*:argument:" + words + "' ;;\n";
  }
  return "#compdef povtrap\n# zsh completion for povtrap, made by `povtrap completion zsh`\n"
         "_povtrap_parameters() {\n  compadd -S '' -- " +
         joined(parameters()) +
         "\n}\n"
         "_povtrap() {\n  local -a commands\n  commands=(\n" +
         names +
         "  )\n"
         "  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n  fi\n"
         "  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n"
         "  case $command in\n" +
         cases +
         "  esac\n}\n"
         "if [[ $funcstack[1] == _povtrap ]]; then _povtrap \"$@\"; else compdef _povtrap povtrap; fi\n";
}

std::string fish_completion(const CLI::App& app) {
  const std::vector<Command> commands = commands_of(app);
  const std::string first = "complete -c povtrap -n __fish_use_subcommand";
  std::string script = "# fish completion for povtrap, made by `povtrap completion fish`\ncomplete -c povtrap -f\n";
  for (const Command& command : commands) {
    script += first + " -a " + command.name + " -d " + quoted(command.meaning) + "\n";
    const std::string here = "complete -c povtrap -n '__fish_seen_subcommand_from " + command.name + "'";
    if (command.argument == Takes::file) script += here + " -F\n";
    if (!command.arguments.empty()) script += here + " -a " + quoted(joined(command.arguments)) + "\n";
    for (const Word& option : command.options) {
      script += here;
      for (const std::string& name : option.names)
        script += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      if (option.takes == Takes::file) script += " -r -F";
      if (option.takes == Takes::word) script += " -x";
      if (!option.values.empty()) script += " -a " + quoted(joined(option.values));
      if (option.takes == Takes::parameter) script += " -x -a " + quoted(joined(parameters()));
      script += " -d " + quoted(option.meaning) + "\n";
    }
  }
  for (const Word& option : described(app).options) {
    script += first;
    for (const std::string& name : option.names)
      script += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    script += " -d " + quoted(option.meaning) + "\n";
  }
  return script;
}

}  // namespace povtrap::app
