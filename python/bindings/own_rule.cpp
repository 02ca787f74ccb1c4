#include "own_rule.hpp"

#include <algorithm>
#include <utility>
#include <variant>

namespace povtrap::python {

Held::Held(py::object object)
    : object_(object.release().ptr(), [](PyObject* last) {
        if (!Py_IsInitialized()) return;
        const GilHeld held;
        Py_XDECREF(last);
      }) {}

namespace {

/// The exception in the words of the last line of its traceback.
std::string last_line(const py::error_already_set& error) {
  const std::string kind = py::str(error.type().attr("__name__"));
  try {
    const std::string said = py::str(error.value());
    return said.empty() ? kind : kind + ": " + said;
  } catch (const py::error_already_set&) {
    return kind;
  }
}

/// Arrays for lists of numbers, so that rules can calculate with them.
py::object attribute_of(const FieldValue& value) {
  return std::visit(
      []<class T>(const T& held) -> py::object {
        if constexpr (std::is_same_v<T, std::vector<double>>) {
          return copy_of(std::span<const double>(held));
        } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
          return py::tuple(py::cast(held));
        } else {
          return py::cast(held);
        }
      },
      value);
}

std::string shape_of(const py::array& array) {
  return "an array of shape " + std::string(py::str(array.attr("shape"))) + " and type " +
         std::string(py::str(py::object(array.dtype())));
}

/// Has it entries that NumPy would hand over as if they were not masked?
bool is_masked(const py::object& answer) {
  const auto* plain = reinterpret_cast<const PyObject*>(py::detail::npy_api::get().PyArray_Type_);
  return py::type::handle_of(answer).ptr() != plain && py::isinstance<py::array>(answer) && py::hasattr(answer, "_sharedmask");
}

std::string at(const std::string& rule, std::string_view row) {
  return "Own rule '" + rule + "' answered " + std::string(row) + " ";
}

}  // namespace

std::string shown(const py::object& answer) {
  if (py::isinstance<py::array>(answer)) return shape_of(py::reinterpret_borrow<py::array>(answer));
  constexpr std::size_t longest = 60;
  const std::string text = py::repr(answer);
  return text.size() <= longest ? text : "a " + std::string(py::str(py::type::of(answer).attr("__name__")));
}

Raised::Raised(const std::string& rule, const py::error_already_set& error)
    : ModelError("Own rule '" + rule + "' raised " + last_line(error) +
                 " (the run cannot go on without its answer) look at the line that raised it"),
      value_(error.value()),
      trace_(error.trace()) {}

void Raised::restore() const {
  PyObject* trace = trace_.get().inc_ref().ptr();
  PyErr_Restore(py::type::handle_of(value_.get()).inc_ref().ptr(), value_.get().inc_ref().ptr(), trace);
}

RuleObject::RuleObject(SharedClass made_of)
    : made_of_(std::move(made_of)), object_([this] {
        const GilHeld held;
        const auto given = py::reinterpret_borrow<py::tuple>(made_of_->given.get());
        const auto named = py::reinterpret_borrow<py::dict>(made_of_->named.get());
        try {
          const py::object made = made_of_->type.get()(*given, **named);
          made.attr("_seal")();
          return Held(made);
        } catch (py::error_already_set& error) {
          throw Raised(made_of_->name, error);
        }
      }()) {
  for (const Declared& parameter : made_of_->parameters) values_.push_back(parameter.value);
}

void RuleObject::describe(Fields& fields) {
  for (std::size_t p = 0; p < values_.size(); ++p) {
    const Declared& said = made_of_->parameters[p];
    const FieldNote note{.unit = said.unit,
                         .minimum = said.minimum,
                         .maximum = said.maximum,
                         .meaning = said.meaning,
                         .source = said.source,
                         .origin = said.origin};
    std::visit(
        [&]<class T>(T& target) {
          const T& value = std::get<T>(said.value);
          if constexpr (std::is_same_v<T, bool>) {
            fields.flag(said.name, target, value, note);
          } else if constexpr (std::is_same_v<T, std::int64_t>) {
            fields.integer(said.name, target, value, note);
          } else if constexpr (std::is_same_v<T, double>) {
            fields.number(said.name, target, value, note);
          } else if constexpr (std::is_same_v<T, std::vector<double>>) {
            fields.numbers(said.name, target, value, note);
          } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
            fields.names(said.name, target, value, note);
          } else if (said.choices.empty()) {
            fields.text(said.name, target, value, note);
          } else {
            fields.choice(said.name, target, value, said.choices, note);
          }
        },
        values_[p]);
  }
}

void RuleObject::refresh() const {
  if (shown_ == values_) return;
  for (std::size_t p = 0; p < values_.size(); ++p) {
    const py::str name(made_of_->parameters[p].name);
    if (PyObject_GenericSetAttr(object_.get().ptr(), name.ptr(), attribute_of(values_[p]).ptr()) != 0)
      throw py::error_already_set();
  }
  shown_ = values_;
}

template <class T>
void take_row(const std::string& rule, std::string_view row, const py::object& answer, std::span<T> into) {
  if (answer.is_none()) {
    throw ModelError(at(rule, row) + "None (" + std::to_string(into.size()) +
                     " households wait for numbers) return an array, or one number for all");
  }
  if (is_masked(answer)) {
    throw ModelError(at(rule, row) + "= a masked array (nothing says what its masked households do) fill it: answer.filled(0)");
  }
  const auto array = py::array::ensure(answer);
  if (!array || std::string_view("biuf").find(array.dtype().kind()) == std::string_view::npos) {
    throw ModelError(at(rule, row) + "= " + shown(answer) + " (these are no numbers) return an array of float, int or bool");
  }
  const bool for_all = array.ndim() == 0;
  if (!for_all && (array.ndim() != 1 || array.size() != static_cast<py::ssize_t>(into.size()))) {
    throw ModelError(at(rule, row) + "= " + shape_of(array) + " (it was asked for " + std::to_string(into.size()) +
                     " numbers, in the order of the question) return an array of shape (" + std::to_string(into.size()) +
                     ",), or one number for all");
  }
  const auto numbers = py::array_t<double, py::array::c_style | py::array::forcecast>::ensure(array);
  if (!numbers) throw py::error_already_set();
  for (std::size_t i = 0; i < into.size(); ++i) {
    const double number = numbers.data()[for_all ? 0 : i];
    if (!std::is_same_v<T, double> && number != 0 && number != 1) {
      throw ModelError(at(rule, row) + "= " + std::string(py::str(py::float_(number))) +
                       " (this says whether something happens) answer 0 or 1, or False or True");
    }
    into[i] = static_cast<T>(number);
  }
}

template void take_row(const std::string&, std::string_view, const py::object&, std::span<double>);
template void take_row(const std::string&, std::string_view, const py::object&, std::span<std::uint8_t>);

std::vector<py::object> take_parts(const std::string& rule, std::string_view asked_for, std::size_t count,
                                   const py::object& answer) {
  std::vector<py::object> parts;
  const bool is_row = py::isinstance<py::tuple>(answer) || py::isinstance<py::list>(answer) || py::isinstance<py::array>(answer);
  if (is_row) {
    for (const py::handle part : answer) parts.push_back(py::reinterpret_borrow<py::object>(part));
  }
  if (parts.size() == count) return parts;
  throw ModelError(
      "Own rule '" + rule + "' answered " +
      (is_row ? std::to_string(parts.size()) + " things" : "one " + std::string(py::str(py::type::of(answer).attr("__name__")))) +
      " (" + std::to_string(count) + " are asked for) let it `return " + std::string(asked_for) + "`");
}

}  // namespace povtrap::python
