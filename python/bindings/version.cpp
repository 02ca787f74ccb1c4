#include <povtrap/version.hpp>

#include <povtrap/result_file.hpp>

#include "bindings.hpp"

namespace povtrap::python {

void bind_version(py::module_& m) {
  m.def("version", &version, "Version of the library, \"major.minor.patch\".");
  m.def("commit", &commit, "Commit the library was built from, or \"unknown\" outside a checkout.");
  m.attr("result_layout_version") = result_layout_version;
}

}  // namespace povtrap::python
