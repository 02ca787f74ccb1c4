#include <povtrap/indicator.hpp>

#include <algorithm>
#include <povtrap/error.hpp>
#include <string>

#include "kinds.hpp"
#include "record.hpp"

namespace povtrap::python {

namespace {

/// Throws: ConfigError if a result file could not hold a variable of this name beside its own, before a run has taken its time.
void require_name(const std::string& name) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; };
  if (!name.empty() && name.size() <= 256 && (name[0] < '0' || name[0] > '9') && std::ranges::all_of(name, fits) &&
      name != "provenance")
    return;
  throw ConfigError("a row of an indicator is called \"" + name +
                    "\" (result files could not hold it) use lower-case letters, digits and _");
}

}  // namespace

std::vector<ResultRow> PythonIndicator::rows() const {
  return object_.with([this](const py::object& rule) {
    return taken<std::vector<ResultRow>>("rows", rule.attr("rows"), "a list of povtrap.ResultRow(name, units, long_name)");
  });
}

std::size_t PythonIndicator::sums() const {
  return object_.with(
      [this](const py::object& rule) { return taken<std::size_t>("sums", rule.attr("sums"), "how many numbers add() returns"); });
}

void PythonIndicator::add(const HouseholdBlock& households, std::span<double> sums) const {
  object_.with([&](const py::object& rule) {
    const Lending<HouseholdBlock> block(households);
    take_numbers("sums", rule.attr("add")(block.object()), sums);
  });
}

void PythonIndicator::conclude(std::span<const double> sums, std::span<double> values) const {
  object_.with([&](const py::object& rule) { take_numbers("values", rule.attr("conclude")(copy_of(sums)), values); });
}

void PythonIndicator::take_numbers(const char* what, const py::object& answer, std::span<double> into) const {
  if (into.size() == 1) return take_row(made_of().name, what, answer, into);
  const auto parts = take_parts(made_of().name, std::string("one number for each of ") + what, into.size(), answer);
  for (std::size_t k = 0; k < into.size(); ++k) take_row(made_of().name, what, parts[k], into.subspan(k, 1));
}

void bind_indicator(py::module_& m) {
  Record<ResultRow>(m, "ResultRow", "One series of the result, by period, for the whole nation.")
      .field("name", &ResultRow::name, "variable of the result file: lower-case letters, digits and _")
      .field("units", &ResultRow::units, "UDUNITS text, \"1\" for shares and counts")
      .field("long_name", &ResultRow::long_name, "what a plot writes at its axis")
      .bound()
      .def(py::init([](std::string name, std::string units, std::string long_name) {
             require_name(name);
             return ResultRow{std::move(name), std::move(units), std::move(long_name)};
           }),
           py::arg("name"), py::arg("units"), py::arg("long_name"));
}

}  // namespace povtrap::python
