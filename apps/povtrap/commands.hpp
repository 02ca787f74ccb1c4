#pragma once

#include <functional>
#include <string>

namespace CLI {
class App;
}

namespace povtrap::app {

/// What is to be done once the whole command line has proved to be in order.
using Action = std::function<void()>;

/// Each adds one subcommand and, when the user has chosen it, leaves its work in `action`, which lives as long as `app`.
void add_run(CLI::App& app, Action& action, const std::string& command_line);
void add_check(CLI::App& app, Action& action);
void add_describe(CLI::App& app, Action& action);
void add_params(CLI::App& app, Action& action);
void add_summary(CLI::App& app, Action& action);
void add_compare(CLI::App& app, Action& action);
void add_design(CLI::App& app, Action& action);
void add_sweep(CLI::App& app, Action& action);
void add_digest(CLI::App& app, Action& action);
void add_verify(CLI::App& app, Action& action);
void add_rerun(CLI::App& app, Action& action, const std::string& command_line);
void add_bench(CLI::App& app, Action& action);
void add_completion(CLI::App& app, Action& action);

}  // namespace povtrap::app
