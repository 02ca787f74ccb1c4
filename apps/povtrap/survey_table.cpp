#include "survey_table.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "output.hpp"

namespace povtrap::app {

namespace {

constexpr std::size_t width = 16;

std::string shown(double value, const char* format, double factor = 1) {
  return right(std::isfinite(value) ? number(format, factor * value) : "", width);
}

std::int64_t count(const Dataset& group, const std::string& name) {
  return std::get<std::vector<std::int64_t>>(group.variable(name).values).at(0);
}

const std::vector<double>& values(const Dataset& group, const std::string& name) {
  return std::get<std::vector<double>>(group.variable(name).values);
}

/// Where the survey's own line differs from the economy's, both are named.
std::string line_name(double surveyed, double simulated) {
  const std::string text = "headcount below " + number("%.0f", surveyed);
  return std::abs(surveyed - simulated) < 1e-9 * simulated ? text : text + " (income " + number("%.0f", simulated) + ")";
}

std::string notes(const Dataset& group) {
  std::string text = "survey of " + grouped(count(group, "rows_read")) + " households";
  if (const auto dropped = count(group, "rows_dropped"); dropped > 0) text += ", " + grouped(dropped) + " left out";
  const auto unmet = count(group, "households_unmet");
  return text + "; simulated ones with more than their income from property alone: " + grouped(unmet) + "\n";
}

}  // namespace

std::string survey_table(const Dataset& result) {
  const auto found = std::ranges::find(result.groups, "survey", &std::pair<std::string, Dataset>::first);
  if (found == result.groups.end()) return {};
  const Dataset& group = found->second;
  const auto& stages = std::get<std::vector<std::string>>(group.variable("stage").values);
  const std::vector<double>& lines = std::get<std::vector<double>>(result.variable("line").values);
  std::vector<std::string> names;
  std::vector<std::string> rows;
  const auto add = [&](const std::string& name, const std::vector<double>& all, std::size_t at, std::size_t step,
                       const char* format, double factor) {
    if (std::none_of(all.begin(), all.end(), [](double value) { return std::isfinite(value); })) return;
    names.push_back(name);
    rows.emplace_back();
    for (std::size_t s = 0; s < stages.size(); ++s) rows.back() += shown(all[s * step + at], format, factor);
  };
  for (std::size_t l = 0; l < lines.size(); ++l)
    add(line_name(values(group, "survey_line")[l], lines[l]) + ", %", values(group, "headcount"), l, lines.size(), "%.2f", 100);
  add("headcount below own median's share, %", values(group, "relative_headcount"), 0, 1, "%.2f", 100);
  add("Gini", values(group, "gini"), 0, 1, "%.4f", 1);
  add("mean, LCU", values(group, "mean"), 0, 1, "%.0f", 1);
  add("median, LCU", values(group, "median"), 0, 1, "%.0f", 1);
  const std::size_t first = std::ranges::max(names, {}, &std::string::size).size();
  std::string text = left("", first);
  for (const std::string& stage : stages) text += right(stage, width);
  text += "\n";
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const std::string row = left(names[k], first) + rows[k];
    text += row.substr(0, row.find_last_not_of(' ') + 1) + "\n";
  }
  return text + notes(group);
}

}  // namespace povtrap::app
