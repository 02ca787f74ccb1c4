#include "bench_options.hpp"

#include <algorithm>
#include <cmath>
#include <povtrap/error.hpp>
#include <sstream>

#include "arguments.hpp"
#include "core/parallel.hpp"
#include "experiments/every_rule.hpp"
#include "minimal_economy.hpp"
#include "yardsticks.hpp"

namespace povtrap::app {

namespace {

constexpr std::int64_t most_households = 1'000'000'000, most_threads = 1024, most_repetitions = 1000, most_years = 1000;

std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> parts;
  std::istringstream stream(list);
  for (std::string part; std::getline(stream, part, ',');) parts.push_back(part);
  return parts;
}

/// A whole number that may be written 1e6.
std::int64_t count_of(const std::string& option, const std::string& text, std::int64_t most) {
  std::size_t used = 0;
  double value = 0;
  try {
    value = std::stod(text, &used);
  } catch (const std::exception&) {
    used = 0;
  }
  if (used == 0 || used != text.size() || !(value >= 1) || value > static_cast<double>(most) || value != std::floor(value)) {
    throw ConfigError(option + " \"" + text + "\": this is not a whole number from 1 to " + std::to_string(most) +
                      " (nothing was measured) write for instance " + option + " 1e5,1e6");
  }
  return static_cast<std::int64_t>(value);
}

std::vector<std::int64_t> counts_of(const std::string& option, const std::string& list, std::int64_t most) {
  std::vector<std::int64_t> counts;
  for (const std::string& part : split(list)) counts.push_back(count_of(option, part, most));
  if (counts.empty())
    throw ConfigError(option + ": nothing is listed (nothing was measured) write for instance " + option + " 1");
  return counts;
}

std::vector<std::string> economies_of(const std::string& list) {
  const std::vector<std::string> names = split(list);
  for (const std::string& name : names) {
    if (name != "whole" && name != "minimal" && name != "default") {
      throw ConfigError("--economies \"" + name + "\": there is no such economy (nothing was measured) give some of " +
                        "whole,minimal,default");
    }
  }
  return names;
}

/// One thread, and all there are.
std::vector<int> usual_threads() {
  const int all = available_threads();
  return all == 1 ? std::vector<int>{1} : std::vector<int>{1, all};
}

}  // namespace

BenchOptions bench_options(const BenchArguments& arguments) {
  BenchOptions options;
  constexpr std::size_t small_array = std::size_t{8} << 20;
  options.economies = economies_of(arguments.economies.value_or("whole,minimal"));
  options.households =
      counts_of("--households", arguments.households.value_or(arguments.small ? "2e3" : "1e4,1e5,1e6"), most_households);
  options.threads = usual_threads();
  if (arguments.threads) {
    options.threads.clear();
    for (const std::int64_t threads : counts_of("--threads", *arguments.threads, most_threads))
      options.threads.push_back(static_cast<int>(threads));
  }
  options.repetitions =
      whole_number("--repetitions", arguments.repetitions, 1, most_repetitions).value_or(arguments.small ? 2 : 5);
  options.years = whole_number("--years", arguments.years, 1, most_years).value_or(1);
  options.small = arguments.small;
  options.array_bytes = arguments.small ? small_array : beyond_all_caches();
  return options;
}

Config bench_economy(const std::string& name, std::int64_t households) {
  Config config = name == "minimal" ? Config::from_text(minimal_economy, "configs/minimal.toml") : Config();
  if (name == "minimal") config.set("top_up.active", "true");
  if (name == "whole") {
    for (const auto& [path, value] : every_rule_on()) config.set(path, value);
  }
  config.set("population.households", std::to_string(households));
  config.set("run.burn_in_years", "1");
  config.set("run.growth_burn_in_years", "1");
  config.set("run.years", "1000");
  config.check();
  return config;
}

}  // namespace povtrap::app
