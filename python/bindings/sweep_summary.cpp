#include <povtrap/sweep_summary.hpp>

#include <pybind11/numpy.h>

#include "bindings.hpp"
#include "record.hpp"

namespace povtrap::python {

void bind_sweep_summary(py::module_& m) {
  Record<PointSummary>(m, "PointSummary", "One series at one point of the design, over its replicates.")
      .field("point", &PointSummary::point, "of the design")
      .field("series", &PointSummary::series, "name")
      .field("where", &PointSummary::where, "position along a further dimension, as \"line=2000\"; empty if there is none")
      .field("replicates", &PointSummary::replicates, "that are done")
      .field("mean", &PointSummary::mean, "over replicates")
      .field("low", &PointSummary::low, "of the interval of the mean (Student's t)")
      .field("high", &PointSummary::high, "of the interval of the mean")
      .field("lower_quantile", &PointSummary::lower_quantile, "5 % over replicates")
      .field("median", &PointSummary::median, "over replicates")
      .field("upper_quantile", &PointSummary::upper_quantile, "95 % over replicates")
      .field("difference", &PointSummary::difference, "from the base point, paired by replicate; NaN without one")
      .field("difference_low", &PointSummary::difference_low, "of its interval")
      .field("difference_high", &PointSummary::difference_high, "of its interval")
      .field("enough", &PointSummary::enough, "replicates after which the interval would be as narrow as `precision` asks");
  Record<SummaryPoint>(m, "SummaryPoint", "Parameters of a point, as the design gave them.")
      .field("point", &SummaryPoint::point, "of the design")
      .field("values", &SummaryPoint::values, "of its parameters");
  Record<SweepSummary>(m, "SweepSummary", "What came out of a sweep, point by point.")
      .field("parameters", &SweepSummary::parameters, "paths in the configuration")
      .field("points", &SweepSummary::points, "of the design")
      .field("rows", &SweepSummary::rows, "one for each point and series")
      .field("year", &SweepSummary::year, "of the moment that was looked at")
      .field("runs", &SweepSummary::runs, "of the design")
      .field("done", &SweepSummary::done, "of them")
      .shown_as([](const SweepSummary& s) {
        return "<povtrap.SweepSummary of " + std::to_string(s.points.size()) + " points in " + std::to_string(s.year) + ", " +
               std::to_string(s.done) + " of " + std::to_string(s.runs) + " runs done>";
      })
      .bound()
      .def("to_pandas", [](const py::object& self) { return py::module_::import("povtrap.tables").attr("summary_frame")(self); },
           "A row for each point and series, the point's parameters in front.");
  m.def(
      "summarise_sweep",
      [](const Dataset& merged, std::vector<std::string> series, std::optional<std::int64_t> year, double confidence,
         std::optional<std::int64_t> base_point, double precision) {
        const SummaryOptions options{std::move(series), year, confidence, base_point, precision};
        return without_gil([&] { return summarise_sweep(merged, options); });
      },
      py::arg("merged"), py::kw_only(), py::arg("series") = std::vector<std::string>(), py::arg("year") = py::none(),
      py::arg("confidence") = SummaryOptions().confidence, py::arg("base_point") = py::none(),
      py::arg("precision") = SummaryOptions().precision);
  m.def(
      "sweep_outcomes",
      [](const Dataset& merged, const std::string& series, std::optional<std::int64_t> year) {
        const std::vector<double> outcomes = sweep_outcomes(merged, series, year);
        return py::array_t<double>(static_cast<py::ssize_t>(outcomes.size()), outcomes.data());
      },
      py::arg("merged"), py::arg("series"), py::arg("year") = py::none());
}

}  // namespace povtrap::python
