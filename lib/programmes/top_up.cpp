#include "programmes/top_up.hpp"

#include "core/kernel.hpp"
#include "core/math.hpp"
#include "core/money.hpp"
#include "economy/households.hpp"

namespace povtrap {

namespace {

POVTRAP_KERNEL void fill_up(TopUp r, std::size_t n, const std::uint8_t* POVTRAP_RESTRICT marks,
                            const float* POVTRAP_RESTRICT persons, const float* POVTRAP_RESTRICT own_income,
                            double* POVTRAP_RESTRICT amount) {
  constexpr auto supported = static_cast<std::uint8_t>(Mark::supported);
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double heads = static_cast<double>(persons[i]);
    const double missing = r.standard * heads - static_cast<double>(own_income[i]) * r.period_length;
    const double due = math::max(r.floor * r.standard * heads, missing);
    amount[i] = (marks[i] & supported) != 0 ? floor_to_grid(due) : 0.0;
  }
}

}  // namespace

void top_up(const TopUp& rule, std::size_t n, const std::uint8_t* marks, const float* persons, const float* own_income_last_year,
            double* amount) {
  fill_up(rule, n, marks, persons, own_income_last_year, amount);
}

}  // namespace povtrap
