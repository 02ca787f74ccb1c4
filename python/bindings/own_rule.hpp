#pragma once

#include <pybind11/numpy.h>

#include <povtrap/error.hpp>
#include <povtrap/registry.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "bindings.hpp"

/// Rules that are written in Python, as the engine asks them: from any thread, which holds the GIL only while it asks.
namespace povtrap::python {

/// A Python object that may be let go of without the GIL.
class Held {
 public:
  explicit Held(py::object object);
  [[nodiscard]] py::handle get() const { return object_.get(); }

 private:
  std::shared_ptr<PyObject> object_;
};

/// An answer in a few words, for messages.
[[nodiscard]] std::string shown(const py::object& answer);

/// One parameter that a user's class declares.
struct Declared {
  std::string name, unit, meaning, source;
  FieldValue value;  ///< the default
  double minimum = 0, maximum = 0;
  Origin origin = Origin::free;
  std::vector<std::string> choices;
};

/// What a user's class says of itself, found out once for all rules that are made of it.
struct RuleClass {
  Held type, given, named;  ///< the class, and what its constructor gets
  std::string name, summary;
  std::vector<Declared> parameters;
};
using SharedClass = std::shared_ptr<const RuleClass>;

/// An exception of a user's rule. To the engine it is a ModelError that names the rule; Python gets the exception itself back.
class Raised : public ModelError {
 public:
  /// Requires: the GIL.
  Raised(const std::string& rule, const py::error_already_set& error);
  /// Hands it to Python.   Requires: the GIL.
  void restore() const;

 private:
  Held value_, trace_;
};

/// The Python side of one rule: an object of the user's class, with the parameters as attributes.
class RuleObject {
 public:
  explicit RuleObject(SharedClass made_of);

  [[nodiscard]] const RuleClass& made_of() const { return *made_of_; }
  void describe(Fields& fields);

  /// Does something with the object while holding the GIL.   Throws: Raised instead of an exception of Python.
  template <class Work>
  auto with(Work work) const {
    const GilHeld held;
    try {
      refresh();
      return work(py::reinterpret_borrow<py::object>(object_.get()));
    } catch (py::error_already_set& error) {
      throw Raised(made_of_->name, error);
    }
  }

 private:
  void refresh() const;

  SharedClass made_of_;
  Held object_;
  std::vector<FieldValue> values_;         ///< the parameters, where the configuration writes them
  mutable std::vector<FieldValue> shown_;  ///< those that the attributes hold; changed with the GIL held only
};

/// What all rules written in Python have in common.
class PythonRule {
 public:
  explicit PythonRule(SharedClass made_of) : object_(std::move(made_of)) {}
  virtual ~PythonRule() = default;
  [[nodiscard]] const RuleClass& made_of() const { return object_.made_of(); }

 protected:
  /// A member of the user's class, of the type that is wanted.   Throws: ModelError that says what is `allowed`.
  template <class T>
  [[nodiscard]] T taken(const char* member, const py::object& answer, const char* allowed) const {
    try {
      return answer.cast<T>();
    } catch (const py::cast_error&) {
      throw ModelError("Own rule '" + made_of().name + "' has " + member + " = " + shown(answer) +
                       " (this says nothing that povtrap knows) give " + allowed);
    }
  }

  RuleObject object_;
};

/// A rule of one kind whose answers come from Python.
template <class Kind>
class PythonKind : public Kind, public PythonRule {
 public:
  using PythonRule::PythonRule;
  [[nodiscard]] std::string_view name() const override { return made_of().name; }
  [[nodiscard]] std::string_view summary() const override { return made_of().summary; }
  void describe(Fields& fields) override { object_.describe(fields); }
  [[nodiscard]] std::vector<std::string> contradictions() const override {
    return object_.with([this](const py::object& rule) {
      return taken<std::vector<std::string>>("contradictions()", rule.attr("contradictions")(), "a list of sentences");
    });
  }
};

/// Something of the engine's that a rule may look at during one call: Python's object for it outlives the call, and refuses then.
template <class T>
class Lent {
 public:
  explicit Lent(const T& lent) : lent_(&lent) {}
  void end() { lent_ = nullptr; }
  [[nodiscard]] const T& get() const {
    if (lent_ == nullptr) {
      throw ModelError(
          "what a rule is given was used after its answer (it is lent for one call, the households live on) copy what you need "
          "into arrays of your own during the call, and keep nothing for the next one");
    }
    return *lent_;
  }

 private:
  const T* lent_;
};

/// Lends something to Python while this is in scope.   Requires: the GIL.
template <class T>
class Lending {
 public:
  explicit Lending(const T& lent) : object_(py::cast(Lent<T>(lent))) {}
  ~Lending() { object_.template cast<Lent<T>&>().end(); }
  Lending(const Lending&) = delete;
  Lending& operator=(const Lending&) = delete;
  [[nodiscard]] const py::object& object() const { return object_; }

 private:
  py::object object_;
};

/// What a rule may draw, and for whom.
struct LentDraws {
  const Draws& draws;
  const HouseholdBlock& households;
};

/// A column as an array of Python's own, so that it can be kept; read-only, because writing into it would change nothing. Of
/// doubles or 64-bit integers, because NumPy calculates in the narrow types of the engine, which round and wrap around.
template <class T>
auto copy_of(std::span<const T> column) {
  using Wide = std::conditional_t<std::is_integral_v<T>, std::int64_t, double>;
  py::array_t<Wide> copy(static_cast<py::ssize_t>(column.size()));
  std::copy(column.begin(), column.end(), copy.mutable_data());
  py::detail::array_proxy(copy.ptr())->flags &= ~py::detail::npy_api::NPY_ARRAY_WRITEABLE_;
  return copy;
}

/// Copies an answer of Python into a row of the engine's: one number for each entry, or one for all.
/// Throws: ModelError that names the rule, the row, and what it found instead.
template <class T>
void take_row(const std::string& rule, std::string_view row, const py::object& answer, std::span<T> into);

/// The parts of an answer that is several things, such as `return consumption, investing`.
/// Throws: ModelError if they are not so many.
[[nodiscard]] std::vector<py::object> take_parts(const std::string& rule, std::string_view asked_for, std::size_t count,
                                                 const py::object& answer);

void bind_household_block(py::module_& m);
void bind_draws(py::module_& m);
void bind_mechanisms(py::module_& m);
void bind_household_shock(py::module_& m);
void bind_instrument(py::module_& m);
void bind_indicator(py::module_& m);
void bind_registry(py::module_& m);

}  // namespace povtrap::python
