#include <povtrap/replicates.hpp>

#include "bindings.hpp"

namespace povtrap::python {

void bind_replicates(py::module_& m) {
  py::class_<Replicates>(m, "Replicates", "Runs of one configuration under several seeds, put into one data set.")
      .def(py::init<>())
      .def("add", &Replicates::add, py::arg("seed"), py::arg("result"))
      .def("__len__", &Replicates::size)
      .def("take", [](Replicates& replicates) { return share(replicates.take()); });
  m.def("is_replicated", &is_replicated, py::arg("result"));
  m.def("seeds_of", &seeds_of, py::arg("result"));
  m.def(
      "replicate_of", [](const Dataset& result, std::size_t position) { return share(replicate_of(result, position)); },
      py::arg("result"), py::arg("position"));
  m.def("parse_seeds", &parse_seeds, py::arg("text"));
  m.def("seeds_text", &seeds_text, py::arg("seeds"));
}

}  // namespace povtrap::python
