#include "sweeps/outcome.hpp"

#include <algorithm>
#include <array>
#include <povtrap/error.hpp>

#include "core/fields.hpp"

namespace povtrap {

namespace {

/// What a study of poverty looks at first.
constexpr std::array headline{"headcount", "poverty_gap", "severity",   "mean_income", "median_income",
                              "gini",      "exit_rate",   "entry_rate", "support_paid"};
/// Axes that a place or a flow gives are left out of "all".
constexpr std::array national_axes{"time", "line", "quantile", "spell"};

bool runs_along_time(const Variable& variable) {
  return !variable.dimensions.empty() && variable.dimensions.front() == "time" && variable.name != "time" &&
         std::holds_alternative<std::vector<double>>(variable.values);
}

bool is_national(const Variable& variable) {
  return runs_along_time(variable) && std::ranges::all_of(variable.dimensions, [](const std::string& dimension) {
           return std::ranges::find(national_axes, dimension) != national_axes.end();
         });
}

[[noreturn]] void throw_unknown(const Dataset& measures, const std::string& name) {
  std::vector<std::string> names;
  for (const Variable& variable : measures.variables) {
    if (runs_along_time(variable)) names.push_back(variable.name);
  }
  const std::string near = nearest_name(name, names);
  throw DataError("\"" + name + "\": no series along time has this name (it cannot be kept) " +
                  (near.empty() ? "docs/format.md lists them" : "did you mean " + near + "?"));
}

std::vector<const Variable*> chosen(const Dataset& measures, const SweepOutputs& kept) {
  std::vector<const Variable*> found;
  const bool all = std::ranges::find(kept.series, "all") != kept.series.end();
  for (const Variable& variable : measures.variables) {
    const bool named = std::ranges::find(kept.series, variable.name) != kept.series.end();
    const bool first = kept.series.empty() && std::ranges::find(headline, variable.name) != headline.end();
    if (runs_along_time(variable) && (named || first || (all && is_national(variable)))) found.push_back(&variable);
  }
  for (const std::string& name : kept.series) {
    if (name != "all" && std::ranges::find(found, name, &Variable::name) == found.end()) throw_unknown(measures, name);
  }
  return found;
}

template <class T>
const std::vector<T>& values_of(const Dataset& measures, const std::string& name) {
  const auto* values = std::get_if<std::vector<T>>(&measures.variable(name).values);
  if (values == nullptr)
    throw DataError("\"" + name + "\" has values of another kind (results of povtrap have none such) report this");
  return *values;
}

/// Positions along time at which values are kept.
std::vector<std::size_t> moments(const Dataset& measures, const std::string& when) {
  const auto& period = values_of<std::int32_t>(measures, "period_of_year");
  const std::int32_t last = period.empty() ? 0 : *std::ranges::max_element(period);
  std::vector<std::size_t> kept;
  for (std::size_t t = 0; t < period.size(); ++t) {
    if (when == "periods" || (when == "years" && period[t] == last) || (when == "last" && t + 1 == period.size()))
      kept.push_back(t);
  }
  return kept;
}

void add_coordinate(KeptLayout& layout, const Dataset& measures, const std::string& name) {
  if (std::ranges::find(layout.coordinates, name, &KeptCoordinate::name) != layout.coordinates.end()) return;
  if (!measures.has_variable(name)) return;
  const Variable& axis = measures.variable(name);
  KeptCoordinate coordinate{name, axis.units, axis.long_name, {}};
  std::visit(
      [&]<class T>(const std::vector<T>& values) {
        if constexpr (std::is_arithmetic_v<T>) coordinate.values.assign(values.begin(), values.end());
      },
      axis.values);
  if (!coordinate.values.empty()) layout.coordinates.push_back(std::move(coordinate));
}

}  // namespace

void check_outputs(const SweepOutputs& kept) {
  if (kept.when == "years" || kept.when == "last" || kept.when == "periods") return;
  throw ConfigError("--when \"" + kept.when +
                    "\": there are no such moments; it may be years, last or periods");
}

Outcome outcome_of(const Dataset& measures, const SweepOutputs& kept) {
  Outcome outcome;
  KeptLayout& layout = outcome.layout;
  const std::vector<std::size_t> times = moments(measures, kept.when);
  const auto& months = values_of<std::int64_t>(measures, "time");
  const auto& years = values_of<std::int32_t>(measures, "year");
  for (const std::size_t t : times) {
    layout.months.push_back(months[t]);
    layout.years.push_back(years[t]);
  }
  for (const Variable* variable : chosen(measures, kept)) {
    KeptSeries series{variable->name, variable->units, variable->long_name, {}, 1};
    series.dimensions.assign(variable->dimensions.begin() + 1, variable->dimensions.end());
    for (const std::string& dimension : series.dimensions) {
      series.width *= measures.length(dimension);
      add_coordinate(layout, measures, dimension);
    }
    layout.series.push_back(std::move(series));
  }
  outcome.moments = times;
  return outcome;
}

}  // namespace povtrap
