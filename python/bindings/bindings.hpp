#pragma once

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>
#include <pybind11/stl/filesystem.h>

#include <chrono>
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
void bind_panel_store(py::module_& m);
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

/// Is Python ending? Then only the thread that ends it may hold the GIL.
[[nodiscard]] inline bool python_ends() {
#if PY_VERSION_HEX >= 0x030D0000
  return Py_IsFinalizing() != 0;
#else
  return _Py_IsFinalizing() != 0;
#endif
}

/// What a thread does that would ask for the GIL while another one ends Python. Asking would end the thread in the middle of C++, and
/// with it the process, by an error.
inline void wait_for_the_end() {
  while (true) std::this_thread::sleep_for(std::chrono::hours(1));
}

/// Other threads of Python go on while it lives.
class GilReleased {
 public:
  GilReleased() : thread_(PyEval_SaveThread()) {}
  GilReleased(const GilReleased&) = delete;
  GilReleased& operator=(const GilReleased&) = delete;
  ~GilReleased() noexcept(false) {  // Python ends a thread that already waits here by unwinding its stack
    if (python_ends() && !ends_python_) wait_for_the_end();
    PyEval_RestoreThread(thread_);
  }

 private:
  bool ends_python_ = python_ends();  ///< this thread, as it held the GIL until now
  PyThreadState* thread_;
};

/// Python may be asked while it lives, in a thread of whatever origin.
class GilHeld {
 public:
  GilHeld() {
    if (python_ends() && PyGILState_Check() == 0) wait_for_the_end();
    held_.emplace();
  }

 private:
  std::optional<py::gil_scoped_acquire> held_;
};

/// Does something that takes time while other threads of Python go on.
template <class Work>
auto without_gil(Work&& work) {
  const GilReleased released;
  return std::forward<Work>(work)();
}

}  // namespace povtrap::python
