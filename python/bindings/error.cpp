#include <povtrap/error.hpp>

#include "bindings.hpp"

namespace povtrap::python {

namespace {

/// The class of the same name, which is written in Python.
void raise(const char* name, const Error& error) {
  PyErr_SetString(py::module_::import("povtrap.error").attr(name).ptr(), error.what());
}

void translate(std::exception_ptr thrown) {
  try {
    if (thrown) std::rethrow_exception(thrown);
  } catch (const ConfigError& error) {
    raise("ConfigError", error);
  } catch (const DataError& error) {
    raise("DataError", error);
  } catch (const ModelError& error) {
    raise("ModelError", error);
  } catch (const IoError& error) {
    raise("IoError", error);
  } catch (const Error& error) {
    raise("Error", error);
  }
}

}  // namespace

void bind_error(py::module_&) {
  py::register_exception_translator(translate);
}

}  // namespace povtrap::python
