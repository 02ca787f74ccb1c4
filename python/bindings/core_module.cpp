#include "bindings.hpp"
#include "own_rule.hpp"

PYBIND11_MODULE(_core, m) {
  using namespace povtrap::python;
  m.doc() = "What the package povtrap is made of: the C++ library without files.";
  bind_error(m);
  bind_version(m);
  bind_household_block(m);
  bind_draws(m);
  bind_mechanisms(m);
  bind_household_shock(m);
  bind_instrument(m);
  bind_indicator(m);
  bind_registry(m);
  bind_config(m);
  bind_dataset(m);
  bind_panel_store(m);
  bind_simulation(m);
  bind_describe(m);
  bind_replicates(m);
  bind_compare(m);
}
