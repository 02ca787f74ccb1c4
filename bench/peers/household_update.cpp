#include "household_update.hpp"

#include "core/math.hpp"

namespace povtrap::peers {

namespace {

POVTRAP_KERNEL std::int64_t update_columns(double* POVTRAP_RESTRICT cash, double* POVTRAP_RESTRICT capital,
                                           double* POVTRAP_RESTRICT skill, double* POVTRAP_RESTRICT nutrition,
                                           double* POVTRAP_RESTRICT luck, std::int32_t* POVTRAP_RESTRICT spell,
                                           const UpdateBlock& columns) {
  const double *POVTRAP_RESTRICT thrift = columns.thrift, *POVTRAP_RESTRICT ability = columns.ability;
  const double *POVTRAP_RESTRICT normal = columns.normal, *POVTRAP_RESTRICT uniform1 = columns.uniform1,
                                *POVTRAP_RESTRICT uniform2 = columns.uniform2;
  const std::size_t n = columns.n;
  std::int32_t poor = 0;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double z = persistence * luck[i] + volatility * normal[i];
    const double power = math::pow(capital[i], curvature);
    const double income = scale * ability[i] * math::exp(z) * skill[i] * nutrition[i] * (power / (power + threshold));
    const double tax = tax_rate * math::max(income - tax_free, 0.0);
    const double money = cash[i] + income - tax;
    const double eaten = math::min(money, subsistence + (1.0 - thrift[i]) * math::max(money - subsistence, 0.0));
    const double bought = invested * (money - eaten);
    const double lost = uniform1[i] < loss_chance ? loss : 0.0;
    const double health = uniform2[i] < illness_chance ? illness : 1.0;
    luck[i] = z;
    capital[i] = capital[i] * kept * (1.0 - lost) + bought;
    cash[i] = money - eaten - bought;
    nutrition[i] = health * (memory * nutrition[i] + (1.0 - memory) * (1.0 + math::log(0.5 + eaten)));
    skill[i] = skill[i] + learning * (math::min(eaten, 1.0) - forgetting * skill[i]);
    const std::int32_t is_poor = income < poverty_line ? 1 : 0;
    spell[i] = is_poor * (spell[i] + 1);
    poor += is_poor;
  }
  return poor;
}

}  // namespace

std::int64_t update(const UpdateBlock& columns) {
  return update_columns(columns.cash, columns.capital, columns.skill, columns.nutrition, columns.luck, columns.spell, columns);
}

}  // namespace povtrap::peers
