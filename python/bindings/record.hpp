#pragma once

#include <functional>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "bindings.hpp"

namespace povtrap::python {

/// Binds a plain struct as a class with read-only attributes, a repr that names them all, `_asdict()` as named tuples have it,
/// equality, and pickling.
template <class T>
class Record {
 public:
  Record(py::module_& m, const char* name, const char* meaning)
      : names_(std::make_shared<std::vector<std::string>>()), setters_(std::make_shared<Setters>()), class_(m, name, meaning) {
    class_.def("_asdict", [names = names_](const py::object& self) { return dict_of(self, *names); });
    class_.def("__repr__", [names = names_](const py::object& self) {
      std::string text = py::str(py::type::of(self).attr("__name__"));
      text += "(";
      for (const std::string& field : *names) {
        text += (&field == &names->front() ? "" : ", ") + field + "=" + std::string(py::repr(self.attr(field.c_str())));
      }
      return text + ")";
    });
    class_.def("__eq__", [names = names_](const py::object& self, const py::object& other) -> py::object {
      if (!py::type::of(self).is(py::type::of(other))) return py::reinterpret_borrow<py::object>(Py_NotImplemented);
      return py::bool_(dict_of(self, *names).equal(dict_of(other, *names)));
    });
    class_.def(py::pickle([names = names_](const py::object& self) { return dict_of(self, *names); },
                          [setters = setters_](const py::dict& values) {
                            T record;
                            for (const auto& [field, set] : *setters) set(record, values[field.c_str()]);
                            return record;
                          }));
  }

  template <class Member>
  Record& field(const char* name, Member T::*member, const char* meaning) {
    names_->emplace_back(name);
    setters_->emplace_back(name, [member](T& record, const py::object& value) {
      record.*member = value.cast<std::remove_cvref_t<decltype(record.*member)>>();
    });
    class_.def_readonly(name, member, meaning);
    return *this;
  }

  /// Another repr, for records that are too long to be shown.
  template <class Show>
  Record& shown_as(Show show) {
    class_.attr("__repr__") = py::cpp_function(show, py::name("__repr__"), py::is_method(class_));
    return *this;
  }

  [[nodiscard]] py::class_<T>& bound() { return class_; }

 private:
  using Setters = std::vector<std::pair<std::string, std::function<void(T&, const py::object&)>>>;

  static py::dict dict_of(const py::object& self, const std::vector<std::string>& names) {
    py::dict values;
    for (const std::string& field : names) values[field.c_str()] = self.attr(field.c_str());
    return values;
  }

  std::shared_ptr<std::vector<std::string>> names_;
  std::shared_ptr<Setters> setters_;
  py::class_<T> class_;
};

}  // namespace povtrap::python
