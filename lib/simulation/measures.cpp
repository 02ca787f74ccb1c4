#include "simulation/measures.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/kernel.hpp"

namespace povtrap {

namespace {

/// Adds one period's incomes to those of the year.
POVTRAP_KERNEL void add_incomes(std::size_t n, const float* POVTRAP_RESTRICT income, double* POVTRAP_RESTRICT sum) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) sum[i] += static_cast<double>(income[i]);
}

/// What the periods since a year ago brought, taken to a whole year in the first one.
double per_year_and_head(double sum, const Calendar& calendar, float needs) {
  const auto slots = std::min(calendar.period, calendar.periods_per_year);
  return sum * static_cast<double>(calendar.periods_per_year) / static_cast<double>(slots) / static_cast<double>(needs);
}

}  // namespace

std::vector<PovertySums> poverty_of(const Stage& stage, const Grouping& grouping) {
  std::vector<PovertySums> sums(grouping.groups);
  for (std::size_t r = 0; r < grouping.group_of.size(); ++r) {
    if (grouping.group_of[r] == grouping.groups) continue;
    const Region& region = stage.economy.regions[r];
    for (std::size_t b = region.first_block; b < region.first_block + region.blocks; ++b)
      sums[grouping.group_of[r]] += stage.tallies[b].poverty;
  }
  return sums;
}

RankedIncomes::RankedIncomes(const Stage& stage) {
  const Households& h = stage.economy.households;
  const Calendar& calendar = stage.economy.calendar;
  const auto slots = static_cast<std::size_t>(std::min(calendar.period, calendar.periods_per_year));
  Column<TaggedValue> incomes(h.size());
  stage.workers.for_each(stage.economy.blocks.size(), [&](std::size_t b) {
    const Block& block = stage.economy.blocks[b];
    std::array<double, block_size> sum = {};
    for (std::size_t s = 0; s < slots; ++s) add_incomes(block.size, h.income_history[s].data() + block.first, sum.data());
    for (std::size_t k = 0; k < block.size; ++k) {
      const float persons = h.persons[block.first + k];
      incomes[block.first + k] = {per_year_and_head(sum[k], calendar, h.equivalents()[block.first + k]) + 0.0, persons,
                                  static_cast<std::uint32_t>(block.region)};
    }
  });
  sorted_ = sort_by_value(std::move(incomes));
}

std::vector<Column<WeightedValue>> RankedIncomes::of(const Grouping& grouping) const {
  std::vector<std::size_t> count(grouping.groups + 1, 0);
  for (const TaggedValue& income : sorted_) ++count[grouping.group_of[income.tag]];
  std::vector<Column<WeightedValue>> groups;
  for (std::size_t g = 0; g <= grouping.groups; ++g) groups.emplace_back(count[g]);
  std::fill(count.begin(), count.end(), 0);
  for (const TaggedValue& income : sorted_) {
    const std::size_t g = grouping.group_of[income.tag];
    groups[g][count[g]++] = {income.value, static_cast<double>(income.weight)};
  }
  groups.pop_back();
  return groups;
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
  for (std::size_t s = 0; s < static_cast<std::size_t>(slots); ++s)
    sum += static_cast<double>(stage.economy.households.income_history[s][i]);
  return per_year_and_head(sum, calendar, stage.economy.households.equivalents()[i]);
}

std::vector<double> reported_quantiles() {
  return {0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95};
}

}  // namespace povtrap
