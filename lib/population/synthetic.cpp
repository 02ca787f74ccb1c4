#include "population/synthetic.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/math.hpp"
#include "core/money.hpp"
#include "core/random.hpp"
#include "economy/economy.hpp"
#include "population/settler.hpp"

namespace povtrap {

namespace {

/// The i-th of n values of a standard normal variable, evenly spread over its distribution: no luck between regions.
double stratified_normal(std::size_t i, std::size_t n) {
  return math::normal_quantile((static_cast<double>(i) + 0.5) / static_cast<double>(n));
}

/// Positions 0..n-1 in an order that mixes them, so that two stratified properties of regions are not the same ranking.
std::vector<std::size_t> shuffled(std::size_t n, Stream stream) {
  std::vector<std::size_t> order(n);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<Words> luck(n);
  for (std::size_t i = 0; i < n; ++i) luck[i] = philox(stream, static_cast<std::uint32_t>(i), 0, 0);
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return luck[i]; });
  return order;
}

/// Households of each of a bloc's regions of one kind.
std::vector<Steps> region_sizes(const RegionParameters& p, std::size_t count, double households) {
  std::vector<double> weights(count);
  for (std::size_t i = 0; i < count; ++i) weights[i] = math::exp(p.size_spread * stratified_normal(i, count));
  std::vector<Steps> sizes(count);
  if (count > 0) split_steps(static_cast<Steps>(std::llround(households)), weights, sizes);
  return sizes;
}

/// How a bloc's households divide over villages and towns.
struct BlocPlan {
  std::size_t rural, towns;
  double villagers, townspeople;
};

std::vector<BlocPlan> plan_blocs(const RegionParameters& regions, const PopulationParameters& population) {
  std::vector<Steps> households(regions.blocs.size());
  split_steps(population.households, regions.household_share, households);
  std::vector<BlocPlan> plans;
  for (std::size_t b = 0; b < regions.blocs.size(); ++b) {
    const auto rural = static_cast<std::size_t>(regions.rural[b]), towns = static_cast<std::size_t>(regions.towns[b]);
    const double urban_share = rural == 0 ? 1.0 : towns == 0 ? 0.0 : population.urban_share;
    const auto all = static_cast<double>(households[b]);
    const double urban = std::round(all * urban_share);
    plans.push_back({rural, towns, all - urban, urban});
  }
  return plans;
}

/// Adds the regions of one kind in one bloc and gives them their households.
void lay_out(Economy& economy, const RegionParameters& p, std::size_t bloc, RegionKind kind, std::size_t count, double households,
             Stream stream) {
  const std::vector<Steps> sizes = region_sizes(p, count, households);
  const std::vector<std::size_t> ranks = shuffled(count, stream);
  for (std::size_t i = 0; i < count; ++i) {
    Region region;
    region.bloc = bloc;
    region.kind = kind;
    region.province = bloc * static_cast<std::size_t>(p.provinces) + i % static_cast<std::size_t>(p.provinces);
    const double spread = kind == RegionKind::rural ? p.productivity_spread : 0.0;
    const double level = p.productivity[bloc] * (kind == RegionKind::rural ? 1.0 : p.town_productivity);
    region.productivity = level * math::exp(spread * stratified_normal(ranks[i], count));
    region.trade_cost = p.trade_cost[bloc] / (kind == RegionKind::rural ? 1.0 : 3.0);
    region.households = static_cast<std::size_t>(sizes[i]);
    economy.regions.push_back(region);
  }
}

}  // namespace

void cut_into_blocks(Economy& economy) {
  std::size_t next = 0;
  for (std::size_t r = 0; r < economy.regions.size(); ++r) {
    Region& region = economy.regions[r];
    region.first_household = next;
    region.first_block = economy.blocks.size();
    for (std::size_t done = 0; done < region.households; done += block_size) {
      economy.blocks.push_back({.region = r, .first = next + done, .size = std::min(block_size, region.households - done)});
    }
    region.blocks = economy.blocks.size() - region.first_block;
    next += region.households;
  }
}

std::vector<std::string> empty_regions(const RegionParameters& regions, const PopulationParameters& population) {
  std::vector<std::string> faults;
  const std::vector<BlocPlan> plans = plan_blocs(regions, population);
  const auto check = [&](std::size_t bloc, const char* kind, std::size_t count, double households) {
    const std::vector<Steps> sizes = region_sizes(regions, count, households);
    const auto empty = std::count(sizes.begin(), sizes.end(), Steps{0});
    if (empty == 0) return;
    faults.push_back(
        "population.households = " + std::to_string(population.households) + " leaves " + std::to_string(empty) + " of the " +
        std::to_string(count) + " " + kind + " of bloc '" + regions.blocs[bloc] +
        "' without households (a region without households has no economy): raise it, or change population.urban_share, "
        "regions.household_share, regions.size_spread or the number of regions");
  };
  for (std::size_t b = 0; b < plans.size(); ++b) {
    check(b, "villages", plans[b].rural, plans[b].villagers);
    check(b, "towns", plans[b].towns, plans[b].townspeople);
  }
  return faults;
}

void settle_population(Economy& economy, const RegionParameters& regions, const PopulationParameters& population, double line,
                       std::uint64_t seed, const Workers& workers) {
  const Stream layout = make_stream(seed, "population.regions");
  const std::vector<BlocPlan> plans = plan_blocs(regions, population);
  for (std::size_t b = 0; b < plans.size(); ++b) {
    lay_out(economy, regions, b, RegionKind::rural, plans[b].rural, plans[b].villagers, layout);
    lay_out(economy, regions, b, RegionKind::urban, plans[b].towns, plans[b].townspeople, layout);
  }
  economy.bloc_names = regions.blocs;
  cut_into_blocks(economy);
  Households& h = economy.households;
  h.resize(static_cast<std::size_t>(population.households), static_cast<std::size_t>(economy.calendar.periods_per_year));
  const Settler settler(population, line, seed, h.size());
  workers.for_each(economy.blocks.size(), [&](std::size_t b) {
    settler.settle(h, economy.blocks[b], economy.regions[economy.blocks[b].region]);
  });
  for (Region& region : economy.regions) {
    region.labour_efficiency = region.kind == RegionKind::urban ? population.urban_efficiency : 1.0;
    for (std::size_t i = region.first_household; i < region.first_household + region.households; ++i) {
      region.persons += h.persons[i];
      region.capital_sum += h.capital[i];
    }
  }
  economy.provinces.resize(regions.blocs.size() * static_cast<std::size_t>(regions.provinces));
  for (std::size_t p = 0; p < economy.provinces.size(); ++p)
    economy.provinces[p].bloc = p / static_cast<std::size_t>(regions.provinces);
  for (const Region& region : economy.regions) economy.provinces[region.province].persons += region.persons;
}

}  // namespace povtrap
