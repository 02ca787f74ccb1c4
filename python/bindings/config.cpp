#include <povtrap/config.hpp>

#include <povtrap/fields.hpp>
#include <povtrap/registry.hpp>
#include <string>
#include <utility>
#include <vector>

#include "bindings.hpp"

namespace povtrap::python {

namespace {

using Changes = std::vector<std::pair<std::string, std::string>>;

py::object object_of(const FieldValue& value) {
  return std::visit([](const auto& held) -> py::object { return py::cast(held); }, value);
}

const char* name_of(Origin origin) {
  if (origin == Origin::sourced) return "sourced";
  return origin == Origin::calibrated ? "calibrated" : "free";
}

py::dict dict_of(const Field& field) {
  py::dict parameter;
  parameter["path"] = field.path;
  parameter["kind"] = std::string(field.kind());
  parameter["default"] = object_of(field.default_value);
  parameter["unit"] = field.unit;
  parameter["minimum"] = field.minimum;
  parameter["maximum"] = field.maximum;
  parameter["choices"] = field.choices;
  parameter["origin"] = name_of(field.origin);
  parameter["meaning"] = field.meaning;
  parameter["source"] = field.source;
  return parameter;
}

/// Everything that is known of all parameters, in order of declaration.
py::list fields_of(const Config& config) {
  const Fields fields = config.fields_again();
  py::list all;
  for (const Field& field : fields.all()) all.append(dict_of(field));
  return all;
}

/// "flag", "integer", "number", "text", "numbers" or "names"; empty if there is no such parameter.
std::string kind_of(const Config& config, const std::string& path) {
  const Fields fields = config.fields_again();
  const Field* field = fields.find(path);
  return field == nullptr ? std::string() : std::string(field->kind());
}

}  // namespace

void bind_config(py::module_& m) {
  py::class_<Config>(m, "Config", "A configuration; values are texts as `povtrap run --set` takes them.")
      .def(py::init<>())
      .def(py::init<const Registry&>(), py::arg("own"))
      .def(py::init<const Config&>(), py::arg("other"))
      .def_static(
          "load",
          [](const std::filesystem::path& file, const Registry& own, const Changes& overrides) {
            return Config::load(file, own, overrides);
          },
          py::arg("file"), py::arg("own"), py::arg("overrides") = Changes())
      .def_static(
          "from_text",
          [](const std::string& toml, const std::string& name, const Registry& own) {
            return Config::from_text(toml, name, own);
          },
          py::arg("toml"), py::arg("name"), py::arg("own"))
      .def("own_rules", &Config::own_rules)
      .def("set", &Config::set, py::arg("path"), py::arg("value"))
      .def("with_", &Config::with, py::arg("changes"))
      .def("get", &Config::get, py::arg("path"))
      .def("number", &Config::number, py::arg("path"))
      .def("check", &Config::check)
      .def("to_toml", &Config::to_toml, py::arg("only_changed") = false)
      .def("json_schema", [](const Config& config) { return Config::json_schema(config.own_rules()); })
      .def(
          "parameters",
          [](const Config& config, const std::string& pattern) { return Config::parameters(pattern, config.own_rules()); },
          py::arg("pattern") = "")
      .def("fields", &fields_of)
      .def("kind", &kind_of, py::arg("path"));
}

}  // namespace povtrap::python
