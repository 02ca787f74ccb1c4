#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <csignal>
#include <filesystem>
#include <new>
#include <povtrap/command.hpp>
#include <povtrap/error.hpp>
#include <povtrap/version.hpp>
#include <string>
#include <vector>

#include "checkpoint_keeper.hpp"
#include "command_line.hpp"
#include "commands.hpp"
#include "interrupts.hpp"
#include "output.hpp"
#include "sweep_commands.hpp"
#include "usage.hpp"

namespace povtrap::app {

namespace {

constexpr int usage_code = 2;
constexpr int unexpected_code = 70;    // EX_SOFTWARE of sysexits.h
constexpr int stopped_code = 75;       // EX_TEMPFAIL: go on later
constexpr int interrupted_code = 128;  // and the number of the signal, as shells count

int fail(const std::string& message, int code) {
  tell("povtrap: error: " + message + "\n");
  return code;
}

/// The command line as a shell would read it again.
std::string quoted(const std::string& program, const std::vector<std::string>& arguments) {
  std::string line = program;
  for (const std::string& argument : arguments) {
    const bool plain = !argument.empty() && argument.find_first_of(" \t\n'\"\\$`*?[]{}()<>|&;!#~") == std::string::npos;
    std::string word = argument;
    for (auto quote = word.find('\''); quote != std::string::npos; quote = word.find('\'', quote + 4))
      word.replace(quote, 1, "'\\''");
    line += plain ? " " + word : " '" + word + "'";
  }
  return line;
}

int obey(const std::string& program, const std::vector<std::string>& arguments, const Registry& own) {
  CommandLine app("Agent-based economics of poverty traps: simulates a nation of households, firms and governments.", program,
                  own);
  use_compact_help(app);
  app.set_help_flag("-h,--help", "show this help");
  app.set_version_flag("--version", "povtrap " + std::string(version()) + " (" + std::string(commit()) + ")", "show the version");
  app.require_subcommand(1);
  Action action;
  add_run(app, action, quoted(program, arguments));
  add_check(app, action);
  add_describe(app, action);
  add_params(app, action);
  add_summary(app, action);
  add_compare(app, action);
  add_design(app, action);
  add_sweep(app, action);
  add_digest(app, action);
  add_verify(app, action);
  add_rerun(app, action, quoted(program, arguments));
  add_bench(app, action);
  add_completion(app, action);
  app.footer("Examples:\n  povtrap run configs/baseline.toml\n  povtrap run --help");
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::CallForHelp&) {
    print(app.help());
    return 0;
  } catch (const CLI::CallForVersion& version) {
    print(std::string(version.what()) + "\n");
    return 0;
  } catch (const CLI::ParseError& error) {
    return fail(usage_fault(app, arguments, error), usage_code);
  }
  action();
  return 0;
}

/// The one place where faults become messages and exit codes.
int obey_safely(const std::string& program, const std::vector<std::string>& arguments, const Registry& own) {
  try {
    return obey(program, arguments, own);
  } catch (const Error& error) {
    return fail(error.what(), error.exit_code());
  } catch (const Stopped& stop) {
    return fail("stopped after " + std::to_string(stop.periods_done) + " of " + std::to_string(stop.last_period) +
                    " periods (nothing is lost) go on with: " + quoted(program, {"run", "--resume", stop.checkpoint}),
                stopped_code);
  } catch (const SweepStopped& stop) {
    return fail("stopped with " + std::to_string(stop.left) + " runs left (nothing else is lost) go on with the same command; see: " +
                    quoted(program, {"sweep", "status", stop.folder}),
                stopped_code);
  } catch (const Interrupted& stop) {
    return fail("interrupted (no result was written)", interrupted_code + stop.signal);
  } catch (const std::bad_alloc&) {
    return fail("there is not enough memory (every household needs some) lower population.households", unexpected_code);
  } catch (const std::exception& error) {
    return fail(std::string("unexpected: ") + error.what() +
                    " (this is a fault of povtrap, not yours) please report it with the configuration and this command",
                unexpected_code);
  }
}

}  // namespace

Registry own_rules(const CLI::App& subcommand) {
  const CLI::App* top = &subcommand;
  while (top->get_parent() != nullptr) top = top->get_parent();
  const auto* line = dynamic_cast<const CommandLine*>(top);
  return line == nullptr ? Registry() : line->own();
}

}  // namespace povtrap::app

int povtrap::command_main(int count, char** words, const Registry& own) {
  std::signal(SIGPIPE, SIG_IGN);  // a reader that leaves early is an answer of fwrite, not the end
  const int first = count > 0 ? 1 : 0;
  const std::string program = count > 0 ? std::filesystem::path(words[0]).filename().string() : "povtrap";
  return app::obey_safely(program, {words + first, words + count}, own);
}
