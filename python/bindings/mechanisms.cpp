#include <povtrap/mechanisms.hpp>

#include "kinds.hpp"

namespace povtrap::python {

namespace {

/// A question as Python sees it: lent for one call, as are its households.
struct Saving {
  const SavingQuestion& question;
  py::object households;
};

py::array_t<double> row(const double* values, std::size_t n) {
  return copy_of(std::span(values, n));
}

auto part(const double* SavingQuestion::*member) {
  return [member](const Lent<Saving>& asked) {
    const SavingQuestion& q = asked.get().question;
    return row(q.*member, q.n);
  };
}

}  // namespace

void PythonSavingRule::decide(const SavingQuestion& question, const SavingAnswer& answer) const {
  object_.with([&](const py::object& rule) {
    const Lending<HouseholdBlock> households(*question.households);
    const Saving asked{question, households.object()};
    const Lending<Saving> lent(asked);
    const auto parts = take_parts(made_of().name, "consumption, investing", 2, rule.attr("decide")(lent.object()));
    take_row(made_of().name, "consumption", parts[0], std::span(answer.consumption, question.n));
    take_row(made_of().name, "investing", parts[1], std::span(answer.investing, question.n));
  });
}

void PythonTechnique::output(const double* x, double* f, std::size_t n) const {
  object_.with([&](const py::object& rule) { take_row(made_of().name, "f", rule.attr("output")(row(x, n)), std::span(f, n)); });
}

void PythonTechnique::output_of_more(const CapitalGrowth& growth, double* f_more) const {
  object_.with([&](const py::object& rule) {
    const Lending<CapitalGrowth> asked(growth);
    take_row(made_of().name, "f", rule.attr("output_of_more")(asked.object()), std::span(f_more, growth.n));
  });
}

void PythonWorkCapacity::capacity(const double* nutrition, double* phi, std::size_t n) const {
  object_.with([&](const py::object& rule) {
    take_row(made_of().name, "phi", rule.attr("capacity")(row(nutrition, n)), std::span(phi, n));
  });
}

bool PythonWorkCapacity::never_limits() const {
  return object_.with(
      [this](const py::object& rule) { return taken<bool>("never_limits", rule.attr("never_limits"), "True or False"); });
}

void bind_mechanisms(py::module_& m) {
  using Growth = Lent<CapitalGrowth>;
  py::class_<Growth>(m, "CapitalGrowth",
                     "Households that think about more capital. In units U, the yearly poverty line of the household.")
      .def("__len__", [](const Growth& g) { return g.get().n; })
      .def_property_readonly(
          "n", [](const Growth& g) { return g.get().n; }, "households")
      .def_property_readonly(
          "x", [](const Growth& g) { return row(g.get().x, g.get().n); }, "capital now [U]")
      .def_property_readonly(
          "f", [](const Growth& g) { return row(g.get().f, g.get().n); }, "what it yields [U/year]")
      .def_property_readonly(
          "more", [](const Growth& g) { return row(g.get().more, g.get().n); }, "capital that they would have [U]")
      .def_property_readonly(
          "ratio", [](const Growth& g) { return g.get().ratio; },
          "more / x where that is the same for all of them whose answer counts, else 0");
  py::class_<Lent<Saving>>(
      m, "SavingQuestion",
      "What households know when they decide how much of their income to keep. Arrays have one entry for each.")
      .def("__len__", [](const Lent<Saving>& s) { return s.get().question.n; })
      .def_property_readonly(
          "n", [](const Lent<Saving>& s) { return s.get().question.n; }, "households")
      .def_property_readonly("income", part(&SavingQuestion::income),
                             "disposable income, own services at expected sales included [LCU/period]")
      .def_property_readonly("deposits", part(&SavingQuestion::deposits), "and bonds when the period began [LCU]")
      .def_property_readonly("line", part(&SavingQuestion::line), "poverty line of the whole household [LCU/year]")
      .def_property_readonly("debt", part(&SavingQuestion::debt), "what it owes [LCU]")
      .def_property_readonly(
          "period_length", [](const Lent<Saving>& s) { return s.get().question.period_length; }, "[years]")
      .def_property_readonly(
          "households", [](const Lent<Saving>& s) { return s.get().households; },
          "the same households with all that is known of them");
}

}  // namespace povtrap::python
