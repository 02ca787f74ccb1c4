#include "year_table.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <nlohmann/json.hpp>
#include <povtrap/compare.hpp>
#include <povtrap/error.hpp>
#include <povtrap/replicates.hpp>
#include <povtrap/simulation.hpp>

#include "output.hpp"
#include "table.hpp"

namespace povtrap::app {

namespace {

constexpr std::array<const char*, 9> series_names = {"headcount",   "poverty_gap",   "severity",   "watts",       "gini",
                                                     "mean_income", "median_income", "employment", "support_paid"};
constexpr const char* observed_name = "observed_headcount";
constexpr double none = std::numeric_limits<double>::quiet_NaN();

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
  std::vector<double> observed(years.size(), none);
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
  const std::size_t width = width_of(std::ranges::max(values, {}, width_of)) + 2;
  for (auto& value : values) value = right(value, width + value.size() - width_of(value));
  return values;
}

/// `halves` are those of the intervals, none for a single run.
std::vector<std::string> shown(const std::vector<double>& values, const std::vector<double>& halves, Show show) {
  const bool large = std::ranges::any_of(values, [](double value) { return std::abs(value) >= 100; });
  const char* const format = show == Show::percent ? "%.1f" : show == Show::index ? "%.3f" : large ? "%.0f" : "%.2f";
  const auto text_of = [&](double value) { return number(format, show == Show::percent ? 100 * value : value); };
  std::vector<std::string> texts;
  for (std::size_t i = 0; i < values.size(); ++i) {
    texts.push_back(std::isfinite(values[i]) ? text_of(values[i]) : "");
    if (i < halves.size() && std::isfinite(halves[i])) texts.back() += " \u00b1" + text_of(halves[i]);
  }
  return texts;
}

}  // namespace

YearTable::YearTable(const Dataset& result) {
  if (is_replicated(result)) {
    read_replicates(result);
  } else {
    read_one(result);
  }
}

void YearTable::read_one(const Dataset& result) {
  years = years_of(result);
  for (const char* name : series_names) series.emplace_back(name, yearly_series(result, name));
  series.emplace_back(observed_name, observed_of(result, years));
}

/// Means over the runs; what all runs share, as the observed series, has no interval.
void YearTable::read_replicates(const Dataset& result) {
  std::vector<YearTable> runs;
  const std::vector<std::int64_t> all = seeds_of(result);
  for (std::size_t i = 0; i < all.size(); ++i) runs.emplace_back(replicate_of(result, i));
  if (runs.empty()) throw DataError("the result holds no run (there is nothing to show) is it damaged?");
  years = runs.front().years;
  series = runs.front().series;
  seeds = all;
  low = high = std::vector<std::vector<double>>(series.size(), std::vector<double>(years.size(), none));
  for (std::size_t s = 0; s + 1 < series.size(); ++s) {
    for (std::size_t row = 0; row < years.size(); ++row) {
      std::vector<double> values;
      for (const YearTable& run : runs) values.push_back(run.series[s].second[row]);
      const MeanInterval mean = mean_interval(values);
      series[s].second[row] = mean.mean;
      low[s][row] = mean.low;
      high[s][row] = mean.high;
    }
  }
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
    std::vector<double> halves;
    for (std::size_t row = 0; !seeds.empty() && row < years.size(); ++row) {
      const auto s = static_cast<std::size_t>(found - series.begin());
      halves.push_back((high[s][row] - low[s][row]) / 2);
    }
    append(cells(column.heading, column.unit, shown(found->second, halves, column.show)));
  }
  std::string table;
  for (std::string& line : lines) table += line.erase(line.find_last_not_of(' ') + 1) + "\n";
  if (!seeds.empty())
    table += "mean over seeds " + seeds_text(seeds) + (seeds.size() > 1 ? ", \u00b1 half of the 95 % interval\n" : "\n");
  return table;
}

std::string YearTable::json() const {
  nlohmann::ordered_json object;
  if (!seeds.empty()) object["seed"] = seeds;
  object["year"] = years;
  for (const auto& [name, values] : series) object[name] = values;
  for (std::size_t s = 0; s + 1 < series.size() && !seeds.empty(); ++s) {
    object[series[s].first + "_low"] = low[s];
    object[series[s].first + "_high"] = high[s];
  }
  return object.dump(1) + "\n";
}

std::string YearTable::csv() const {
  const std::size_t bounded = seeds.empty() ? 0 : series.size() - 1;  // the last one is observed and has no interval
  std::string table = "year";
  for (const auto& [name, values] : series) table += "," + name;
  for (std::size_t s = 0; s < bounded; ++s) table += "," + series[s].first + "_low," + series[s].first + "_high";
  table += "\n";
  for (std::size_t row = 0; row < years.size(); ++row) {
    table += std::to_string(years[row]);
    for (const auto& [name, values] : series) table.append(",").append(exact(values[row]));
    for (std::size_t s = 0; s < bounded; ++s)
      table.append(",").append(exact(low[s][row])).append(",").append(exact(high[s][row]));
    table += "\n";
  }
  return table;
}

}  // namespace povtrap::app
