#include <povtrap/design.hpp>

#include <povtrap/registry.hpp>

#include "bindings.hpp"
#include "record.hpp"

namespace povtrap::python {

void bind_design(py::module_& m) {
  Record<DesignRow>(m, "DesignRow", "One run of a sweep.")
      .field("run_id", &DesignRow::run_id, "counted from 0, and the identity of the run")
      .field("point", &DesignRow::point, "rows of one point differ in their seeds only")
      .field("replicate", &DesignRow::replicate, "counted from 0 at each point")
      .field("seed", &DesignRow::seed, "becomes run.seed")
      .field("role", &DesignRow::role, "which part of a Morris or Saltelli sample; else empty")
      .field("values", &DesignRow::values, "of the parameters, as `--set` takes them");
  Record<Design>(m, "Design", "What a sweep runs: a table with one row for each run.")
      .field("parameters", &Design::parameters, "paths in the configuration")
      .field("rows", &Design::rows, "one for each run")
      .shown_as([](const Design& d) {
        return "<povtrap.Design of " + std::to_string(d.rows.size()) + " runs at " + std::to_string(d.points()) + " points>";
      })
      .bound()
      .def_property_readonly("points", &Design::points)
      .def_property_readonly("has_roles", &Design::has_roles)
      .def("__len__", [](const Design& design) { return design.rows.size(); })
      .def("to_pandas", [](const py::object& self) { return py::module_::import("povtrap.tables").attr("design_frame")(self); },
           "The design as a table, a row for each run and a column for each parameter.");
  m.def(
      "make_design", [](const std::filesystem::path& sweep_file, const Registry& own) { return make_design(sweep_file, own); },
      py::arg("sweep_file"), py::arg("own"));
  m.def("design_from_text", &design_from_text, py::arg("toml"), py::arg("name") = "text");
  m.def("read_design", &read_design, py::arg("csv"));
  m.def("design_csv", &design_csv, py::arg("design"));
  m.def("design_digest", &design_digest, py::arg("design"));
}

}  // namespace povtrap::python
