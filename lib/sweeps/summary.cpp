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
#include "experiments/student.hpp"

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

/// Without a run there is neither time nor a series.
void check_begun(const Dataset& merged) {
  const auto& completed = values_of<std::uint8_t>(merged, "run_completed");
  if (std::ranges::find(completed, std::uint8_t{1}) != completed.end()) return;
  const auto failed = std::ranges::count(completed, std::uint8_t{2});
  throw DataError("no run of the sweep is done yet (" + std::to_string(failed) + " of " + std::to_string(completed.size()) +
                  " failed, the rest is missing) do them with `povtrap sweep run`; `povtrap sweep status` says why runs failed");
}

void check_options(const SummaryOptions& options) {
  if (!(options.confidence > 0 && options.confidence < 1))
    throw ConfigError("the confidence is " + number_text(options.confidence) +
                      " (nothing was summed up) allowed: above 0 and below 1, as 0.95");
  if (!(options.precision > 0 && std::isfinite(options.precision)))
    throw ConfigError("the precision is " + number_text(options.precision) +
                      " (nothing was summed up) allowed: above 0, as a share of the mean");
}

bool is_series(const Variable& variable) {
  return variable.dimensions.size() >= 2 && variable.dimensions[0] == "run" && variable.dimensions[1] == "time";
}

/// Where a year stands along time; the last position without one.
std::size_t moment_of(const Dataset& merged, std::optional<std::int64_t> year) {
  const auto& years = values_of<std::int64_t>(merged, "year");
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

/// How many numbers a series has of every run and moment.
std::size_t width_of(const Dataset& merged, const Variable& series) {
  const std::size_t moments = merged.length("run") * merged.length("time");
  return moments == 0 ? 0 : std::get<std::vector<double>>(series.values).size() / moments;
}

/// A position along further dimensions, as "line=2000".
std::string where_of(const Dataset& merged, const Variable& series, std::size_t place) {
  if (series.dimensions.size() < 3) return "";
  const std::string& axis = series.dimensions[2];
  const auto* numbers = merged.has_variable(axis) ? std::get_if<std::vector<double>>(&merged.variable(axis).values) : nullptr;
  return axis + "=" +
         (series.dimensions.size() == 3 && numbers != nullptr ? number_text((*numbers)[place]) : std::to_string(place));
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
    check_options(options);
    for (std::size_t r = 0; r < point_.size(); ++r) runs_of_[point_[r]].push_back(r);
    if (options.base_point && !runs_of_.contains(*options.base_point))
      throw DataError("there is no point " + std::to_string(*options.base_point) + " (points count from 0 to " +
                      std::to_string(std::ssize(runs_of_) - 1) + ") choose one of these");
  }

  SweepSummary summary() {
    check_begun(merged_);
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
    const std::size_t times = merged_.length("time"), width = width_of(merged_, variable);
    for (std::size_t place = 0; place < width; ++place) {
      const std::vector<double> values = at(variable, point_.size(), moment, times, place);
      for (const auto& [point, runs] : runs_of_) {
        PointSummary row = row_of(point, runs, values);
        row.series = variable.name;
        row.where = where_of(merged_, variable, place);
        all.rows.push_back(std::move(row));
      }
    }
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

  /// Equation: the smallest n >= 2 with t(n - 1) s / sqrt(n) <= precision |mean|, t Student's.
  [[nodiscard]] double enough(const std::vector<double>& known, double mean) const {
    if (known.size() < 2 || mean == 0) return nan;
    double squares = 0;
    for (const double one : known) squares += (one - mean) * (one - mean);
    const double deviation = std::sqrt(squares / static_cast<double>(known.size() - 1)),
                 ratio = deviation / (options_.precision * std::abs(mean)),
                 z = math::normal_quantile(0.5 + options_.confidence / 2);
    const double at_least = std::max(2.0, std::ceil(z * z * ratio * ratio));  // t is above z
    constexpr double many = 1e9;                                              // from where on they are the same
    if (!(at_least < many)) return at_least;
    const auto is_enough = [&](std::size_t n) {
      return student_quantile(options_.confidence, n) * ratio <= std::sqrt(static_cast<double>(n));
    };
    std::size_t low = static_cast<std::size_t>(at_least) - 1, high = low + 1;
    for (; !is_enough(high); high *= 2) low = high;
    while (high - low > 1) {
      const std::size_t middle = low + (high - low) / 2;
      (is_enough(middle) ? high : low) = middle;
    }
    return static_cast<double>(high);
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

OutcomePlace outcome_place(const Dataset& merged, const std::string& series, std::optional<std::int64_t> year,
                           std::size_t place) {
  check_begun(merged);
  const Variable& variable = series_of(merged, series);
  const std::size_t places = width_of(merged, variable), chosen = places == 1 ? 0 : place;
  if (chosen >= places)
    throw DataError("\"" + series + "\" has " + std::to_string(places) + " values along " + variable.dimensions[2] +
                    " (there is no " + std::to_string(place) + ") choose 0 to " + std::to_string(places - 1));
  const std::size_t moment = moment_of(merged, year);
  return {moment, chosen, places, values_of<std::int64_t>(merged, "year")[moment], where_of(merged, variable, chosen)};
}

std::vector<double> sweep_outcomes(const Dataset& merged, const std::string& series, std::optional<std::int64_t> year,
                                   std::size_t place) {
  const OutcomePlace found = outcome_place(merged, series, year, place);
  return at(series_of(merged, series), merged.length("run"), found.moment, merged.length("time"), found.place);
}

}  // namespace povtrap
