#include "simulation/phases/phases.hpp"

namespace povtrap {

void begin_period(HouseholdPass& pass) {
  choose_bonds(pass);
  school_children(pass);
  strike_shocks(pass);
}

void settle_beginnings(Stage& stage) {
  settle_bonds(stage);
  settle_schools(stage);
}

}  // namespace povtrap
