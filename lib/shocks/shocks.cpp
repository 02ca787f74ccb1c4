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

}  // namespace povtrap
