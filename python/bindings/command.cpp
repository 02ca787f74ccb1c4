#include <povtrap/command.hpp>

#include <cstdio>
#include <povtrap/registry.hpp>
#include <string>
#include <vector>

#include "bindings.hpp"

namespace povtrap::python {

void bind_command(py::module_& m) {
  m.def(
      "command_main",
      [](std::vector<std::string> words, const Registry& own) {
        std::vector<char*> pointers;
        for (std::string& word : words) pointers.push_back(word.data());
        return without_gil([&] {
          const int code = command_main(static_cast<int>(pointers.size()), pointers.data(), own);
          std::fflush(stdout);  // before what Python prints next
          return code;
        });
      },
      py::arg("words"), py::arg("own"));
}

}  // namespace povtrap::python
