#include <povtrap/sweep_summary.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <povtrap/compare.hpp>
#include <povtrap/error.hpp>

#include "core/field_text.hpp"
#include "core/fields.hpp"
#include "core/math.hpp"

namespace povtrap {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

template <class T>
const std::vector<T>& values_of(const Dataset& merged, const std::string& name) {
  const auto* values = merged.has_variable(name) ? std::get_if<std::vector<T>>(&merged.variable(name).values) : nullptr;
  if (values == nullptr)
    throw DataError("the data set has no \"" + name + "\" (it is no merged sweep) make one with `povtrap sweep merge`");
  return *values;
}

bool is_series(const Variable& variable) {
  return variable.dimensions.size() >= 2 && variable.dimensions[0] == "run" && variable.dimensions[1] == "time";
}

/// Where a year stands along time; the last position without one.
std::size_t moment_of(const Dataset& merged, std::optional<std::int64_t> year) {
  const auto& years = values_of<std::int64_t>(merged, "year");
  if (years.empty()) throw DataError("the sweep kept nothing (no run is done) finish it first");
  if (!year) return years.size() - 1;
  for (std::size_t t = years.size(); t-- > 0;) {
    if (years[t] == *year) return t;
  }
  throw DataError("year " + std::to_string(*year) + " was not kept (the sweep has " + std::to_string(years.front()) + " to " +
                  std::to_string(years.back()) + ") choose one of these");
}

const Variable& series_of(const Dataset& merged, const std::string& name) {
  std::vector<std::string> names;
  for (const Variable& variable : merged.variables) {
    if (is_series(variable) && variable.name == name) return variable;
    if (is_series(variable)) names.push_back(variable.name);
  }
  const std::string near = nearest_name(name, names);
  throw DataError("\"" + name + "\": the sweep kept no such series" + (near.empty() ? "" : " (did you mean " + near + "?)") +
                  "; name it with --series when it runs");
}

/// One number of every run at one moment.
std::vector<double> at(const Variable& series, std::size_t runs, std::size_t moment, std::size_t times, std::size_t place) {
  const auto& values = std::get<std::vector<double>>(series.values);
  const std::size_t width = runs * times == 0 ? 0 : values.size() / (runs * times);
  std::vector<double> out(runs);
  for (std::size_t r = 0; r < runs; ++r) out[r] = values[(r * times + moment) * width + place];
  return out;
}

/// The quantile between order statistics, as R and NumPy have it by default.
double quantile(std::vector<double> values, double share) {
  if (values.empty()) return nan;
  std::ranges::sort(values);
  const double place = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const double rest = place - static_cast<double>(below);
  return below + 1 < values.size() ? values[below] + rest * (values[below + 1] - values[below]) : values.back();
}

class Summariser {
 public:
  Summariser(const Dataset& merged, const SummaryOptions& options)
      : merged_(merged),
        options_(options),
        point_(values_of<std::int64_t>(merged, "point")),
        replicate_(values_of<std::int64_t>(merged, "replicate")),
        completed_(values_of<std::uint8_t>(merged, "run_completed")) {
    for (std::size_t r = 0; r < point_.size(); ++r) runs_of_[point_[r]].push_back(r);
    if (options.base_point && !runs_of_.contains(*options.base_point))
      throw DataError("there is no point " + std::to_string(*options.base_point) + " (points count from 0 to " +
                      std::to_string(std::ssize(runs_of_) - 1) + ") choose one of these");
  }

  SweepSummary summary() {
    SweepSummary all;
    all.runs = point_.size();
    all.done = static_cast<std::size_t>(std::ranges::count(completed_, std::uint8_t{1}));
    const std::size_t moment = moment_of(merged_, options_.year);
    all.year = values_of<std::int64_t>(merged_, "year")[moment];
    describe_points(all);
    for (const Variable& variable : merged_.variables) {
      if (!is_series(variable)) continue;
      const bool wanted = options_.series.empty() || std::ranges::find(options_.series, variable.name) != options_.series.end();
      if (wanted) add_series(all, variable, moment);
    }
    for (const std::string& name : options_.series) static_cast<void>(series_of(merged_, name));
    return all;
  }

 private:
  /// Parameters stand between the facts of the runs and the axis of time.
  void describe_points(SweepSummary& all) const {
    constexpr std::string_view facts[] = {"run", "point", "replicate", "seed", "run_completed", "failure", "role"};
    for (const auto& [point, runs] : runs_of_) all.points.push_back({point, {}});
    for (const Variable& variable : merged_.variables) {
      if (variable.dimensions != std::vector<std::string>{"run"} || std::ranges::find(facts, variable.name) != std::end(facts))
        continue;
      all.parameters.push_back(variable.name);
      std::size_t p = 0;
      for (const auto& [point, runs] : runs_of_) {
        const auto* numbers = std::get_if<std::vector<double>>(&variable.values);
        all.points[p++].values.push_back(numbers != nullptr ? number_text((*numbers)[runs.front()])
                                                            : std::get<std::vector<std::string>>(variable.values)[runs.front()]);
      }
    }
  }

  void add_series(SweepSummary& all, const Variable& variable, std::size_t moment) const {
    const std::size_t times = merged_.length("time"), width = std::get<std::vector<double>>(variable.values).size() /
                                                              std::max<std::size_t>(1, point_.size() * times);
    for (std::size_t place = 0; place < width; ++place) {
      const std::vector<double> values = at(variable, point_.size(), moment, times, place);
      for (const auto& [point, runs] : runs_of_) {
        PointSummary row = row_of(point, runs, values);
        row.series = variable.name;
        row.where = where(variable, place);
        all.rows.push_back(std::move(row));
      }
    }
  }

  [[nodiscard]] std::string where(const Variable& variable, std::size_t place) const {
    if (variable.dimensions.size() < 3) return "";
    const std::string& axis = variable.dimensions[2];
    const auto* numbers = merged_.has_variable(axis) ? std::get_if<std::vector<double>>(&merged_.variable(axis).values) : nullptr;
    return axis + "=" +
           (variable.dimensions.size() == 3 && numbers != nullptr ? number_text((*numbers)[place]) : std::to_string(place));
  }

  [[nodiscard]] PointSummary row_of(std::int64_t point, const std::vector<std::size_t>& runs,
                                    const std::vector<double>& values) const {
    std::vector<double> known;
    for (const std::size_t r : runs) {
      if (std::isfinite(values[r])) known.push_back(values[r]);
    }
    const MeanInterval interval = mean_interval(known, options_.confidence);
    PointSummary row{.point = point, .series = {}, .where = {}, .replicates = known.size()};
    row.mean = interval.mean, row.low = interval.low, row.high = interval.high;
    row.lower_quantile = quantile(known, 0.05), row.median = quantile(known, 0.5), row.upper_quantile = quantile(known, 0.95);
    row.enough = enough(known, interval.mean);
    row.difference = row.difference_low = row.difference_high = nan;
    if (options_.base_point) compare(row, runs, values);
    return row;
  }

  /// Equation: n = (z s / (precision |mean|))^2, at least 2.
  [[nodiscard]] double enough(const std::vector<double>& known, double mean) const {
    if (known.size() < 2 || mean == 0) return nan;
    double squares = 0;
    for (const double one : known) squares += (one - mean) * (one - mean);
    const double deviation = std::sqrt(squares / static_cast<double>(known.size() - 1));
    const double z = math::normal_quantile(0.5 + options_.confidence / 2),
                 ratio = z * deviation / (options_.precision * std::abs(mean));
    return std::max(2.0, std::ceil(ratio * ratio));
  }

  void compare(PointSummary& row, const std::vector<std::size_t>& runs, const std::vector<double>& values) const {
    std::map<std::int64_t, double> base;
    for (const std::size_t r : runs_of_.at(*options_.base_point)) base[replicate_[r]] = values[r];
    std::vector<double> differences;
    for (const std::size_t r : runs) {
      const auto partner = base.find(replicate_[r]);
      if (partner != base.end() && std::isfinite(values[r] - partner->second)) differences.push_back(values[r] - partner->second);
    }
    const MeanInterval interval = mean_interval(differences, options_.confidence);
    row.difference = interval.mean, row.difference_low = interval.low, row.difference_high = interval.high;
  }

  const Dataset& merged_;
  const SummaryOptions& options_;
  const std::vector<std::int64_t>&point_, &replicate_;
  const std::vector<std::uint8_t>& completed_;
  std::map<std::int64_t, std::vector<std::size_t>> runs_of_;
};

}  // namespace

SweepSummary summarise_sweep(const Dataset& merged, const SummaryOptions& options) {
  return Summariser(merged, options).summary();
}

std::vector<double> sweep_outcomes(const Dataset& merged, const std::string& series, std::optional<std::int64_t> year) {
  return at(series_of(merged, series), merged.length("run"), moment_of(merged, year), merged.length("time"), 0);
}

}  // namespace povtrap
