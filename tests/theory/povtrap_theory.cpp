#include <algorithm>
#include <cmath>
#include <cstdio>
#include <povtrap/error.hpp>
#include <string>
#include <utility>
#include <vector>

#include "support/canonical_values.hpp"

// Prints what the engine makes of the canonical configurations beside what theory says: docs/howto/canonical.md.

namespace {

using povtrap::Config;
using povtrap::ConfigError;
using povtrap::theory::all_canonical;
using povtrap::theory::Canonical;
using povtrap::theory::Expected;
using povtrap::theory::Values;

constexpr const char* usage =
    "povtrap_theory [--set path=value]... [NAME]...\n"
    "NAME: solow savings_trap step_technology logistic east_west nutrition_trap schooling_trap sim portfolio two_regions "
    "village_fund interest_discount\n"
    "Reads the values of the canonical configurations off the engine, all of them if none is named, and compares them with "
    "theory.\n"
    "With --set there is nothing to compare with, and the values alone are printed. Ends with 1 if a value is outside its "
    "tolerance.\n";

struct Request {
  std::vector<std::pair<std::string, std::string>> settings;
  std::vector<std::string> names;
  bool help = false;

  [[nodiscard]] bool wants(const Canonical& canonical) const {
    return names.empty() || std::find(names.begin(), names.end(), canonical.name) != names.end();
  }
};

std::pair<std::string, std::string> parse_setting(const std::string& text) {
  const auto equals = text.find('=');
  if (equals != std::string::npos) return {text.substr(0, equals), text.substr(equals + 1)};
  throw ConfigError("--set " + text + ": there is no = in it (nothing would change) write --set path=value");
}

std::string known_name(const std::string& name) {
  const auto& all = all_canonical();
  if (std::any_of(all.begin(), all.end(), [&](const Canonical& c) { return c.name == name; })) return name;
  throw ConfigError("\"" + name + "\" is no canonical configuration (there is nothing to measure) see povtrap_theory --help");
}

Request parse(const std::vector<std::string>& arguments) {
  Request request;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (argument == "--help" || argument == "-h") {
      request.help = true;
    } else if (argument == "--set" && i + 1 < arguments.size()) {
      request.settings.push_back(parse_setting(arguments[++i]));
    } else if (argument.starts_with("--set=")) {
      request.settings.push_back(parse_setting(argument.substr(6)));
    } else {
      request.names.push_back(known_name(argument));
    }
  }
  return request;
}

std::string text(double value) {
  if (std::isnan(value)) return "none";
  char buffer[40];
  std::snprintf(buffer, sizeof buffer, "%.12g", value);
  return buffer;
}

void print_measured(const Values& values) {
  std::printf("%-38s %16s\n", "id", "engine");
  for (const auto& [id, value] : values) std::printf("%-38s %16s\n", id.c_str(), text(value).c_str());
}

/// Returns how many values are outside their tolerance.
int print_compared(const Values& values, const std::vector<Expected>& expected) {
  int off = 0;
  std::printf("%-38s %16s %16s %9s %9s     %s\n", "id", "expected", "engine", "error", "tolerance", "ok");
  for (const Expected& e : expected) {
    const auto found = values.find(e.id);
    const double engine = found == values.end() ? povtrap::theory::none : found->second;
    off += e.holds(engine) ? 0 : 1;
    std::printf("%-38s %16s %16s %9.1e %9.0e %s %s\n", e.id.c_str(), text(e.value).c_str(), text(engine).c_str(), e.error(engine),
                e.tolerance, e.relative ? "rel" : "abs", e.holds(engine) ? "yes" : "NO");
  }
  return off;
}

int measure(const Request& request) {
  int off = 0;
  for (const Canonical& canonical : all_canonical()) {
    if (!request.wants(canonical)) continue;
    auto settings = canonical.settings;
    settings.insert(settings.end(), request.settings.begin(), request.settings.end());
    std::printf("%s\n", canonical.name.c_str());
    const Values values = canonical.measure(povtrap::theory::canonical(canonical.file, settings));
    if (request.settings.empty()) {
      off += print_compared(values, povtrap::theory::expected_values(canonical.prefix));
    } else {
      print_measured(values);
    }
    std::printf("\n");
  }
  return off;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const Request request = parse(std::vector<std::string>(argv + 1, argv + argc));
    if (request.help) {
      std::fputs(usage, stdout);
      return 0;
    }
    const int off = measure(request);
    if (off > 0) std::fprintf(stderr, "%d values are outside their tolerance\n", off);
    return off > 0 ? 1 : 0;
  } catch (const povtrap::Error& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return error.exit_code();
  }
}
