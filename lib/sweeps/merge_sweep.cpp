#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <povtrap/error.hpp>
#include <povtrap/sweep.hpp>

#include "sweeps/journal.hpp"
#include "sweeps/sweep_folder.hpp"

namespace povtrap {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

enum class RunState : std::uint8_t { missing = 0, done = 1, failed = 2 };

/// The runs of a folder, filled in by the order of the design.
class Merger {
 public:
  explicit Merger(const std::filesystem::path& folder) : folder_(folder), design_(design_of_sweep(folder)) {
    for (std::size_t r = 0; r < design_.rows.size(); ++r) place_[design_.rows[r].run_id] = r;
    state_.assign(design_.rows.size(), RunState::missing);
    failure_.resize(design_.rows.size());
  }

  Dataset merge() {
    choose_layout();
    const std::size_t width = layout_.values();
    values_.assign(design_.rows.size() * width, nan);
    JournalReader{.layout = {}, .run = [&](RunRecord&& record) { take(record, width); }}.read(folder_);
    return dataset();
  }

 private:
  /// That of the first run in the design that is done, whoever wrote it and when.
  void choose_layout() {
    std::map<std::uint64_t, KeptLayout> layouts;
    std::size_t first = design_.rows.size();
    std::uint64_t chosen = 0;
    JournalReader{.layout = [&](const KeptLayout& layout) { layouts.emplace(fingerprint(layout), layout); },
                  .run =
                      [&](RunRecord&& record) {
                        const auto place = place_.find(record.run_id);
                        if (record.failed() || place == place_.end() || place->second >= first) return;
                        first = place->second;
                        chosen = record.layout;
                      },
                  .with_values = false}
        .read(folder_);
    chosen_ = chosen;
    if (first < design_.rows.size()) layout_ = layouts.at(chosen);
  }

  void take(RunRecord& record, std::size_t width) {
    const auto known = place_.find(record.run_id);
    if (known == place_.end()) return;
    const std::size_t place = known->second;
    if (record.failed() || record.layout != chosen_) {
      if (state_[place] == RunState::done) return;
      state_[place] = RunState::failed;
      failure_[place] = record.failed() ? record.failure
                                        : "its series have other lengths than those of the first run (a parameter "
                                          "changed the calendar or the regions)";
      return;
    }
    const auto target = values_.begin() + static_cast<std::ptrdiff_t>(place * width);
    state_[place] = RunState::done;
    failure_[place].clear();
    std::copy(record.values.begin(), record.values.end(), target);
  }

  /// A parameter's values: numbers if all are.
  [[nodiscard]] Variable parameter(std::size_t p) const {
    std::vector<double> numbers;
    std::vector<std::string> texts;
    for (const DesignRow& row : design_.rows) {
      const std::string& text = row.values[p];
      double number = nan;
      const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
      const bool is_number = text.empty() || (error == std::errc() && end == text.data() + text.size());
      if (is_number) numbers.push_back(text.empty() ? nan : number);
      texts.push_back(text);
    }
    Variable variable{design_.parameters[p], {"run"}, "1", "parameter " + design_.parameters[p], {}, {}};
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
    for (std::size_t r = 0; r < design_.rows.size(); ++r) {
      id.push_back(design_.rows[r].run_id);
      point.push_back(design_.rows[r].point);
      replicate.push_back(design_.rows[r].replicate);
      seed.push_back(design_.rows[r].seed);
      completed.push_back(static_cast<std::uint8_t>(state_[r]));
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
    all.variables.push_back({"failure", {"run"}, "1", "why the run failed", failure_, {}});
    if (!design_.has_roles()) return;
    std::vector<std::string> roles;
    for (const DesignRow& row : design_.rows) roles.push_back(row.role);
    all.variables.push_back({"role", {"run"}, "1", "part of the run in a Morris or Saltelli sample", std::move(roles), {}});
  }

  void add_axes(Dataset& all) const {
    if (layout_.months.empty()) return;
    all.dimensions.push_back({"time", layout_.months.size(), false});
    all.variables.push_back(
        {"time", {"time"}, "months since 2000-01-01", "end of the period", layout_.months, {{"calendar", "360_day"}}});
    all.variables.push_back({"year", {"time"}, "1", "calendar year", layout_.years, {}});
    for (const KeptCoordinate& axis : layout_.coordinates) {
      all.dimensions.push_back({axis.name, axis.values.size(), false});
      all.variables.push_back({axis.name, {axis.name}, axis.units, axis.long_name, axis.values, {}});
    }
  }

  void add_series(Dataset& all) const {
    const std::size_t runs = design_.rows.size(), times = layout_.months.size(), width = layout_.values();
    std::size_t offset = 0;
    for (const KeptSeries& series : layout_.series) {
      const std::size_t length = times * series.width;
      std::vector<double> values(runs * length);
      for (std::size_t r = 0; r < runs; ++r)
        std::copy_n(values_.begin() + static_cast<std::ptrdiff_t>(r * width + offset), length,
                    values.begin() + static_cast<std::ptrdiff_t>(r * length));
      Variable variable{series.name, {"run", "time"}, series.units, series.long_name, std::move(values), {}};
      variable.dimensions.insert(variable.dimensions.end(), series.dimensions.begin(), series.dimensions.end());
      all.variables.push_back(std::move(variable));
      offset += length;
    }
  }

  Dataset dataset() const {
    Dataset all;
    all.dimensions.push_back({"run", design_.rows.size(), false});
    add_runs(all);
    for (std::size_t p = 0; p < design_.parameters.size(); ++p) all.variables.push_back(parameter(p));
    add_axes(all);
    add_series(all);
    const SweepIdentity identity = identity_of_sweep(folder_);
    all.attributes = {{"title", "povtrap sweep"}, {"id", "design " + identity.design}, {"source", identity.made_by}};
    Dataset provenance;
    provenance.variables.push_back(
        {"config_toml", {}, "1", "base configuration", std::vector<std::string>{identity.config_toml}, {}});
    all.groups.emplace_back("provenance", std::move(provenance));
    return all;
  }

  std::filesystem::path folder_;
  Design design_;
  std::map<std::int64_t, std::size_t> place_;
  std::vector<RunState> state_;
  std::vector<std::string> failure_;
  std::uint64_t chosen_ = 0;
  KeptLayout layout_;
  std::vector<double> values_;
};

}  // namespace

Dataset merge_sweep(const std::filesystem::path& folder) {
  return Merger(folder).merge();
}

SweepStatus sweep_status(const std::filesystem::path& folder) {
  const Design design = design_of_sweep(folder);
  std::map<std::int64_t, std::string> failures;
  std::map<std::int64_t, bool> done;
  JournalReader{.layout = {},
                .run =
                    [&](RunRecord&& record) {
                      if (record.failed()) {
                        failures[record.run_id] = std::move(record.failure);
                      } else {
                        done[record.run_id] = true;
                      }
                    },
                .with_values = false}
      .read(folder);
  SweepStatus status;
  status.rows = std::ssize(design.rows);
  for (const DesignRow& row : design.rows) {
    const auto failed = failures.find(row.run_id);
    if (done.contains(row.run_id)) {
      ++status.done;
    } else if (failed != failures.end()) {
      status.failures.emplace_back(row.run_id, failed->second);
    } else {
      status.missing.push_back(row.run_id);
    }
  }
  return status;
}

std::string ranges_text(const std::vector<std::int64_t>& numbers) {
  std::string text;
  for (std::size_t i = 0; i < numbers.size();) {
    std::size_t last = i;
    while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
    text += (text.empty() ? "" : ",") + std::to_string(numbers[i]);
    if (last > i) text += "-" + std::to_string(numbers[last]);
    i = last + 1;
  }
  return text;
}

}  // namespace povtrap
