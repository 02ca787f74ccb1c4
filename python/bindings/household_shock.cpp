#include <povtrap/household_shock.hpp>

#include "kinds.hpp"

namespace povtrap::python {

namespace {

/// What Python writes about a block. The rows are its own; what it has looked at is copied to the engine's when it is done.
struct Effects {
  py::array_t<double> capital_left, output;
  py::array_t<bool> falls_ill, loses_job;

  explicit Effects(std::size_t n)
      : capital_left(blank(n, 1.0)), output(blank(n, 1.0)), falls_ill(blank(n, false)), loses_job(blank(n, false)) {}

  template <class T>
  static py::array_t<T> blank(std::size_t n, T nothing_happens) {
    py::array_t<T> row(static_cast<py::ssize_t>(n));
    std::fill_n(row.mutable_data(), n, nothing_happens);
    return row;
  }
};

/// A row that can be written entry by entry, or as a whole.
template <class T>
void bind_row(py::class_<Effects>& bound, const char* name, py::array_t<T> Effects::*row, const char* meaning) {
  bound.def_property(
      name, [row](const Effects& effects) { return effects.*row; },
      [row](const Effects& effects, const py::object& values) { (effects.*row)[py::ellipsis()] = values; }, meaning);
}

}  // namespace

void PythonHouseholdShock::strike(const HouseholdBlock& households, const Draws& draws, const ShockEffects& effects) const {
  object_.with([&](const py::object& rule) {
    const Lending<HouseholdBlock> block(households);
    const LentDraws luck{draws, households};
    const Lending<LentDraws> lent(luck);
    const py::object rows = py::cast(Effects(households.size()));
    const py::object said = rule.attr("strike")(block.object(), lent.object(), rows);
    const std::string& who = made_of().name;
    if (!said.is_none()) {
      throw ModelError(
          "Own rule '" + who + "' answered " + shown(said) +
          " (what a shock does is written into its effects) write effects.capital_left[...] = ... and return nothing");
    }
    const auto& written = rows.cast<const Effects&>();
    take_row(who, "capital_left", written.capital_left, effects.capital_left);
    take_row(who, "output", written.output, effects.output);
    take_row(who, "falls_ill", written.falls_ill, effects.falls_ill);
    take_row(who, "loses_job", written.loses_job, effects.loses_job);
  });
}

void bind_household_shock(py::module_& m) {
  py::class_<Effects> effects(
      m, "ShockEffects",
      "What a shock does to the households of a block. All entries hold \"nothing happens\" when it is asked; write\n"
      "into some of them, `effects.capital_left[hit] = 0.6`, or into all, `effects.output = 0.5`.");
  bind_row(effects, "capital_left", &Effects::capital_left, "part of the productive capital that is left, 1 before [share 0..1]");
  bind_row(effects, "output", &Effects::output, "multiplier of own output in this period, 1 before [>= 0]");
  bind_row(effects, "falls_ill", &Effects::falls_ill,
           "somebody falls ill and works less until recovery (`shocks.illness.duration`), False before");
  bind_row(effects, "loses_job", &Effects::loses_job, "the wage job ends, False before");
}

}  // namespace povtrap::python
