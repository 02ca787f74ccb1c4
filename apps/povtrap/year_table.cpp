#include "year_table.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <povtrap/simulation.hpp>

#include "output.hpp"

namespace povtrap::app {

namespace {

constexpr std::array<const char*, 9> series_names = {"headcount",   "poverty_gap",   "severity",   "watts",       "gini",
                                                     "mean_income", "median_income", "employment", "support_paid"};
constexpr const char* observed_name = "observed_headcount";

/// The numbers of a variable of any numeric kind.
std::vector<double> numbers(const Variable& variable) {
  return std::visit(
      []<class T>(const std::vector<T>& values) -> std::vector<double> {
        if constexpr (std::is_same_v<T, std::string>) {
          return {};
        } else {
          return {values.begin(), values.end()};
        }
      },
      variable.values);
}

/// The calendar years of the rows, chosen by the same rule as those of every other series.
std::vector<std::int64_t> years_of(const Dataset& result) {
  Variable year = result.variable("year");
  year.values = numbers(year);
  Dataset axis;
  axis.dimensions = result.dimensions;
  axis.variables = {year, result.variable("period_of_year")};
  std::vector<std::int64_t> years;
  for (const double value : yearly_series(axis, "year")) years.push_back(std::llround(value));
  return years;
}

std::vector<double> observed_of(const Dataset& result, const std::vector<std::int64_t>& years) {
  std::vector<double> observed(years.size(), std::numeric_limits<double>::quiet_NaN());
  if (!result.has_variable(observed_name) || !result.has_variable("observed_year")) return observed;
  const std::vector<double> at = numbers(result.variable("observed_year"));
  const std::vector<double> shares = numbers(result.variable(observed_name));
  for (std::size_t i = 0; i < std::min(at.size(), shares.size()); ++i) {
    const auto row = std::ranges::find(years, std::llround(at[i]));
    if (row != years.end()) observed[static_cast<std::size_t>(row - years.begin())] = shares[i];
  }
  return observed;
}

/// The shortest text that reads back as the same number.
std::string exact(double value) {
  if (!std::isfinite(value)) return "";
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return {text.data(), end};
}

enum class Show { percent, index, money };

struct Column {
  const char* series;
  const char* heading;
  const char* unit;
  Show show;
};

constexpr std::array<Column, 7> columns = {{{"headcount", "headcount", "%", Show::percent},
                                            {observed_name, "observed", "%", Show::percent},
                                            {"poverty_gap", "poverty gap", "%", Show::percent},
                                            {"gini", "Gini", "", Show::index},
                                            {"mean_income", "mean income", "LCU/head", Show::money},
                                            {"employment", "employment", "%", Show::percent},
                                            {"support_paid", "support paid", "LCU/head", Show::money}}};

/// Heading, unit and values of a column, one below the other, all equally wide.
std::vector<std::string> cells(const std::string& heading, const std::string& unit, std::vector<std::string> values) {
  values.insert(values.begin(), {heading, unit});
  const std::size_t width = std::ranges::max(values, {}, &std::string::size).size() + 2;
  for (auto& value : values) value = right(value, width);
  return values;
}

std::vector<std::string> shown(const std::vector<double>& values, Show show) {
  const bool large = std::ranges::any_of(values, [](double value) { return std::abs(value) >= 100; });
  const char* const format = show == Show::percent ? "%.1f" : show == Show::index ? "%.3f" : large ? "%.0f" : "%.2f";
  std::vector<std::string> texts;
  for (const double value : values) {
    texts.push_back(std::isfinite(value) ? number(format, show == Show::percent ? 100 * value : value) : "");
  }
  return texts;
}

}  // namespace

YearTable::YearTable(const Dataset& result) : years(years_of(result)) {
  for (const char* name : series_names) series.emplace_back(name, yearly_series(result, name));
  series.emplace_back(observed_name, observed_of(result, years));
}

std::string YearTable::text() const {
  std::vector<std::string> lines(years.size() + 2);
  const auto append = [&](const std::vector<std::string>& column) {
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i] += column[i];
  };
  std::vector<std::string> year_texts;
  for (const std::int64_t year : years) year_texts.push_back(std::to_string(year));
  append(cells("year", "", year_texts));
  for (const Column& column : columns) {
    const auto found = std::ranges::find(series, column.series, &std::pair<std::string, std::vector<double>>::first);
    append(cells(column.heading, column.unit, shown(found->second, column.show)));
  }
  std::string table;
  for (std::string& line : lines) table += line.erase(line.find_last_not_of(' ') + 1) + "\n";
  return table;
}

std::string YearTable::json() const {
  nlohmann::ordered_json object = {{"year", years}};
  for (const auto& [name, values] : series) object[name] = values;
  return object.dump(1) + "\n";
}

std::string YearTable::csv() const {
  std::string table = "year";
  for (const auto& [name, values] : series) table += "," + name;
  table += "\n";
  for (std::size_t row = 0; row < years.size(); ++row) {
    table += std::to_string(years[row]);
    for (const auto& [name, values] : series) table.append(",").append(exact(values[row]));
    table += "\n";
  }
  return table;
}

}  // namespace povtrap::app
