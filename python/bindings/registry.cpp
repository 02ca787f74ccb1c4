#include <povtrap/registry.hpp>

#include <stdexcept>
#include <string>

#include "kinds.hpp"

namespace povtrap::python {

namespace {

FieldValue value_of(const std::string& kind, const py::object& value) {
  if (kind == "flag") return value.cast<bool>();
  if (kind == "integer") return value.cast<std::int64_t>();
  if (kind == "number") return value.cast<double>();
  if (kind == "numbers") return value.cast<std::vector<double>>();
  if (kind == "names") return value.cast<std::vector<std::string>>();
  return value.cast<std::string>();
}

Origin origin_of(const std::string& name) {
  if (name == "sourced") return Origin::sourced;
  return name == "calibrated" ? Origin::calibrated : Origin::free;
}

/// A parameter as povtrap/parameters.py hands it over.
Declared declared(const py::dict& said) {
  const auto text = [&](const char* key) { return said[key].cast<std::string>(); };
  return {.name = text("name"),
          .unit = text("unit"),
          .meaning = text("meaning"),
          .source = text("source"),
          .value = value_of(text("kind"), said["default"]),
          .minimum = said["minimum"].cast<double>(),
          .maximum = said["maximum"].cast<double>(),
          .origin = origin_of(text("origin")),
          .choices = said["choices"].cast<std::vector<std::string>>()};
}

/// Adds it after a trial, which finds a constructor that fails and a default that its own range forbids.
template <class Own>
void add_kind(Registry& registry, const SharedClass& rule) {
  Own trial(rule);
  Fields fields;
  try {
    trial.describe(fields);
  } catch (const std::logic_error& error) {
    throw ConfigError("own rule '" + rule->name + "': " + error.what() +
                      " (its parameters could not be configured) look at its `parameters`");
  }
  registry.add<Own>(rule);
}

void add(Registry& registry, const std::string& kind, const py::object& type, const py::tuple& given, const py::dict& named,
         std::string name, std::string summary, const py::list& parameters) {
  auto rule =
      std::make_shared<RuleClass>(RuleClass{Held(type), Held(given), Held(named), std::move(name), std::move(summary), {}});
  for (const py::handle parameter : parameters) rule->parameters.push_back(declared(parameter.cast<py::dict>()));
  if (kind == "SavingRule") return add_kind<PythonSavingRule>(registry, rule);
  if (kind == "Technique") return add_kind<PythonTechnique>(registry, rule);
  if (kind == "WorkCapacity") return add_kind<PythonWorkCapacity>(registry, rule);
  if (kind == "HouseholdShock") return add_kind<PythonHouseholdShock>(registry, rule);
  if (kind == "Instrument") return add_kind<PythonInstrument>(registry, rule);
  if (kind == "Indicator") return add_kind<PythonIndicator>(registry, rule);
  throw std::logic_error("there is no kind of rule called " + kind);
}

/// The classes and what their constructors get, of the rules that Python added.
py::list added(const Registry& registry) {
  py::list all;
  const auto list = [&](const auto& makers) {
    for (const auto& make : makers) {
      const auto made = make();
      const auto* rule = dynamic_cast<const PythonRule*>(made.get());
      if (rule == nullptr) continue;
      const RuleClass& said = rule->made_of();
      all.append(py::make_tuple(said.type.get(), said.given.get(), said.named.get()));
    }
  };
  list(registry.saving_rules()), list(registry.techniques()), list(registry.work_capacities());
  list(registry.shocks()), list(registry.instruments()), list(registry.indicators());
  return all;
}

void translate(std::exception_ptr thrown) {
  try {
    if (thrown) std::rethrow_exception(thrown);
  } catch (const Raised& error) {
    error.restore();
  }
}

}  // namespace

void bind_registry(py::module_& m) {
  py::register_exception_translator(translate);
  py::class_<Registry>(m, "Registry", "Rules written in Python.")
      .def(py::init<>())
      .def(py::init<const Registry&>(), py::arg("other"))
      .def("add", &add, py::arg("kind"), py::arg("type"), py::arg("given"), py::arg("named"), py::arg("name"), py::arg("summary"),
           py::arg("parameters"))
      .def("added", &added)
      .def("is_empty", &Registry::is_empty);
}

}  // namespace povtrap::python
