#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>
#include <nlohmann/json.hpp>
#include <povtrap/result_file.hpp>

#include "commands.hpp"
#include "output.hpp"

namespace povtrap::app {

namespace {

void print_digests(const std::vector<std::string>& files, bool json) {
  using Json = nlohmann::ordered_json;
  Json all = Json::array();
  for (const std::string& file : files) {
    const std::string hash = digest(read_result(file));
    if (json) {
      all.push_back({{"file", file}, {"digest", hash}});
    } else {
      print(hash + "  " + file + "\n");
    }
  }
  if (json) print(all.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace

void add_digest(CLI::App& app, Action& action) {
  auto* command =
      app.add_subcommand("digest", "Prints one hash over all variables; equal results have equal hashes on any machine.");
  auto files = std::make_shared<std::vector<std::string>>();
  command->add_option("FILE", *files, "result files of povtrap run")->option_text(" ")->required();
  auto json = std::make_shared<bool>(false);
  command->add_flag("--json", *json, "a list of objects [off]");
  command->footer("Examples:\n  povtrap digest baseline.h5\n  povtrap digest one-thread.h5 eight-threads.h5");
  command->callback([files, json, &action] { action = [files, json] { print_digests(*files, *json); }; });
}

}  // namespace povtrap::app
