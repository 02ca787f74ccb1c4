#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <memory>
#include <povtrap/dataset.hpp>
#include <utility>

/// What the files of this folder have in common. There is one for each public header, with a function that binds what it declares.
namespace povtrap::python {

namespace py = pybind11;

// povtrap._core: everything that needs no file library.
void bind_error(py::module_& m);
void bind_version(py::module_& m);
void bind_config(py::module_& m);
void bind_dataset(py::module_& m);
void bind_simulation(py::module_& m);
void bind_describe(py::module_& m);
void bind_replicates(py::module_& m);
void bind_compare(py::module_& m);
// povtrap._io: files, and whatever writes some.
void bind_result_file(py::module_& m);
void bind_checkpoint(py::module_& m);
void bind_design(py::module_& m);
void bind_sweep(py::module_& m);
void bind_sweep_summary(py::module_& m);
void bind_sensitivity(py::module_& m);
void bind_command(py::module_& m);

/// How Python holds a data set: nothing changes it any more, and views of its columns keep it alive.
using SharedDataset = std::shared_ptr<Dataset>;

[[nodiscard]] inline SharedDataset share(Dataset&& data) {
  return std::make_shared<Dataset>(std::move(data));
}

/// Does something that takes time while other threads of Python go on.
template <class Work>
auto without_gil(Work&& work) {
  const py::gil_scoped_release released;
  return std::forward<Work>(work)();
}

}  // namespace povtrap::python
