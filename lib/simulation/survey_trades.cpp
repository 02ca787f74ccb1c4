#include "simulation/survey_trades.hpp"

#include <algorithm>

#include "core/math.hpp"
#include "simulation/stage.hpp"

namespace povtrap {

namespace {

/// Own services that the region is to sell in a year, so that capacity is used as it normally is.   Units: [LCU/year].
double services_wanted(const Stage& stage, const Region& region, bool opening) {
  const Economy& e = stage.economy;
  double demand = 0, firms = 0;
  if (opening) {
    for (std::size_t i = region.first_household; i < region.first_household + region.households; ++i)
      demand += static_cast<double>(e.households.services_capacity[i]);
  } else {
    demand = to_lcu(region_sum(stage, region, &BlockTally::services) + region.public_services);
  }
  for (std::size_t f = region.first_firm; f < region.first_firm + region.firms; ++f) {
    const Firm& firm = e.firms[f];
    if (firm.industry == Industry::services) firms += opening ? firm.labour * firm.productivity * stage.dt() : firm.output;
  }
  return std::max(0.0, demand - stage.model.goods.normal_utilisation * firms) / stage.dt();
}

/// Income that the household is to earn at home: all of it, or what a wage job leaves.   Units: [LCU/year].
double home_income(const Stage& stage, std::size_t i) {
  if (stage.economy.households.employer[i] < 0) return stage.survey.target[i];
  const double less = share_without_one(stage, i), premium = 1.0 + stage.model.survey.job_premium;
  return stage.survey.target[i] * less / (less + premium * (1.0 - less));
}

}  // namespace

double share_without_one(const Stage& stage, std::size_t i) {
  const double workers = static_cast<double>(stage.economy.households.workers[i]);
  return math::pow((workers - 1.0) / workers, stage.model.enterprise.labour_exponent);
}

void assign_trades(Stage& stage, const Region& region, bool opening) {
  Households& h = stage.economy.households;
  const std::size_t end = region.first_household + region.households;
  double all = 0, due = 0;
  for (std::size_t i = region.first_household; i < end; ++i) all += home_income(stage, i);
  const double share = all > 0 ? std::min(1.0, services_wanted(stage, region, opening) / all) : 0.0;
  for (std::size_t i = region.first_household; i < end; ++i) {
    const double income = home_income(stage, i);
    due += share * income;
    const bool sells = due >= 0.5 * income && due > 0;
    h.trade[i] = static_cast<std::uint8_t>(sells ? Trade::services : Trade::farming);
    due -= sells ? income : 0.0;
  }
}

}  // namespace povtrap
