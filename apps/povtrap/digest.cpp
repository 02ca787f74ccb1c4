#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>
#include <povtrap/result_file.hpp>

#include "commands.hpp"
#include "output.hpp"

namespace povtrap::app {

void add_digest(CLI::App& app, Action& action) {
  auto* command =
      app.add_subcommand("digest", "Prints one hash over all variables; equal results have equal hashes on any machine.");
  auto files = std::make_shared<std::vector<std::string>>();
  command->add_option("FILE", *files, "result files of povtrap run")->option_text(" ")->required();
  command->footer("Examples:\n  povtrap digest baseline.h5\n  povtrap digest one-thread.h5 eight-threads.h5");
  command->callback([files, &action] {
    action = [files] {
      for (const std::string& file : *files) print(digest(read_result(file)) + "  " + file + "\n");
    };
  });
}

}  // namespace povtrap::app
