#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <povtrap/sensitivity.hpp>
#include <povtrap/sweep.hpp>
#include <povtrap/sweep_summary.hpp>

#include "arguments.hpp"
#include "core/field_text.hpp"
#include "output.hpp"
#include "sweep_commands.hpp"
#include "table.hpp"

namespace povtrap::app {

namespace {

constexpr std::int64_t most_resamples = 1'000'000, last_year = 9999, most_points = 1'000'000'000;
constexpr std::size_t shown_rows = 40;

struct ResultArguments {
  std::string folder;
  std::vector<std::string> series;
  std::optional<std::string> year, base, resamples;
  bool json = false, csv = false;
};

using Json = nlohmann::ordered_json;

/// Empty for what does not exist.
std::string cell(double value) {
  return std::isfinite(value) ? number_text(value) : "";
}

Json number_or_null(double value) {
  return std::isfinite(value) ? Json(value) : Json(nullptr);
}

/// A value of a parameter as a field of a CSV file: lists hold commas; one that was left as configured is "nan" and stays empty.
std::string value_cell(const std::string& value) {
  if (value == "nan") return "";
  if (value.find_first_of(",\"\r\n") == std::string::npos) return value;
  std::string quoted = "\"";
  for (const char c : value) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + "\"";
}

std::string summary_csv(const SweepSummary& summary) {
  std::string text = "point";
  for (const std::string& parameter : summary.parameters) text += "," + parameter;
  text += ",year,series,where,replicates,mean,low,high,q05,median,q95,difference,difference_low,difference_high,enough\n";
  for (const PointSummary& row : summary.rows) {
    const auto point = std::ranges::lower_bound(summary.points, row.point, {}, &SummaryPoint::point);
    text += std::to_string(row.point);
    for (const std::string& value : point->values) text += "," + value_cell(value);
    text += "," + std::to_string(summary.year) + "," + row.series + "," + row.where + "," + std::to_string(row.replicates);
    for (const double value : {row.mean, row.low, row.high, row.lower_quantile, row.median, row.upper_quantile, row.difference,
                               row.difference_low, row.difference_high, row.enough})
      text += "," + cell(value);
    text += "\n";
  }
  return text;
}

std::string summary_json(const SweepSummary& summary) {
  Json points = Json::array(), rows = Json::array();
  for (const SummaryPoint& point : summary.points) {
    Json values = Json::object();
    for (std::size_t p = 0; p < summary.parameters.size(); ++p) values[summary.parameters[p]] = point.values[p];
    points.push_back({{"point", point.point}, {"values", values}});
  }
  for (const PointSummary& row : summary.rows) {
    rows.push_back({{"point", row.point},
                    {"series", row.series},
                    {"where", row.where},
                    {"replicates", row.replicates},
                    {"mean", number_or_null(row.mean)},
                    {"low", number_or_null(row.low)},
                    {"high", number_or_null(row.high)},
                    {"q05", number_or_null(row.lower_quantile)},
                    {"median", number_or_null(row.median)},
                    {"q95", number_or_null(row.upper_quantile)},
                    {"difference", number_or_null(row.difference)},
                    {"difference_low", number_or_null(row.difference_low)},
                    {"difference_high", number_or_null(row.difference_high)},
                    {"enough", number_or_null(row.enough)}});
  }
  return Json({{"year", summary.year}, {"runs", summary.runs}, {"done", summary.done}, {"points", points}, {"rows", rows}})
             .dump(2, ' ', false, Json::error_handler_t::replace) +
         "\n";
}

std::string rounded(double value) {
  return std::isfinite(value) ? number("%.4g", value) : "";
}

/// The first rows, for the eye.
std::string summary_text(const SweepSummary& summary) {
  Table table("year " + std::to_string(summary.year) + ", " + grouped(static_cast<std::int64_t>(summary.done)) + " of " +
                  grouped(static_cast<std::int64_t>(summary.runs)) + " runs",
              {"point", "series", "runs", "mean", "low", "high", "difference", "low", "high", "enough"});
  for (std::size_t r = 0; r < std::min(shown_rows, summary.rows.size()); ++r) {
    const PointSummary& row = summary.rows[r];
    table.add({std::to_string(row.point), row.series + (row.where.empty() ? "" : " " + row.where), std::to_string(row.replicates),
               rounded(row.mean), rounded(row.low), rounded(row.high), rounded(row.difference), rounded(row.difference_low),
               rounded(row.difference_high), rounded(row.enough)});
  }
  return table.text() + (summary.rows.size() > shown_rows
                             ? "\nand " + grouped(std::ssize(summary.rows) - static_cast<std::int64_t>(shown_rows)) +
                                   " more rows (--csv has all)\n"
                             : "");
}

void summarise(const ResultArguments& arguments) {
  SummaryOptions options;
  options.series = arguments.series;
  options.year = whole_number("--year", arguments.year, 0, last_year);
  options.base_point = whole_number("--base", arguments.base, 0, most_points);
  const SweepSummary summary = summarise_sweep(merge_sweep(arguments.folder, arguments.series), options);
  print(arguments.json ? summary_json(summary) : arguments.csv ? summary_csv(summary) : summary_text(summary));
}

/// One line of indices: names of the columns and, parameter by parameter, their numbers.
struct Indices {
  std::vector<std::string> columns;
  std::vector<std::pair<std::string, std::vector<double>>> rows;
};

Indices indices_of(const Design& design, const std::vector<double>& outcomes, const BootstrapOptions& options) {
  Indices indices;
  if (is_saltelli_sample(design)) {
    indices.columns = {"first", "first_half_width", "total", "total_half_width"};
    for (const SobolIndices& one : sobol_indices(design, outcomes, options))
      indices.rows.push_back({one.parameter, {one.first, one.first_half_width, one.total, one.total_half_width}});
    return indices;
  }
  indices.columns = {"mean", "mean_absolute", "half_width", "deviation"};
  for (const ElementaryEffects& one : elementary_effects(design, outcomes, options))
    indices.rows.push_back({one.parameter, {one.mean, one.mean_absolute, one.mean_absolute_half_width, one.deviation}});
  return indices;
}

std::string indices_text(const std::string& series, const Indices& indices) {
  std::vector<std::string> heading{"parameter"};
  heading.insert(heading.end(), indices.columns.begin(), indices.columns.end());
  Table table(series, heading);
  for (const auto& [parameter, numbers] : indices.rows) {
    std::vector<std::string> row{parameter};
    for (const double value : numbers) row.push_back(rounded(value));
    table.add(std::move(row));
  }
  return table.text();
}

void find_sensitivity(const ResultArguments& arguments) {
  const std::vector<std::string> series = arguments.series.empty() ? std::vector<std::string>{"headcount"} : arguments.series;
  const Dataset merged = merge_sweep(arguments.folder, series);
  const Design design = read_design(std::filesystem::path(arguments.folder) / "design.csv");
  BootstrapOptions options;
  options.resamples =
      static_cast<std::size_t>(whole_number("--resamples", arguments.resamples, 2, most_resamples).value_or(1000));
  const auto year = whole_number("--year", arguments.year, 0, last_year);
  Json all = Json::object();
  std::string text = arguments.csv ? "series,parameter" : "";
  for (std::size_t s = 0; s < series.size(); ++s) {
    const Indices indices = indices_of(design, sweep_outcomes(merged, series[s], year), options);
    if (arguments.csv && s == 0) {
      for (const std::string& column : indices.columns) text += "," + column;
      text += "\n";
    }
    if (!arguments.csv) text += indices_text(series[s], indices);
    for (const auto& [parameter, numbers] : indices.rows) {
      if (arguments.csv) text += series[s] + "," + parameter;
      for (std::size_t c = 0; c < numbers.size(); ++c) {
        all[series[s]][parameter][indices.columns[c]] = number_or_null(numbers[c]);
        if (arguments.csv) text += "," + cell(numbers[c]);
      }
      if (arguments.csv) text += "\n";
    }
  }
  print(arguments.json ? all.dump(2) + "\n" : text);
}

/// What both commands take.
std::shared_ptr<ResultArguments> add_result_arguments(CLI::App& command) {
  auto arguments = std::make_shared<ResultArguments>();
  command.add_option("FOLDER", arguments->folder, "that `povtrap sweep run --out` made")->option_text(" ")->required();
  command.add_option("--year", arguments->year, "of those that were kept [the last]")->option_text("YEAR");
  auto* json = command.add_flag("--json", arguments->json, "for programs [off]");
  json->option_text(" ")->group("Results");
  command.add_flag("--csv", arguments->csv, "one row a number [off]")->option_text(" ")->excludes(json)->group("Results");
  return arguments;
}

}  // namespace

void add_sweep_summary(CLI::App& sweep, Action& action) {
  auto* command = sweep.add_subcommand("summary", "Means and intervals by point, and how many replicates would be enough.");
  auto arguments = add_result_arguments(*command);
  command->add_option("--series", arguments->series, "again and again if need be [all that were kept]")
      ->option_text("NAME")
      ->allow_extra_args(false);
  command->add_option("--base", arguments->base, "point to compare with, seed by seed [none]")->option_text("POINT");
  command->footer(
      "Examples:\n  povtrap sweep summary out --series headcount --base 0\n  povtrap sweep summary out --csv > summary.csv");
  command->callback([arguments, &action] { action = [arguments] { summarise(*arguments); }; });
}

void add_sweep_sensitivity(CLI::App& sweep, Action& action) {
  auto* command =
      sweep.add_subcommand("sensitivity", "Morris effects or Sobol indices of a design of that kind, with intervals.");
  auto arguments = add_result_arguments(*command);
  command->add_option("--series", arguments->series, "outcome, again and again if need be [headcount]")
      ->option_text("NAME")
      ->allow_extra_args(false);
  command->add_option("--resamples", arguments->resamples, "of the bootstrap [1000]")->option_text("N");
  command->footer("Examples:\n  povtrap sweep sensitivity out\n  povtrap sweep sensitivity out --series gini --csv");
  command->callback([arguments, &action] { action = [arguments] { find_sensitivity(*arguments); }; });
}

}  // namespace povtrap::app
