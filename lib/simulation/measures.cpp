#include "simulation/measures.hpp"

#include <algorithm>

namespace povtrap {

PovertySums poverty_of(const Stage& stage, const std::vector<std::size_t>& regions) {
  PovertySums sums;
  for (const std::size_t r : regions) {
    const Region& region = stage.economy.regions[r];
    for (std::size_t b = region.first_block; b < region.first_block + region.blocks; ++b) sums += stage.tallies[b].poverty;
  }
  return sums;
}

Distribution incomes_of(const Stage& stage, const std::vector<std::size_t>& regions) {
  std::vector<double> incomes, persons;
  for (const std::size_t r : regions) {
    const Region& region = stage.economy.regions[r];
    for (std::size_t i = region.first_household; i < region.first_household + region.households; ++i) {
      incomes.push_back(yearly_income_per_head(stage, i));
      persons.push_back(static_cast<double>(stage.economy.households.persons[i]));
    }
  }
  return Distribution(incomes, persons);
}

bool is_counted(const Stage& stage, const Region& region) {
  if (stage.model.poverty.towns_count || region.kind == RegionKind::rural) return true;
  const auto& regions = stage.economy.regions;
  return std::none_of(regions.begin(), regions.end(), [](const Region& other) { return other.kind == RegionKind::rural; });
}

YearSums counted_year(const Stage& stage) {
  YearSums sums;
  for (const Region& region : stage.economy.regions) {
    if (!is_counted(stage, region)) continue;
    for (std::size_t b = region.first_block; b < region.first_block + region.blocks; ++b) {
      sums.transitions += stage.tallies[b].transitions;
      sums.spells += stage.tallies[b].spells;
      sums.targeting += stage.tallies[b].targeting;
    }
  }
  return sums;
}

double yearly_income_per_head(const Stage& stage, std::size_t i) {
  const Calendar& calendar = stage.economy.calendar;
  const auto slots = std::min(calendar.period, calendar.periods_per_year);
  double sum = 0;
  for (std::size_t s = 0; s < static_cast<std::size_t>(slots); ++s) sum += static_cast<double>(stage.economy.households.income_history[s][i]);
  return sum * static_cast<double>(calendar.periods_per_year) / static_cast<double>(slots) / static_cast<double>(stage.economy.households.persons[i]);
}

std::vector<double> reported_quantiles() { return {0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95}; }

}  // namespace povtrap
