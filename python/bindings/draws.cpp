#include <povtrap/draws.hpp>

#include "own_rule.hpp"

namespace povtrap::python {

namespace {

using Luck = Lent<LentDraws>;

template <class Draw>
py::array_t<double> row(const Luck& luck, Draw draw) {
  const LentDraws& lent = luck.get();
  std::vector<double> numbers(lent.households.size());
  draw(lent.draws, numbers);
  return copy_of(std::span<const double>(numbers));
}

}  // namespace

void bind_draws(py::module_& m) {
  using Keep = Draws::Keep;
  py::class_<Luck> luck(
      m, "Draws",
      "Luck for one rule and one block. A draw is a function of the run's seed, the rule's name, the purpose, the household\n"
      "and the time, and of nothing else: all policies of one seed share it.");
  py::enum_<Keep>(luck, "Keep", "How long a household keeps its draw of one purpose.")
      .value("period", Keep::period)
      .value("year", Keep::year)
      .value("forever", Keep::forever);
  luck.def(
          "uniform",
          [](const Luck& l, const std::string& purpose, Keep keep) {
            return row(l, [&](const Draws& draws, std::span<double> out) { draws.uniform(purpose, out, keep); });
          },
          py::arg("purpose"), py::arg_v("keep", Keep::period, "Draws.Keep.period"), "One number in (0, 1) for each household.")
      .def(
          "normal",
          [](const Luck& l, const std::string& purpose, Keep keep) {
            return row(l, [&](const Draws& draws, std::span<double> out) { draws.normal(purpose, out, keep); });
          },
          py::arg("purpose"), py::arg_v("keep", Keep::period, "Draws.Keep.period"),
          "One standard normal number for each household.")
      .def(
          "region_uniform",
          [](const Luck& l, const std::string& purpose, Keep keep) { return l.get().draws.region_uniform(purpose, keep); },
          py::arg("purpose"), py::arg_v("keep", Keep::period, "Draws.Keep.period"),
          "One number in (0, 1), the same for everybody in the region.");
}

}  // namespace povtrap::python
