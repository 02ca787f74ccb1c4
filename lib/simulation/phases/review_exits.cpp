#include <algorithm>

#include "core/kernel.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// Who is supported and stands on own feet leaves the list for good.
POVTRAP_KERNEL void leave_list(std::size_t n, double standard, const float* POVTRAP_RESTRICT own_income,
                               const float* POVTRAP_RESTRICT persons, std::uint8_t* POVTRAP_RESTRICT marks) {
  constexpr auto supported = static_cast<std::uint8_t>(Mark::supported), exited = static_cast<std::uint8_t>(Mark::exited);
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const bool stands_alone = static_cast<double>(own_income[i]) >= standard * static_cast<double>(persons[i]);
    const std::uint8_t mark = marks[i], out = static_cast<std::uint8_t>((mark & ~supported) | exited);
    marks[i] = ((mark & supported) != 0) & stands_alone ? out : mark;
  }
}

}  // namespace

void review_exits(HouseholdPass& pass) {
  if (!pass.economy.calendar.closes_year() || !pass.model.programmes.top_up.active) return;
  Households& h = pass.households;
  const double standard = std::max(pass.nation.price_index, pass.nation.top_up_standard) * pass.model.poverty.line;
  leave_list(pass.n, standard, pass.of(h.own_income_year), pass.of(h.persons), pass.of(h.marks));
}

}  // namespace povtrap
