#include <povtrap/checkpoint.hpp>

#include <string_view>

#include "bindings.hpp"
#include "record.hpp"

namespace povtrap::python {

namespace {

std::span<const std::byte> bytes_of(std::string_view checkpoint) {
  return std::as_bytes(std::span(checkpoint));
}

}  // namespace

void bind_checkpoint(py::module_& m) {
  Record<CheckpointOrigin>(m, "CheckpointOrigin", "What a checkpoint says about itself.")
      .field("version", &CheckpointOrigin::version, "of the povtrap that wrote it")
      .field("commit", &CheckpointOrigin::commit, "of the povtrap that wrote it")
      .field("note", &CheckpointOrigin::note, "what its writer wanted to remember")
      .field("periods_done", &CheckpointOrigin::periods_done, "burn-in included");
  m.def(
      "checkpoint_origin", [](const py::bytes& checkpoint) { return checkpoint_origin(bytes_of(static_cast<std::string_view>(checkpoint))); },
      py::arg("checkpoint"));
  m.def(
      "write_checkpoint",
      [](const py::bytes& checkpoint, const std::filesystem::path& path) {
        const auto bytes = static_cast<std::string_view>(checkpoint);
        without_gil([&] { write_checkpoint(bytes_of(bytes), path); });
      },
      py::arg("checkpoint"), py::arg("path"));
  m.def(
      "read_checkpoint",
      [](const std::filesystem::path& path) {
        const auto bytes = without_gil([&] { return read_checkpoint(path); });
        return py::bytes(reinterpret_cast<const char*>(bytes.data()), bytes.size());
      },
      py::arg("path"));
}

}  // namespace povtrap::python
