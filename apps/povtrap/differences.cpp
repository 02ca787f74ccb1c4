#include "differences.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <set>

#include "output.hpp"

namespace povtrap::app {

namespace {

using Attributes = std::vector<std::pair<std::string, std::string>>;

template <class T>
bool same(const T& a, const T& b) {
  if constexpr (std::is_floating_point_v<T>) {
    return (std::isnan(a) && std::isnan(b)) || (a == b && std::signbit(a) == std::signbit(b));
  } else {
    return a == b;
  }
}

template <class T>
std::string shown(const T& value) {
  if constexpr (std::is_same_v<T, std::string>) {
    constexpr std::size_t most = 40;
    return std::string("\"") + value.substr(0, most) + (value.size() > most ? "..." : "") + "\"";
  } else if constexpr (std::is_floating_point_v<T>) {
    return number("%.17g", static_cast<double>(value));
  } else {
    return std::to_string(value);
  }
}

/// The first line in which two long texts differ.
std::string line_of(const std::string& found, const std::string& expected) {
  const auto place = std::ranges::mismatch(found, expected).in1;
  const auto line = 1 + std::count(found.begin(), place, '\n');
  return line > 1 || found.find('\n') != std::string::npos ? "line " + std::to_string(line) + " of the text differs" : "";
}

/// Compares the variables of one group.
class Comparison {
 public:
  Comparison(std::string prefix, const std::vector<int>& years, std::vector<Difference>& out)
      : prefix_(std::move(prefix)), years_(years), out_(out) {}

  void compare(const Dataset& found, const Dataset& expected) {
    compare_dimensions(found, expected);
    compare_attributes("attributes of the file", found.attributes, expected.attributes);
    for (const Variable& variable : expected.variables) {
      if (variable.name == "manifest_json") continue;
      if (!found.has_variable(variable.name)) {
        add(variable.name, "missing");
      } else {
        compare(found.variable(variable.name), variable);
      }
    }
    for (const Variable& variable : found.variables) {
      if (variable.name != "manifest_json" && !expected.has_variable(variable.name))
        add(variable.name, "not made by this povtrap");
    }
  }

 private:
  void add(const std::string& name, const std::string& what) { out_.push_back({prefix_ + name, what}); }

  void compare_dimensions(const Dataset& found, const Dataset& expected) {
    const auto texts = [](const Dataset& dataset) {
      std::set<std::string> lengths;
      for (const Dimension& d : dataset.dimensions) {
        lengths.insert(d.name + " = " + std::to_string(d.length) + (d.unlimited ? " (unlimited)" : ""));
      }
      return lengths;
    };
    const std::set<std::string> is = texts(found), should = texts(expected);
    for (const std::string& text : is) {
      if (!should.contains(text)) add("dimension", text);
    }
    for (const std::string& text : should) {
      if (!is.contains(text)) add("dimension", text + " is missing");
    }
  }

  void compare_attributes(const std::string& of, const Attributes& found, const Attributes& expected) {
    static const std::set<std::string> of_the_moment = {"source", "date_created"};
    const std::map<std::string, std::string> is(found.begin(), found.end()), should(expected.begin(), expected.end());
    for (const auto& [name, value] : should) {
      const auto other = is.find(name);
      if (of_the_moment.contains(name)) continue;
      if (other == is.end() || other->second != value) {
        add(of, name + " is " + (other == is.end() ? "missing" : shown(other->second)) + " instead of " + shown(value));
      }
    }
    for (const auto& [name, value] : is) {
      if (!should.contains(name)) add(of, name + " was added");
    }
  }

  void compare(const Variable& found, const Variable& expected) {
    if (found.dimensions != expected.dimensions || found.values.index() != expected.values.index()) {
      return add(found.name, "has another shape or type");
    }
    Attributes is = found.attributes, should = expected.attributes;
    is.insert(is.end(), {{"units", found.units}, {"long_name", found.long_name}});
    should.insert(should.end(), {{"units", expected.units}, {"long_name", expected.long_name}});
    compare_attributes(found.name, is, should);
    std::visit(
        [&]<class T>(const std::vector<T>& values) { compare_values(found, values, std::get<std::vector<T>>(expected.values)); },
        found.values);
  }

  template <class T>
  void compare_values(const Variable& variable, const std::vector<T>& found, const std::vector<T>& expected) {
    if (found.size() != expected.size()) return add(variable.name, "has another number of values");
    const bool along_time = !variable.dimensions.empty() && variable.dimensions.front() == "time" && !years_.empty();
    const std::size_t width = along_time ? found.size() / years_.size() : 0;
    Difference difference{prefix_ + variable.name, ""};
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (same(found[i], expected[i])) continue;
      if (difference.values++ == 0) difference.what = words(found[i], expected[i]);
      if (width > 0) difference.years.push_back(years_[i / width]);
    }
    difference.years.erase(std::unique(difference.years.begin(), difference.years.end()), difference.years.end());
    if (difference.values > 0) out_.push_back(std::move(difference));
  }

  template <class T>
  static std::string words(const T& found, const T& expected) {
    if constexpr (std::is_same_v<T, std::string>) {
      if (const std::string line = line_of(found, expected); !line.empty()) return line;
    }
    return shown(found) + " instead of " + shown(expected);
  }

  std::string prefix_;
  const std::vector<int>& years_;
  std::vector<Difference>& out_;
};

}  // namespace

std::vector<Difference> differences(const Dataset& found, const Dataset& expected) {
  std::vector<int> years;
  if (expected.has_variable("year")) {
    if (const auto* values = std::get_if<std::vector<std::int32_t>>(&expected.variable("year").values)) years = *values;
  }
  const std::vector<int> none;
  std::vector<Difference> all;
  Comparison("", years, all).compare(found, expected);
  for (const auto& [name, group] : expected.groups) {
    const auto other = std::ranges::find(found.groups, name, &std::pair<std::string, Dataset>::first);
    if (other == found.groups.end()) {
      all.push_back({name, "this group is missing"});
    } else {
      Comparison(name + "/", none, all).compare(other->second, group);
    }
  }
  for (const auto& [name, group] : found.groups) {
    if (std::ranges::find(expected.groups, name, &std::pair<std::string, Dataset>::first) == expected.groups.end()) {
      all.push_back({name, "this group was not made by this povtrap"});
    }
  }
  return all;
}

}  // namespace povtrap::app
