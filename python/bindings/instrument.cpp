#include <povtrap/instrument.hpp>

#include "kinds.hpp"

namespace povtrap::python {

void PythonInstrument::promise(const HouseholdBlock& households, const Draws& draws, std::span<double> amounts) const {
  object_.with([&](const py::object& rule) {
    const Lending<HouseholdBlock> block(households);
    const LentDraws luck{draws, households};
    const Lending<LentDraws> lent(luck);
    take_row(made_of().name, "amounts", rule.attr("promise")(block.object(), lent.object()), amounts);
  });
}

Payer PythonInstrument::payer() const {
  return object_.with([this](const py::object& rule) { return taken<Payer>("payer", rule.attr("payer"), "a povtrap.Payer"); });
}

Transfer PythonInstrument::transfer() const {
  return object_.with(
      [this](const py::object& rule) { return taken<Transfer>("transfer", rule.attr("transfer"), "a povtrap.Transfer"); });
}

double PythonInstrument::budget(const PeriodFacts& now) const {
  return object_.with([&](const py::object& rule) {
    double most = 0;
    take_row(made_of().name, "budget", rule.attr("budget")(py::cast(now)), std::span(&most, 1));
    return most;
  });
}

void bind_instrument(py::module_& m) {
  py::enum_<Payer>(m, "Payer", "Who pays an instrument.")
      .value("central_government", Payer::central_government, "by bonds if taxes do not suffice")
      .value("ngos", Payer::ngos, "the NGO of the households' bloc, out of its funds");
  py::enum_<Transfer>(m, "Transfer", "What a household gets.")
      .value("cash", Transfer::cash, "money to live on")
      .value("asset", Transfer::asset, "money that it must put into the capital of its own enterprise");
}

}  // namespace povtrap::python
