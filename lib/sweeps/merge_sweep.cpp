#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <povtrap/config.hpp>
#include <povtrap/error.hpp>
#include <povtrap/fields.hpp>
#include <povtrap/sweep.hpp>

#include "sweeps/journal.hpp"
#include "sweeps/sweep_folder.hpp"
#include "sweeps/sweep_runs.hpp"

namespace povtrap {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// None if it has parameters of rules that are not at hand.
std::optional<Config> configuration(const std::string& toml) {
  try {
    return Config::from_text(toml);
  } catch (const Error&) {
    return std::nullopt;
  }
}

/// One series, and its values run after run. Those of a run that ended earlier are NaN from there on.
struct MergedSeries {
  const KeptSeries* series;
  std::size_t before;  ///< values that stand before it at one moment of a record, of all series together
  std::vector<double> values;
};

/// The runs of a folder, filled in by the order of the design.
class Merger {
 public:
  Merger(const std::filesystem::path& folder, const std::vector<std::string>& series)
      : folder_(folder), runs_(runs_of_sweep(folder)) {
    check_names(series);
    std::size_t before = 0;
    const std::size_t values = runs_.state.size() * runs_.layout.months.size();
    for (const KeptSeries& one : runs_.layout.series) {
      if (series.empty() || std::ranges::find(series, one.name) != series.end())
        series_.push_back({&one, before, std::vector<double>(values * one.width, nan)});
      before += one.width;
    }
  }

  Dataset merge() {
    JournalReader{.layout = {}, .run = [&](RunRecord&& record) { take(record); }}.read(folder_);
    return dataset();
  }

 private:
  void check_names(const std::vector<std::string>& series) const {
    std::vector<std::string> names;
    for (const KeptSeries& one : runs_.layout.series) names.push_back(one.name);
    if (names.empty()) return;  // no run is done yet
    for (const std::string& name : series) {
      if (std::ranges::find(names, name) != names.end()) continue;
      const std::string near = nearest_name(name, names);
      throw DataError("\"" + name + "\": the sweep kept no such series" + (near.empty() ? "" : " (did you mean " + near + "?)") +
                      "; name it with --series when it runs");
    }
  }

  void take(const RunRecord& record) {
    const std::optional<std::size_t> row = runs_.row_of(record.run_id);
    if (!row || record.failed() || record.layout != runs_.layout_of[*row]) return;
    const std::size_t moments = runs_.layouts.at(record.layout).months.size();
    for (MergedSeries& one : series_) {
      const std::size_t width = one.series->width;
      std::copy_n(record.values.begin() + static_cast<std::ptrdiff_t>(one.before * moments), moments * width,
                  one.values.begin() + static_cast<std::ptrdiff_t>(*row * runs_.layout.months.size() * width));
    }
  }

  /// A parameter's values: numbers if all are. What a row leaves empty is as configured.
  [[nodiscard]] Variable parameter(std::size_t p, const std::optional<Config>& base) const {
    const std::string& path = runs_.design.parameters[p];
    Variable variable{path, {"run"}, "1", path, {}, {}};
    std::string configured;
    if (base) {
      const Fields fields = base->fields_again();
      const Field& field = *fields.find(path);
      variable.units = field.unit;
      variable.long_name = field.meaning;
      configured = base->get(path);
    }
    std::vector<double> numbers;
    std::vector<std::string> texts;
    for (const DesignRow& row : runs_.design.rows) {
      texts.push_back(row.values[p].empty() ? configured : row.values[p]);
      const std::string& text = texts.back();
      double number = nan;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
      if (text.empty() || (error == std::errc() && end == text.data() + text.size())) numbers.push_back(number);
    }
    if (numbers.size() == texts.size()) {
      variable.values = std::move(numbers);
    } else {
      variable.values = std::move(texts);
    }
    return variable;
  }

  void add_runs(Dataset& all) const {
    std::vector<std::int64_t> id, point, replicate, seed;
    std::vector<std::uint8_t> completed;
    for (std::size_t r = 0; r < runs_.design.rows.size(); ++r) {
      id.push_back(runs_.design.rows[r].run_id);
      point.push_back(runs_.design.rows[r].point);
      replicate.push_back(runs_.design.rows[r].replicate);
      seed.push_back(runs_.design.rows[r].seed);
      completed.push_back(static_cast<std::uint8_t>(runs_.state[r]));
    }
    all.variables.push_back({"run", {"run"}, "1", "number of the run", std::move(id), {}});
    all.variables.push_back({"point", {"run"}, "1", "runs of one point differ in their seeds only", std::move(point), {}});
    all.variables.push_back({"replicate", {"run"}, "1", "runs of a point, counted", std::move(replicate), {}});
    all.variables.push_back({"seed", {"run"}, "1", "run.seed", std::move(seed), {}});
    all.variables.push_back({"run_completed",
                             {"run"},
                             "1",
                             "whether the run is done; values of others are NaN",
                             std::move(completed),
                             {{"flag_values", "0 1 2"}, {"flag_meanings", "missing done failed"}}});
    all.variables.push_back({"failure", {"run"}, "1", "why the run failed", runs_.failure, {}});
    if (!runs_.design.has_roles()) return;
    std::vector<std::string> roles;
    for (const DesignRow& row : runs_.design.rows) roles.push_back(row.role);
    all.variables.push_back({"role", {"run"}, "1", "part of the run in a Morris or Saltelli sample", std::move(roles), {}});
  }

  /// Have all runs the same values along an axis?
  [[nodiscard]] bool is_common(std::size_t axis) const {
    return std::ranges::all_of(runs_.layouts, [&](const auto& numbered) {
      return numbered.second.coordinates[axis].values == runs_.layout.coordinates[axis].values;
    });
  }

  [[nodiscard]] std::vector<double> values_by_run(std::size_t axis) const {
    const std::size_t length = runs_.layout.coordinates[axis].values.size();
    std::vector<double> values;
    for (const std::uint64_t number : runs_.layout_of) {
      const auto layout = runs_.layouts.find(number);
      const std::vector<double> own =
          layout == runs_.layouts.end() ? std::vector<double>(length, nan) : layout->second.coordinates[axis].values;
      values.insert(values.end(), own.begin(), own.end());
    }
    return values;
  }

  void add_axes(Dataset& all) const {
    if (runs_.layout.months.empty()) return;
    all.dimensions.push_back({"time", runs_.layout.months.size(), false});
    all.variables.push_back(
        {"time", {"time"}, "months since 2000-01-01", "end of the period", runs_.layout.months, {{"calendar", "360_day"}}});
    all.variables.push_back({"year", {"time"}, "1", "calendar year", runs_.layout.years, {}});
    for (std::size_t c = 0; c < runs_.layout.coordinates.size(); ++c) {
      const KeptCoordinate& axis = runs_.layout.coordinates[c];
      all.dimensions.push_back({axis.name, axis.values.size(), false});
      if (is_common(c)) {
        all.variables.push_back({axis.name, {axis.name}, axis.units, axis.long_name, axis.values, {}});
      } else {
        all.variables.push_back(
            {axis.name + "_of_run", {"run", axis.name}, axis.units, axis.long_name, values_by_run(c), {}});
      }
    }
  }

  void add_series(Dataset& all) {
    for (MergedSeries& one : series_) {
      Variable variable{one.series->name, {"run", "time"}, one.series->units, one.series->long_name, std::move(one.values), {}};
      variable.dimensions.insert(variable.dimensions.end(), one.series->dimensions.begin(), one.series->dimensions.end());
      all.variables.push_back(std::move(variable));
    }
  }

  Dataset dataset() {
    Dataset all;
    all.dimensions.push_back({"run", runs_.design.rows.size(), false});
    add_runs(all);
    const SweepIdentity identity = identity_of_sweep(folder_);
    const std::optional<Config> base = configuration(identity.config_toml);
    for (std::size_t p = 0; p < runs_.design.parameters.size(); ++p) all.variables.push_back(parameter(p, base));
    std::string coordinates;
    for (const Variable& variable : all.variables) coordinates += (coordinates.empty() ? "" : " ") + variable.name;
    add_axes(all);
    add_series(all);
    all.attributes = {{"title", "povtrap sweep"}, {"id", "design " + identity.design}, {"source", identity.made_by},
                      {"coordinates", coordinates}};
    Dataset provenance;
    provenance.variables.push_back(
        {"config_toml", {}, "1", "base configuration", std::vector<std::string>{identity.config_toml}, {}});
    all.groups.emplace_back("provenance", std::move(provenance));
    return all;
  }

  std::filesystem::path folder_;
  SweepRuns runs_;
  std::vector<MergedSeries> series_;
};

}  // namespace

Dataset merge_sweep(const std::filesystem::path& folder, const std::vector<std::string>& series) {
  return Merger(folder, series).merge();
}

}  // namespace povtrap
