#include <povtrap/dataset.hpp>

#include <pybind11/numpy.h>

#include <povtrap/error.hpp>
#include <string>
#include <tuple>
#include <vector>

#include "bindings.hpp"

namespace povtrap::python {

namespace {

using Attributes = std::vector<std::pair<std::string, std::string>>;
using VariableState = std::tuple<std::string, std::vector<std::string>, std::string, std::string, py::object, Attributes>;
using DimensionState = std::tuple<std::string, std::size_t, bool>;

py::object read_only(py::object array) {
  array.attr("setflags")(py::arg("write") = false);
  return array;
}

/// The values of a variable, one after the other, without a copy: a read-only array that keeps the data set alive. Texts are
/// copied into an array of Python's strings.
py::object values_of(const py::object& self, const Variable& variable) {
  return std::visit(
      [&]<class T>(const std::vector<T>& values) -> py::object {
        if constexpr (std::is_same_v<T, std::string>) {
          const py::object texts = py::module_::import("numpy").attr("array")(py::cast(values), py::arg("dtype") = "object");
          return read_only(texts);
        } else {
          return read_only(py::array_t<T>(std::vector<py::ssize_t>{static_cast<py::ssize_t>(values.size())}, values.data(), self));
        }
      },
      variable.values);
}

/// A copy of an array as the values of a variable.   Throws: DataError if results hold no numbers of its kind.
Values values_from(const py::object& given) {
  if (py::isinstance<py::list>(given)) return given.cast<std::vector<std::string>>();
  const py::array array(given);
  const auto take = [&]<class T>(T) -> Values {
    const auto typed = py::array_t<T, py::array::c_style | py::array::forcecast>::ensure(array);
    return std::vector<T>(typed.data(), typed.data() + typed.size());
  };
  if (py::isinstance<py::array_t<double>>(array)) return take(double{});
  if (py::isinstance<py::array_t<float>>(array)) return take(float{});
  if (py::isinstance<py::array_t<std::int64_t>>(array)) return take(std::int64_t{});
  if (py::isinstance<py::array_t<std::int32_t>>(array)) return take(std::int32_t{});
  if (py::isinstance<py::array_t<std::uint8_t>>(array)) return take(std::uint8_t{});
  throw DataError("an array of type " + std::string(py::str(py::object(array.dtype()))) +
                  " is no variable of a result (docs/format.md lists the types) convert it");
}

py::tuple state_of(const py::object& self) {
  const auto& data = self.cast<const Dataset&>();
  std::vector<DimensionState> dimensions;
  for (const Dimension& d : data.dimensions) dimensions.emplace_back(d.name, d.length, d.unlimited);
  std::vector<VariableState> variables;
  for (const Variable& v : data.variables) {
    const bool text = std::holds_alternative<std::vector<std::string>>(v.values);
    py::object values = values_of(self, v);
    variables.emplace_back(v.name, v.dimensions, v.units, v.long_name, text ? py::object(values.attr("tolist")()) : values, v.attributes);
  }
  py::list groups;
  for (const auto& [name, group] : data.groups) groups.append(py::make_tuple(name, share(Dataset(group))));
  return py::make_tuple(dimensions, variables, data.attributes, groups);
}

SharedDataset dataset_of(const py::tuple& state) {
  if (state.size() != 4) throw DataError("this is no pickled result (it has other parts) make it anew");
  auto data = std::make_shared<Dataset>();
  for (const auto& [name, length, unlimited] : state[0].cast<std::vector<DimensionState>>())
    data->dimensions.push_back({name, length, unlimited});
  for (const auto& [name, dimensions, units, long_name, values, attributes] : state[1].cast<std::vector<VariableState>>())
    data->variables.push_back({name, dimensions, units, long_name, values_from(values), attributes});
  data->attributes = state[2].cast<Attributes>();
  for (const auto& group : state[3].cast<std::vector<std::pair<std::string, SharedDataset>>>())
    data->groups.emplace_back(group.first, *group.second);
  return data;
}

template <class Items, class Name>
std::vector<std::string> names_of(const Items& items, Name name) {
  std::vector<std::string> names;
  for (const auto& item : items) names.push_back(name(item));
  return names;
}

/// A data set within another one, which it keeps alive.
SharedDataset group_of(const SharedDataset& data, const std::string& name) {
  for (auto& [known, group] : data->groups) {
    if (known == name) return {data, &group};
  }
  throw py::key_error(name);
}

}  // namespace

void bind_dataset(py::module_& m) {
  py::class_<Dataset, SharedDataset>(m, "Dataset", "Labelled arrays that nothing changes any more.")
      .def_property_readonly(
          "variables", [](const Dataset& d) { return names_of(d.variables, [](const Variable& v) { return v.name; }); })
      .def_property_readonly("groups", [](const Dataset& d) { return names_of(d.groups, [](const auto& g) { return g.first; }); })
      .def_property_readonly("sizes",
                             [](const Dataset& d) {
                               py::dict sizes;
                               for (const Dimension& dimension : d.dimensions) sizes[dimension.name.c_str()] = dimension.length;
                               return sizes;
                             })
      .def_readonly("attributes", &Dataset::attributes)
      .def("group", &group_of, py::arg("name"))
      .def("has_variable", &Dataset::has_variable, py::arg("name"))
      .def("dimensions", [](const Dataset& d, const std::string& name) { return d.variable(name).dimensions; }, py::arg("name"))
      .def("units", [](const Dataset& d, const std::string& name) { return d.variable(name).units; }, py::arg("name"))
      .def("long_name", [](const Dataset& d, const std::string& name) { return d.variable(name).long_name; }, py::arg("name"))
      .def("variable_attributes", [](const Dataset& d, const std::string& name) { return d.variable(name).attributes; }, py::arg("name"))
      .def("values", [](const py::object& self, const std::string& name) { return values_of(self, self.cast<const Dataset&>().variable(name)); },
           py::arg("name"))
      .def("digest", [](const Dataset& d) { return without_gil([&] { return digest(d); }); })
      .def(py::pickle(&state_of, &dataset_of));
}

}  // namespace povtrap::python
