#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <chrono>
#include <exception>
#include <memory>
#include <optional>
#include <povtrap/dataset.hpp>
#include <thread>
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

/// What a thread does that wants the GIL when Python has ended: until 3.14 Python unwinds it, which aborts the process in C++.
[[noreturn]] inline void wait_for_the_end() {
  for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
}

/// Lets other threads of Python go on while this is in scope.
class WithoutGil {
 public:
  WithoutGil() : state_(PyEval_SaveThread()) {}
  ~WithoutGil() {
    try {
      PyEval_RestoreThread(state_);
    } catch (...) {
      wait_for_the_end();
    }
  }
  WithoutGil(const WithoutGil&) = delete;
  WithoutGil& operator=(const WithoutGil&) = delete;

 private:
  PyThreadState* state_;
};

/// Holds the GIL while this is in scope, in any thread.
class WithGil {
 public:
  WithGil() {
    try {
      held_.emplace();
    } catch (const std::exception&) {
      throw;
    } catch (...) {
      wait_for_the_end();
    }
  }

 private:
  std::optional<py::gil_scoped_acquire> held_;
};

/// Does something that takes time while other threads of Python go on.
template <class Work>
auto without_gil(Work&& work) {
  const WithoutGil others;
  return std::forward<Work>(work)();
}

}  // namespace povtrap::python
