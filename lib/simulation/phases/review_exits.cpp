#include <algorithm>

#include "simulation/phases/phases.hpp"

namespace povtrap {

void review_exits(HouseholdPass& pass) {
  if (!pass.economy.calendar.closes_year()) return;
  Households& h = pass.households;
  const double standard = std::max(pass.nation.price_index, pass.nation.top_up_standard) * pass.model.poverty.line;
  std::uint8_t* marks = pass.of(h.marks);
  const float* own_income = pass.of(h.own_income_year);
  const float* persons = pass.of(h.persons);
  constexpr auto supported = static_cast<std::uint8_t>(Mark::supported), exited = static_cast<std::uint8_t>(Mark::exited);
  for (std::size_t i = 0; i < pass.n; ++i) {
    const bool stands_alone = static_cast<double>(own_income[i]) >= standard * static_cast<double>(persons[i]);
    if ((marks[i] & supported) != 0 && stands_alone) marks[i] = static_cast<std::uint8_t>((marks[i] & ~supported) | exited);
  }
}

}  // namespace povtrap
