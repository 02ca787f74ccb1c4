#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <memory>

#include "bench_options.hpp"
#include "bench_report.hpp"
#include "bench_timing.hpp"
#include "commands.hpp"
#include "output.hpp"

namespace povtrap::app {

namespace {

void bench(const BenchArguments& arguments) {
  const BenchOptions options = bench_options(arguments);
  Yardsticks yardsticks(options.array_bytes);
  std::vector<TimedEconomy> all;
  for (const std::int64_t households : options.households) {
    for (const std::string& economy : options.economies) {
      all.push_back(time_economy(economy, households, options, yardsticks));
      if (!arguments.json) print(bench_text(all.back()));
    }
  }
  if (arguments.json) print(bench_json(all, options));
}

}  // namespace

void add_bench(CLI::App& app, Action& action) {
  auto* command = app.add_subcommand("bench", "Measures how fast this machine simulates, beside what it can do at most.");
  auto arguments = std::make_shared<BenchArguments>();
  const auto add = [&](const char* name, std::optional<std::string>& value, const char* help, const char* text) {
    command->add_option(name, value, help)->option_text(text);
  };
  add("--economies", arguments->economies, "some of whole, minimal and default [whole,minimal]", "LIST");
  add("--households", arguments->households, "sizes [1e4,1e5,1e6]", "LIST");
  add("--threads", arguments->threads, "numbers of threads, which take turns [1 and all]", "LIST");
  add("--repetitions", arguments->repetitions, "of each, for medians [5]", "N");
  add("--years", arguments->years, "simulated in a repetition, at least [1]", "N");
  command->add_flag("--small", arguments->small, "2,000 households, twice: only whether it works [off]");
  command->add_flag("--json", arguments->json, "for programs, and bench/compare.py [off]");
  command->footer("Examples:\n  povtrap bench\n  povtrap bench --economies whole --households 1e6,1e7 --json > bench.json");
  command->callback([arguments, &action] { action = [arguments] { bench(*arguments); }; });
}

}  // namespace povtrap::app
