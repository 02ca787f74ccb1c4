#include "shocks/shock.hpp"

namespace povtrap {

void ShockParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "shocks", "bad luck");
  fields.flag("active", active, true, {.meaning = "shocks strike at all"});
  for (const auto& shock : all) {
    Fields::Scope own(fields, shock->name(), shock->summary());
    shock->describe(fields);
  }
}

void ShockParameters::seed(std::uint64_t run_seed) {
  luck = make_stream(run_seed, "shocks");
  for (const auto& shock : all) shock->seed(run_seed);
}

}  // namespace povtrap
