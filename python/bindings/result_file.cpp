#include <povtrap/result_file.hpp>

#include "bindings.hpp"

namespace povtrap::python {

void bind_result_file(py::module_& m) {
  py::class_<PanelFile, PanelStore, std::shared_ptr<PanelFile>>(m, "PanelFile", "Keeps a panel on disk while its run goes on.")
      .def(py::init<const std::filesystem::path&, int>(), py::arg("result"), py::arg("compression") = 1);
  m.def(
      "write_result",
      [](const Dataset& dataset, const std::filesystem::path& path, bool overwrite, int compression, int threads, const PanelFile* panel) {
        const WriteOptions options{.overwrite = overwrite, .compression = compression, .panel = panel, .threads = threads};
        without_gil([&] { write_result(dataset, path, options); });
      },
      py::arg("dataset"), py::arg("path"), py::kw_only(), py::arg("overwrite") = false, py::arg("compression") = 1,
      py::arg("threads") = 1, py::arg("panel") = nullptr);
  m.def(
      "read_result", [](const std::filesystem::path& path) { return without_gil([&] { return share(read_result(path)); }); },
      py::arg("path"));
  m.def("check_writable", &check_writable, py::arg("path"), py::arg("overwrite") = false);
}

}  // namespace povtrap::python
