#include "options.hpp"

#include <cmath>
#include <povtrap/error.hpp>
#include <sstream>

namespace povtrap::bench {

namespace {

constexpr const char* usage =
    "povtrap_macro [--economies whole,minimal,default] [--households 1e6,...] [--threads 1,...] [--repetitions 5] [--years 1] "
    "[--array 33554432] [--json FILE]";

std::vector<std::string> split(const std::string& list) {
  std::vector<std::string> parts;
  std::istringstream stream(list);
  for (std::string part; std::getline(stream, part, ',');) parts.push_back(part);
  return parts;
}

/// A whole number that may be written 1e6.
std::int64_t whole_number(const std::string& option, const std::string& text) {
  std::size_t used = 0;
  double value = 0;
  try {
    value = std::stod(text, &used);
  } catch (const std::exception&) {
  }
  if (used == 0 || used != text.size() || value < 1 || value != std::floor(value)) {
    throw ConfigError(option + " " + text + " is no whole number above zero (nothing to measure). Usage: " + usage);
  }
  return static_cast<std::int64_t>(value);
}

template <class T>
std::vector<T> whole_numbers(const std::string& option, const std::string& list) {
  std::vector<T> numbers;
  for (const std::string& part : split(list)) numbers.push_back(static_cast<T>(whole_number(option, part)));
  return numbers;
}

std::vector<std::string> economies(const std::string& list) {
  for (const std::string& name : split(list)) {
    if (name != "whole" && name != "minimal" && name != "default") {
      throw ConfigError("There is no economy '" + name + "' (only whole, minimal and default are measured). Usage: " + usage);
    }
  }
  return split(list);
}

}  // namespace

Options read_options(const std::vector<std::string>& words) {
  Options options;
  for (std::size_t w = 0; w < words.size(); w += 2) {
    const std::string& option = words[w];
    if (w + 1 == words.size()) throw ConfigError(option + " needs a value, or is no option. Usage: " + std::string(usage));
    const std::string& value = words[w + 1];
    if (option == "--economies")
      options.economies = economies(value);
    else if (option == "--households")
      options.households = whole_numbers<std::int64_t>(option, value);
    else if (option == "--threads")
      options.threads = whole_numbers<int>(option, value);
    else if (option == "--repetitions")
      options.repetitions = whole_number(option, value);
    else if (option == "--years")
      options.years = whole_number(option, value);
    else if (option == "--array")
      options.array_doubles = static_cast<std::size_t>(whole_number(option, value));
    else if (option == "--json")
      options.json = value;
    else
      throw ConfigError("There is no option " + option + ". Usage: " + std::string(usage));
  }
  return options;
}

}  // namespace povtrap::bench
