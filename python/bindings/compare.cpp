#include <povtrap/compare.hpp>

#include "bindings.hpp"
#include "record.hpp"

namespace povtrap::python {

namespace {

void bind_intervals(py::module_& m) {
  Record<MeanInterval>(m, "MeanInterval", "Mean of independent values and Student's interval for it.")
      .field("mean", &MeanInterval::mean, "NaN if there are no values")
      .field("low", &MeanInterval::low, "NaN with fewer than two values")
      .field("high", &MeanInterval::high, "NaN with fewer than two values")
      .field("count", &MeanInterval::count, "values that counted");
  m.def("mean_interval", &mean_interval, py::arg("values"), py::arg("confidence") = 0.95);
  Record<RatioInterval>(m, "RatioInterval", "Ratio of two means of paired values and Fieller's interval for it.")
      .field("ratio", &RatioInterval::ratio, "NaN if the denominator is zero")
      .field("low", &RatioInterval::low, "NaN with fewer than two pairs, or if the denominator cannot be told from zero")
      .field("high", &RatioInterval::high, "as low");
  m.def("ratio_interval", &ratio_interval, py::arg("numerator"), py::arg("denominator"), py::arg("confidence") = 0.95);
}

void bind_values(py::module_& m) {
  Record<ComparedValue>(m, "ComparedValue", "One compared number: mean over the seeds of both arms and the paired difference.")
      .field("table", &ComparedValue::table, "\"nation\", \"place\", \"panel\", \"growth\" or \"cost\"")
      .field("measure", &ComparedValue::measure, "name of the series, or as docs/howto/compare.md says")
      .field("by", &ComparedValue::by, "dimension or division; empty for the whole")
      .field("group", &ComparedValue::group, "which one of it; empty for all")
      .field("year", &ComparedValue::year, "calendar year; the last one for what spans several")
      .field("units", &ComparedValue::units, "of base, reform and difference")
      .field("base", &ComparedValue::base, "mean over the seeds")
      .field("reform", &ComparedValue::reform, "mean over the seeds")
      .field("difference", &ComparedValue::difference, "reform less base")
      .field("low", &ComparedValue::low, "of the interval of the difference, NaN with one seed")
      .field("high", &ComparedValue::high, "as low")
      .field("seeds", &ComparedValue::seeds, "pairs that counted");
  Record<ChangedSetting>(m, "ChangedSetting", "A parameter that the two arms set differently.")
      .field("path", &ChangedSetting::path, "of the parameter")
      .field("base", &ChangedSetting::base, "empty where it does not have it")
      .field("reform", &ChangedSetting::reform, "empty where it does not have it");
}

}  // namespace

void bind_compare(py::module_& m) {
  bind_intervals(m);
  bind_values(m);
  Record<Comparison>(m, "Comparison", "A reform against its base.")
      .field("seeds", &Comparison::seeds, "in both arms")
      .field("years", &Comparison::years, "in both arms")
      .field("counted", &Comparison::counted, "whom nation, panel and cost speak of: \"all\" or \"rural\"")
      .field("panel_households", &Comparison::panel_households, "in both arms")
      .field("panel_months", &Comparison::panel_months, "waves in both arms [months since 2000-01-01]")
      .field("settings", &Comparison::settings, "that differ, if both results tell their configuration")
      .field("notes", &Comparison::notes, "what was left out and why")
      .field("values", &Comparison::values, "all compared numbers")
      .shown_as([](const Comparison& c) {
        return "<povtrap.Comparison of " + std::to_string(c.values.size()) + " numbers over " + std::to_string(c.seeds.size()) +
               (c.seeds.size() == 1 ? " seed>" : " seeds>");
      })
      .bound()
      .def("to_pandas", [](const py::object& self) { return py::module_::import("povtrap.tables").attr("frame")(self.attr("values")); },
           "All compared numbers as a table.");
  m.def(
      "compare",
      [](const Dataset& base, const Dataset& reform, double confidence, double threshold, std::size_t groups,
         std::vector<std::string> series, std::string base_name, std::string reform_name) {
        const CompareOptions options{confidence, threshold, groups, std::move(series), std::move(base_name), std::move(reform_name)};
        return without_gil([&] { return compare(base, reform, options); });
      },
      py::arg("base"), py::arg("reform"), py::kw_only(), py::arg("confidence") = CompareOptions().confidence,
      py::arg("threshold") = CompareOptions().threshold, py::arg("groups") = CompareOptions().groups,
      py::arg("series") = std::vector<std::string>(), py::arg("base_name") = CompareOptions().base_name,
      py::arg("reform_name") = CompareOptions().reform_name);
}

}  // namespace povtrap::python
