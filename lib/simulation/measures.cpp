#include "simulation/measures.hpp"

#include <algorithm>
#include <array>

#include "core/kernel.hpp"

namespace povtrap {

namespace {

/// Adds one period's incomes to those of the year.
POVTRAP_KERNEL void add_incomes(std::size_t n, const float* POVTRAP_RESTRICT income, double* POVTRAP_RESTRICT sum) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) sum[i] += static_cast<double>(income[i]);
}

POVTRAP_KERNEL void divide_by_needs(std::size_t n, double per_year, const double* POVTRAP_RESTRICT sum,
                                    const float* POVTRAP_RESTRICT needs, float* POVTRAP_RESTRICT income) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) income[i] = static_cast<float>(sum[i] * per_year / static_cast<double>(needs[i])) + 0.0F;
}

/// Periods of the last year, so far as there are any.
std::size_t periods_known(const Calendar& calendar) {
  return static_cast<std::size_t>(std::min(calendar.period, calendar.periods_per_year));
}

/// What takes them to a whole year.
double per_year(const Calendar& calendar) {
  return static_cast<double>(calendar.periods_per_year) / static_cast<double>(periods_known(calendar));
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
  const Households& h = stage.economy.households;
  double sum = 0;
  for (std::size_t s = 0; s < periods_known(stage.economy.calendar); ++s) sum += static_cast<double>(h.income_history[s][i]);
  return sum * per_year(stage.economy.calendar) / static_cast<double>(h.equivalents()[i]);
}

void yearly_incomes_per_head(const Stage& stage, const Block& block, float* incomes) {
  const Households& h = stage.economy.households;
  std::array<double, block_size> sum = {};
  for (std::size_t s = 0; s < periods_known(stage.economy.calendar); ++s)
    add_incomes(block.size, h.income_history[s].data() + block.first, sum.data());
  divide_by_needs(block.size, per_year(stage.economy.calendar), sum.data(), h.equivalents().data() + block.first, incomes);
}

std::vector<double> reported_quantiles() {
  return {0.05, 0.10, 0.25, 0.50, 0.75, 0.90, 0.95};
}

}  // namespace povtrap
