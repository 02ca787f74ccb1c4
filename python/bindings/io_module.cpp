#include "bindings.hpp"

PYBIND11_MODULE(_io, m) {
  using namespace povtrap::python;
  py::module_::import("povtrap._core");  // whose classes are handed over here
  m.doc() = "What the package povtrap is made of: files, sweeps and the command line. Importing it loads HDF5.";
  bind_result_file(m);
  bind_checkpoint(m);
  bind_design(m);
  bind_sweep(m);
  bind_sweep_summary(m);
  bind_sensitivity(m);
  bind_command(m);
}
