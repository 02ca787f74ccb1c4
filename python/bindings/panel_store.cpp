#include <povtrap/panel_store.hpp>

#include "bindings.hpp"

namespace povtrap::python {

void bind_panel_store(py::module_& m) {
  py::class_<PanelStore, std::shared_ptr<PanelStore>>(m, "PanelStore",
                                                      "Where a running simulation puts its panel, so that memory does not grow with its waves.");
}

}  // namespace povtrap::python
