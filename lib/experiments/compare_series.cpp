#include <algorithm>
#include <array>
#include <cmath>
#include <povtrap/error.hpp>

#include "core/fields.hpp"
#include "experiments/arms.hpp"

namespace povtrap {

namespace {

constexpr std::array national_series{"headcount",
                                     "poverty_gap",
                                     "severity",
                                     "watts",
                                     "gini",
                                     "palma",
                                     "theil_t",
                                     "theil_l",
                                     "mean_income",
                                     "median_income",
                                     "exit_rate",
                                     "entry_rate",
                                     "exclusion_error",
                                     "inclusion_error",
                                     "employment",
                                     "wage_share",
                                     "supported",
                                     "support_paid",
                                     "top_up_paid",
                                     "grants_paid",
                                     "unemployment",
                                     "wage",
                                     "price_index",
                                     "food_price",
                                     "household_deposits",
                                     "household_debt",
                                     "household_capital",
                                     "government_bonds"};
constexpr std::array local_series{"headcount", "poverty_gap", "severity", "mean_income", "median_income", "gini"};
constexpr std::array places{"region", "bloc", "kind"};

/// A series along time, perhaps along one more dimension, perhaps by poverty line.
struct Shape {
  std::string by;  ///< "" for none
  std::size_t groups = 1, lines = 1;
  bool comparable = false;
};

Shape shape_of(const ResultView& view, const std::string& name) {
  std::vector<std::string> dimensions = view.dimensions(name);
  Shape shape;
  if (dimensions.empty() || dimensions.front() != "time") return shape;
  dimensions.erase(dimensions.begin());
  if (!dimensions.empty() && dimensions.back() == "line") {
    shape.lines = view.length("line");
    dimensions.pop_back();
  }
  if (dimensions.size() > 1 || shape.lines == 0) return shape;
  if (dimensions.size() == 1) shape.by = dimensions.front(), shape.groups = view.length(shape.by);
  shape.comparable = !std::holds_alternative<std::vector<std::string>>(view.data().variable(name).values);
  return shape;
}

/// Values of a series in all paired runs.
struct Runs {
  std::vector<std::vector<double>> base, reform;
};

Runs runs_of(const Arms& arms, const std::string& name) {
  Runs runs;
  for (const auto& [b, r] : arms.pairing.runs) {
    runs.base.push_back(arms.base.numbers(name, b));
    runs.reform.push_back(arms.reform.numbers(name, r));
  }
  return runs;
}

/// Adds all years of a series: by its dimension at the first poverty line; for the nation, at further lines as well.
void add_years(Arms& arms, const std::string& table, const std::string& measure, const std::string& name) {
  const Shape ours = shape_of(arms.base, name), theirs = shape_of(arms.reform, name);
  const Runs runs = runs_of(arms, name);
  const std::string units = arms.base.data().variable(name).units;
  const std::size_t lines = ours.by.empty() && arms.base.labels("line") == arms.reform.labels("line") ? ours.lines : 1;
  const auto labels = ours.by.empty() ? std::vector<std::string>{""} : arms.base.labels(ours.by);
  const auto line_labels = lines > 1 ? arms.base.labels("line") : std::vector<std::string>{""};
  for (std::size_t line = 0; line < lines; ++line) {
    for (const auto& [b, r] : arms.pairing.years) {
      for (std::size_t g = 0; g < ours.groups; ++g) {
        PairedValues values;
        for (std::size_t s = 0; s < runs.base.size(); ++s) {
          values.base.push_back(runs.base[s][(b.last * ours.groups + g) * ours.lines + line]);
          values.reform.push_back(runs.reform[s][(r.last * theirs.groups + g) * theirs.lines + line]);
        }
        add_difference(
            arms, {table, measure, line > 0 ? "line" : ours.by, line > 0 ? line_labels[line] : labels[g], b.year, units}, values);
      }
    }
  }
}

/// A standard series, where both arms have it.
void add_if_there(Arms& arms, const std::string& table, const std::string& measure, const std::string& name) {
  if (!arms.base.has(name) && !arms.reform.has(name)) return;
  const auto leave_out = [&](const std::string& why) { arms.out.notes.push_back("\"" + name + "\" is left out: " + why); };
  if (!arms.base.has(name) || !arms.reform.has(name)) {
    return leave_out("only " + (arms.base.has(name) ? arms.base : arms.reform).name() + " has it");
  }
  const Shape ours = shape_of(arms.base, name), theirs = shape_of(arms.reform, name);
  if (!ours.comparable || !theirs.comparable || ours.by != theirs.by || ours.groups != theirs.groups) {
    return leave_out("it has another shape in the two results");
  }
  add_years(arms, table, measure, name);
}

/// A series that the user asked for.   Throws: ConfigError.
void add_asked(Arms& arms, const std::string& name) {
  for (const ResultView* view : {&arms.base, &arms.reform}) {
    std::vector<std::string> names;
    for (const Variable& variable : view->data().variables) {
      if (shape_of(*view, variable.name).comparable) names.push_back(variable.name);
    }
    if (std::ranges::find(names, name) != names.end()) continue;
    const std::string nearest = nearest_name(name, names);
    throw ConfigError("series \"" + name + "\": " + view->name() + " has no such series along time (nothing was compared) " +
                      (nearest.empty() ? "docs/format.md lists them" : "did you mean " + nearest + "?"));
  }
  add_if_there(arms, "nation", name, name);
}

}  // namespace

void compare_nation(Arms& arms) {
  for (const char* name : national_series) add_if_there(arms, "nation", name, name);
  add_if_there(arms, "nation", "quantile_income", "quantile_income");
  for (const std::string& name : arms.options.series) {
    const bool known = std::ranges::find(national_series, name) != national_series.end() || name == "quantile_income";
    if (!known || !arms.base.has(name)) add_asked(arms, name);
  }
}

void compare_places(Arms& arms) {
  for (const std::string place : places) {
    for (const std::string measure : local_series) add_if_there(arms, "place", measure, measure + "_" + place);
  }
  add_if_there(arms, "place", "unemployment", "unemployment_region");
}

}  // namespace povtrap
