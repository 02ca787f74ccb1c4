#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <povtrap/sensitivity.hpp>
#include <povtrap/sweep.hpp>
#include <povtrap/sweep_summary.hpp>

#include "arguments.hpp"
#include "output.hpp"
#include "sweep_commands.hpp"
#include "sweep_results.hpp"
#include "table.hpp"

namespace povtrap::app {

namespace {

constexpr std::int64_t most_resamples = 1'000'000;

using Json = nlohmann::ordered_json;

/// What parameters do to one outcome: names of the columns and, parameter by parameter, their numbers.
struct Indices {
  std::string series;
  OutcomePlace place;
  std::string groups;                 ///< what the sample consists of
  std::size_t used = 0, planned = 0;  ///< groups that are complete, and all of the design
  bool constant = false;              ///< the outcome is the same at all points
  std::vector<std::string> columns;
  std::vector<std::pair<std::string, std::vector<double>>> rows;

  /// "headcount line=1000 in year 2030"
  [[nodiscard]] std::string outcome() const {
    return series + (place.where.empty() ? "" : " " + place.where) + " in year " + std::to_string(place.year);
  }
  /// "10 of 40 trajectories"
  [[nodiscard]] std::string use() const {
    return grouped(static_cast<std::int64_t>(used)) + " of " + grouped(static_cast<std::int64_t>(planned)) + " " + groups;
  }
};

void add_indices(Indices& indices, const Design& design, const std::vector<double>& outcomes, const BootstrapOptions& options) {
  indices.planned = sample_size(design);
  if (is_saltelli_sample(design)) {
    indices.groups = "base points";
    indices.columns = {"first", "first_half_width", "total", "total_half_width"};
    for (const SobolIndices& one : sobol_indices(design, outcomes, options)) {
      indices.rows.push_back({one.parameter, {one.first, one.first_half_width, one.total, one.total_half_width}});
      indices.used = one.base_points;
      indices.constant = std::isnan(one.total);
    }
    return;
  }
  indices.groups = "trajectories";
  indices.columns = {"mean", "mean_absolute", "half_width", "deviation"};
  for (const ElementaryEffects& one : elementary_effects(design, outcomes, options)) {
    indices.rows.push_back({one.parameter, {one.mean, one.mean_absolute, one.mean_absolute_half_width, one.deviation}});
    indices.used = one.trajectories;
  }
  indices.constant = std::ranges::all_of(indices.rows, [](const auto& row) { return row.second[1] == 0; });
}

std::string text_of(const Indices& indices) {
  const OutcomePlace& place = indices.place;
  const std::string others =
      place.places > 1 ? " (--line " + std::to_string(place.place) + " of 0 to " + std::to_string(place.places - 1) + ")" : "";
  const std::string title = indices.outcome() + others + ", " + indices.use();
  if (indices.constant) return "\n" + title + "\nthe same at all points: none of the parameters changes it\n";
  std::vector<std::string> heading{"parameter"};
  heading.insert(heading.end(), indices.columns.begin(), indices.columns.end());
  Table table(title, heading);
  for (const auto& [parameter, numbers] : indices.rows) {
    std::vector<std::string> row{parameter};
    for (const double value : numbers) row.push_back(rounded(value));
    table.add(std::move(row));
  }
  return table.text();
}

std::string csv_of(const std::vector<Indices>& all) {
  std::string text = "series,where,year,parameter";
  for (const std::string& column : all.front().columns) text += "," + column;
  text += ",used,planned,constant\n";
  for (const Indices& indices : all) {
    for (const auto& [parameter, numbers] : indices.rows) {
      text += indices.series + "," + indices.place.where + "," + std::to_string(indices.place.year) + "," + parameter;
      for (const double value : numbers) text += "," + cell(value);
      text += "," + std::to_string(indices.used) + "," + std::to_string(indices.planned) +
              (indices.constant ? ",true\n" : ",false\n");
    }
  }
  return text;
}

/// Outcome by outcome and parameter by parameter what the columns of the CSV table hold.
std::string json_of(const std::vector<Indices>& all) {
  Json series = Json::object();
  for (const Indices& indices : all) {
    for (const auto& [parameter, numbers] : indices.rows) {
      Json& row = series[indices.series][parameter];
      for (std::size_t c = 0; c < numbers.size(); ++c) row[indices.columns[c]] = number_or_null(numbers[c]);
      row["where"] = indices.place.where;
      row["year"] = indices.place.year;
      row["used"] = indices.used;
      row["planned"] = indices.planned;
      row["constant"] = indices.constant;
    }
  }
  return series.dump(2) + "\n";
}

void warn(const Indices& indices, const SweepStatus& status, bool of_constants) {
  if (indices.used < indices.planned) {
    tell("povtrap: warning: " + indices.outcome() + ": only " + indices.use() + " are complete (" + grouped(status.done) +
         " of " + grouped(status.rows) + " runs are done, " + grouped(std::ssize(status.failures)) +
         " failed) the numbers may change; `povtrap sweep run` does what is missing\n");
  }
  if (of_constants && indices.constant)
    tell("povtrap: warning: " + indices.outcome() + " is the same at all points: none of the parameters changes it\n");
}

void find_sensitivity(const ResultArguments& arguments) {
  BootstrapOptions options;
  options.resamples =
      static_cast<std::size_t>(whole_number("--resamples", arguments.resamples, 2, most_resamples).value_or(1000));
  options.confidence = real_number("--confidence", arguments.confidence, options.confidence);
  const auto year = whole_number("--year", arguments.year, 0, last_year);
  const auto line = static_cast<std::size_t>(whole_number("--line", arguments.line, 0, most_points).value_or(0));
  const std::vector<std::string> series = arguments.series.empty() ? std::vector<std::string>{"headcount"} : arguments.series;
  const Dataset merged = merge_sweep(arguments.folder, series);
  const Design design = read_design(std::filesystem::path(arguments.folder) / "design.csv");
  const SweepStatus status = sweep_status(arguments.folder);
  std::vector<Indices> all;
  for (const std::string& one : series) {
    all.emplace_back();
    all.back().series = one;
    all.back().place = outcome_place(merged, one, year, line);
    add_indices(all.back(), design, sweep_outcomes(merged, one, year, line), options);
  }
  std::string text;
  for (const Indices& indices : all) text += text_of(indices);
  print(arguments.json ? json_of(all) : arguments.csv ? csv_of(all) : text);
  for (const Indices& indices : all) warn(indices, status, arguments.json || arguments.csv);
}

}  // namespace

void add_sweep_sensitivity(CLI::App& sweep, Action& action) {
  auto* command =
      sweep.add_subcommand("sensitivity", "Morris effects or Sobol indices of a design of that kind, with intervals.");
  auto arguments = add_result_arguments(*command);
  command->add_option("--series", arguments->series, "outcome, again and again if need be [headcount]")
      ->option_text("NAME")
      ->allow_extra_args(false);
  command->add_option("--line", arguments->line, "poverty line (or quantile, ...) of the series, counted from 0 [0]")
      ->option_text("N");
  command->add_option("--resamples", arguments->resamples, "of the bootstrap [1000]")->option_text("N");
  command->footer("Examples:\n  povtrap sweep sensitivity out\n  povtrap sweep sensitivity out --series gini --csv");
  command->callback([arguments, &action] { action = [arguments] { find_sensitivity(*arguments); }; });
}

}  // namespace povtrap::app
