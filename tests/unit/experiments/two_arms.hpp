#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <povtrap/compare.hpp>
#include <povtrap/dataset.hpp>
#include <povtrap/error.hpp>
#include <povtrap/replicates.hpp>
#include <string>
#include <vector>

/// Results small enough to compare them by hand.
namespace povtrap::testing {

inline Variable variable(const std::string& name, std::vector<std::string> dimensions, Values values,
                         const std::string& units = "1") {
  return {name, std::move(dimensions), units, name, std::move(values), {}};
}

/// Two years of two half-years in a village and a town, four households in two panel waves a year apart.
inline Dataset base_run(std::int64_t seed = 4) {
  using Reals = std::vector<double>;
  Dataset run;
  run.attributes = {{"title", "by hand"}, {"id", "seed " + std::to_string(seed)}};
  run.dimensions = {{"time", 4, true},      {"line", 2, false},      {"region", 2, false},         {"kind", 2, false},
                    {"quantile", 2, false}, {"panel_time", 2, true}, {"panel_household", 4, false}};
  run.variables = {
      variable("time", {"time"}, std::vector<std::int64_t>{150, 156, 162, 168}, "months since 2000-01-01"),
      variable("line", {"line"}, Reals{1000, 2000}, "LCU/year"),
      variable("kind", {"kind"}, std::vector<std::string>{"rural", "urban"}),
      variable("quantile", {"quantile"}, Reals{0.25, 0.75}),
      variable("panel_time", {"panel_time"}, std::vector<std::int64_t>{150, 162}, "months since 2000-01-01"),
      variable("panel_household", {"panel_household"}, std::vector<std::int32_t>{0, 2, 4, 6}),
      variable("year", {"time"}, std::vector<std::int32_t>{2012, 2012, 2013, 2013}),
      variable("period_of_year", {"time"}, std::vector<std::int32_t>{1, 2, 1, 2}),
      variable("panel_year", {"panel_time"}, std::vector<std::int32_t>{2012, 2013}),
      variable("region_kind", {"region"}, std::vector<std::uint8_t>{0, 1}),
      variable("region_persons", {"region"}, Reals{6, 2}),
      variable("headcount", {"time", "line"}, Reals{0.9, 0.9, 0.2, 0.6, 0.9, 0.9, 0.3, 0.7}),
      variable("mean_income", {"time"}, Reals{200, 210, 220, 230}, "LCU/year"),
      variable("mean_income_kind", {"time", "kind"}, Reals{150, 350, 160, 360, 165, 385, 170, 410}, "LCU/year"),
      variable("headcount_region", {"time", "region", "line"}, Reals{9, 9, 9, 9, 0.25, 9, 0.05, 9, 9, 9, 9, 9, 0.35, 9, 0.15, 9}),
      variable("quantile_income", {"time", "quantile"}, Reals{1, 1, 100, 400, 1, 1, 110, 420}, "LCU/year"),
      variable("support_paid", {"time"}, Reals{2, 4, 3, 3}, "LCU/year"),
      variable("price_index", {"time"}, Reals{1, 1, 1.25, 2}),
      variable("panel_persons", {"panel_household"}, Reals{1, 3, 2, 2}),
      variable("panel_ability", {"panel_household"}, Reals{0.5, 1.5, 1, 2}),
      variable("panel_region", {"panel_household"}, std::vector<std::int32_t>{0, 0, 0, 1}),
      variable("panel_income", {"panel_time", "panel_household"}, std::vector<float>{100, 300, 200, 400, 110, 330, 200, 400},
               "LCU/year")};
  run.variables[7].attributes = {{"periods_per_year", "2"}};
  return run;
}

inline Variable& find(Dataset& run, const std::string& name) {
  return *std::ranges::find(run.variables, name, &Variable::name);
}
inline std::vector<double>& reals(Dataset& run, const std::string& name) {
  return std::get<std::vector<double>>(find(run, name).values);
}
inline std::vector<float>& floats(Dataset& run, const std::string& name) {
  return std::get<std::vector<float>>(find(run, name).values);
}
inline void remove(Dataset& run, const std::string& name) {
  std::erase_if(run.variables, [&](const Variable& v) { return v.name == name; });
}

/// The same economy with more support, fewer poor, and a household that gets rich.
inline Dataset reform_run(std::int64_t seed = 4) {
  Dataset run = base_run(seed);
  reals(run, "headcount") = {0.9, 0.9, 0.1, 0.55, 0.9, 0.9, 0.25, 0.7};
  reals(run, "support_paid") = {6, 8, 3, 5};
  reals(run, "headcount_region")[4] = 0.15;
  reals(run, "quantile_income") = {1, 1, 100, 400, 1, 1, 120, 420};
  floats(run, "panel_income") = {100, 300, 200, 400, 500, 330, 190, 410};
  return run;
}

/// Seeds 4 and 9 in one result; the second one is poorer.
inline Dataset both_seeds(Dataset (*make)(std::int64_t), double first_year, double second_year) {
  Dataset other = make(9);
  reals(other, "headcount")[2] = first_year;
  reals(other, "headcount")[6] = second_year;
  Replicates all;
  all.add(4, make(4));
  all.add(9, other);
  return all.take();
}
inline Dataset base_pair() {
  return both_seeds(base_run, 0.4, 0.5);
}
inline Dataset reform_pair() {
  return both_seeds(reform_run, 0.2, 0.4);
}

/// The one compared number of this name.
inline ComparedValue value_of(const Comparison& comparison, const std::string& table, const std::string& measure,
                              const std::string& by = "", const std::string& group = "", std::int64_t year = 2013) {
  for (const ComparedValue& v : comparison.values) {
    if (v.table == table && v.measure == measure && v.by == by && v.group == group && v.year == year) return v;
  }
  ADD_FAILURE() << "no " << table << " " << measure << " " << by << " " << group << " " << year;
  return {};
}

inline bool has_note(const Comparison& comparison, const std::string& words) {
  return std::ranges::any_of(comparison.notes, [&](const std::string& note) { return note.find(words) != std::string::npos; });
}

/// What a call that must fail says.
template <class Fault>
std::string refusal(auto&& call) {
  try {
    call();
  } catch (const Fault& fault) {
    return fault.what();
  }
  ADD_FAILURE() << "nothing was thrown";
  return "";
}

}  // namespace povtrap::testing
