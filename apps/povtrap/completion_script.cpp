#include "completion_script.hpp"

#include <algorithm>
#include <vector>

#include "completion_words.hpp"

namespace povtrap::app {

namespace {

std::string joined(const std::vector<std::string>& words, const std::string& between = " ") {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
  return text;
}

/// For single quotes of fish.
std::string fish_text(const std::string& text) {
  std::string safe = "'";
  for (const char c : text) {
    if (c == '\'') safe += '\\';
    safe += c;
  }
  return safe += '\'';
}

/// For single quotes of zsh, without them. Brackets and colons would mean something to its functions.
std::string zsh_text(const std::string& text) {
  std::string safe;
  for (const char c : text) {
    if (c == '\'') safe += "'\\'";
    if (c == '[' || c == ']' || c == ':') safe += '\\';
    safe += c;
  }
  return safe;
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

/// Of those that are not nested in another one.
std::string names_of(const std::vector<Command>& commands) {
  std::vector<std::string> names;
  for (const Command& command : commands) {
    if (command.outer.empty()) names.push_back(command.name);
  }
  return joined(names);
}

/// "run", or "sweep run" of a nested one.
std::string full_name(const Command& command) {
  return command.outer.empty() ? command.name : command.outer + " " + command.name;
}

/// Commands that nest others, as alternatives of a pattern.
std::string outer_names(const std::vector<Command>& commands) {
  std::vector<std::string> names;
  for (const Command& command : commands) {
    if (!command.outer.empty() && (names.empty() || names.back() != command.outer)) names.push_back(command.outer);
  }
  return joined(names, "|");
}

/// When fish is at a command: its name has been given, and its outer one's, but none nested in it.
std::string fish_condition(const Command& command, const std::vector<Command>& commands) {
  const std::string seen = "__fish_seen_subcommand_from ";
  std::string condition = seen + command.name;
  if (!command.outer.empty()) return "'" + seen + command.outer + "; and " + condition + "'";
  for (const Command& other : commands) {
    if (other.name == command.name && !other.outer.empty()) condition += "; and not " + seen + other.outer;
    if (other.outer == command.name) condition += "; and not " + seen + other.name;
  }
  return "'" + condition + "'";
}

}  // namespace

std::string bash_completion(const CLI::App& app) {
  const std::vector<Command> commands = commands_of(app);
  std::string cases, values;
  for (const Command& command : commands) {
    cases += "    '" + full_name(command) + "') options='" + option_names(command) + "' words='" + joined(command.arguments) +
             "' files=" + (command.argument == Takes::file ? "1" : "0") + " ;;\n";
    for (const Word& option : command.options) {
      if (!option.values.empty())
        values += "    " + joined(option.names, "|") + ") COMPREPLY=($(compgen -W '" + joined(option.values) +
                  "' -- \"$cur\")); return ;;\n";
    }
  }
  return "# bash completion for povtrap, made by `povtrap completion bash`\n"
         "_povtrap_parameters='" +
         joined(parameter_words()) +
         "'\n"
         "_povtrap() {\n"
         "  local cur prev command options words files\n"
         "  # = and : end a word for bash, but not in a.b=c\n"
         "  local line=${COMP_LINE:0:COMP_POINT}\n"
         "  cur=${line##*[[:space:]]}\n"
         "  prev=${line%\"$cur\"}; prev=${prev%\"${prev##*[![:space:]]}\"}; prev=${prev##*[[:space:]]}\n"
         "  command=${COMP_WORDS[1]}\n"
         "  case $command in " +
         outer_names(commands) +
         ") [[ $COMP_CWORD -gt 2 ]] && command+=\" ${COMP_WORDS[2]}\" ;; esac\n"
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
    if (command.outer.empty()) names += "    '" + command.name + ":" + zsh_text(command.meaning) + "'" + "\n";
    cases += "      '" + full_name(command) + "')\n        _arguments -s";
    for (const Word& option : command.options) {
      const std::string action = !option.values.empty()             ? ":value:(" + joined(option.values) + ")"
                                 : option.takes == Takes::file      ? ":file:_files"
                                 : option.takes == Takes::parameter ? ":parameter:_povtrap_parameters"
                                 : option.takes == Takes::word      ? ":value: "
                                                                    : "";
      for (const std::string& name : option.names) {
        cases += " \\\n          '*" + name + "[" + zsh_text(option.meaning) + "]" + action + "'";
      }
    }
    const std::string words = command.arguments.empty() ? (command.argument == Takes::file ? "_files" : " ")
                                                        : std::string("(") + joined(command.arguments) + ")";
    cases += " \\\n          '*:argument:" + words + "' ;;\n";
  }
  return "#compdef povtrap\n# zsh completion for povtrap, made by `povtrap completion zsh`\n"
         "_povtrap_parameters() {\n  compadd -S '' -- " +
         joined(parameter_words()) +
         "\n}\n"
         "_povtrap() {\n  local -a commands\n  commands=(\n" +
         names +
         "  )\n"
         "  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n  fi\n"
         "  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n"
         "  case $command in (" +
         outer_names(commands) +
         ") if (( CURRENT > 2 )); then command+=\" $words[2]\"; shift words; (( CURRENT-- )); fi ;; esac\n"
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
    if (command.outer.empty()) script += first + " -a " + command.name + " -d " + fish_text(command.meaning) + "\n";
    const std::string here = "complete -c povtrap -n " + fish_condition(command, commands);
    if (command.argument == Takes::file) script += here + " -F\n";
    if (!command.arguments.empty()) script += here + " -a " + fish_text(joined(command.arguments)) + "\n";
    for (const Word& option : command.options) {
      script += here;
      for (const std::string& name : option.names)
        script += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
      if (option.takes == Takes::file) script += " -r -F";
      if (option.takes == Takes::word) script += " -x";
      if (!option.values.empty()) script += " -a " + fish_text(joined(option.values));
      if (option.takes == Takes::parameter) script += " -x -a " + fish_text(joined(parameter_words()));
      script += " -d " + fish_text(option.meaning) + "\n";
    }
  }
  for (const Word& option : described(app).options) {
    script += first;
    for (const std::string& name : option.names)
      script += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
    script += " -d " + fish_text(option.meaning) + "\n";
  }
  return script;
}

}  // namespace povtrap::app
