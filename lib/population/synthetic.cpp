#include "population/synthetic.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "core/kernel.hpp"
#include "core/math.hpp"
#include "core/money.hpp"
#include "core/random.hpp"
#include "economy/economy.hpp"

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

/// Turns standard normal numbers into lognormal ones of mean 1.
POVTRAP_KERNEL void spread(std::size_t n, double sd, double* POVTRAP_RESTRICT z) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) z[i] = math::exp(sd * z[i] - 0.5 * sd * sd);
}

/// Lognormal numbers of median `median`.
POVTRAP_KERNEL void scale(std::size_t n, double median, double sd, double* POVTRAP_RESTRICT z) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) z[i] = median * math::exp(sd * z[i]);
}

/// What is drawn once for each household of a block.
struct BlockLuck {
  std::array<std::uint32_t, block_size> id, people[4], marks[4];
  std::array<double, block_size> ability, skill, claim, capital, persons, workers, member;
};

/// Everything about households that is there at the start.
class Settler {
 public:
  Settler(const PopulationParameters& p, double line, std::uint64_t seed, std::size_t households)
      : p_(p),
        line_(line),
        count_(households),
        total_size_(std::accumulate(p.sizes.begin(), p.sizes.end(), 0.0)),
        people_(make_stream(seed, "population.people")),
        means_(make_stream(seed, "population.means")) {}

  void settle(Households& h, const Block& block, const Region& region) const {
    BlockLuck luck;
    draw(luck, block);
    for (std::size_t k = 0; k < block.size; ++k) settle_one(h, block.first + k, region, luck, k);
  }

 private:
  void draw(BlockLuck& luck, const Block& block) const {
    const std::size_t n = block.size;
    std::iota(luck.id.begin(), luck.id.end(), static_cast<std::uint32_t>(block.first));
    const std::uint32_t* const id = luck.id.data();
    fill_words(people_, id, n, 0, 0, luck.people[0].data(), luck.people[1].data(), luck.people[2].data(), luck.people[3].data());
    fill_words(people_, id, n, 0, 2, luck.marks[0].data(), luck.marks[1].data(), luck.marks[2].data(), luck.marks[3].data());
    fill_normal(means_, id, n, 0, 0, luck.ability.data());
    fill_normal(means_, id, n, 0, 1, luck.skill.data());
    fill_normal(means_, id, n, 0, 2, luck.claim.data());
    spread(n, p_.ability, luck.ability.data());
    spread(n, p_.skill, luck.skill.data());
    spread(n, p_.ownership, luck.claim.data());
    if (p_.capital_shape != "grid" && p_.capital_spread != 0) {
      fill_normal(means_, id, n, 0, 3, luck.capital.data());
      scale(n, p_.capital, p_.capital_spread, luck.capital.data());
    } else {
      for (std::size_t k = 0; k < n; ++k) luck.capital[k] = p_.capital_shape == "grid" ? spaced_capital(luck.id[k]) : p_.capital;
    }
    draw_workers(luck, n);
  }

  /// Household sizes, and who of the members works.
  void draw_workers(BlockLuck& luck, std::size_t n) const {
    double largest = 0;
    for (std::size_t k = 0; k < n; ++k) {
      luck.persons[k] = static_cast<double>(household_size(uniform(luck.people[0][k])));
      luck.workers[k] = 1;
      largest = std::max(largest, luck.persons[k]);
    }
    for (std::uint32_t member = 1; member < static_cast<std::uint32_t>(largest); ++member) {
      fill_uniform(people_, luck.id.data(), n, 1, member, luck.member.data());
      for (std::size_t k = 0; k < n; ++k)
        luck.workers[k] += member < luck.persons[k] && luck.member[k] < p_.worker_share ? 1.0 : 0.0;
    }
  }

  void settle_one(Households& h, std::size_t i, const Region& region, const BlockLuck& luck, std::size_t k) const {
    const bool urban = region.kind == RegionKind::urban;
    const double persons = luck.persons[k], claim = luck.claim[k];
    h.id[i] = luck.id[k];
    h.persons[i] = static_cast<float>(persons);
    h.workers[i] = static_cast<std::uint8_t>(luck.workers[k]);
    h.age[i] = static_cast<std::uint8_t>(25.0 + std::floor(40.0 * uniform(luck.people[1][k])));
    h.trade[i] = static_cast<std::uint8_t>(
        uniform(luck.people[2][k]) < (urban ? p_.services_urban : p_.services_rural) ? Trade::services : Trade::farming);
    h.marks[i] = static_cast<std::uint8_t>((uniform(luck.marks[0][k]) < 0.12 ? static_cast<int>(Mark::female_head) : 0) |
                                           (uniform(luck.marks[1][k]) < 0.09 ? static_cast<int>(Mark::minority) : 0));
    h.employer[i] = -1;
    h.ability[i] = static_cast<float>(luck.ability[k]);
    h.skill[i] = luck.skill[k];
    h.ownership[i] = static_cast<float>(claim * persons * (urban ? p_.urban_ownership : 1.0));
    h.capital[i] = luck.capital[k] * line_ * persons;
    const bool grid = p_.deposits_shape == "grid";
    const double money = grid ? spaced_deposits(i) : p_.deposits * (urban ? p_.urban_deposits : 1.0);
    h.deposits[i] = round_to_grid(money * line_ * persons * (grid ? 1.0 : claim_on_money(claim)));
    h.nutrition[i] = p_.nutrition;
    h.luck[i] = 1.0F;
  }

  /// Money follows wealth less than profits do; the mean over households stays one.
  [[nodiscard]] double claim_on_money(double claim) const { return p_.ownership == 0 ? 1.0 : 0.5 + 0.5 * claim; }

  [[nodiscard]] std::size_t household_size(double u) const {
    double below = 0;
    for (std::size_t s = 0; s < p_.sizes.size(); ++s) {
      below += p_.sizes[s] / total_size_;
      if (u < below) return s + 1;
    }
    return std::max<std::size_t>(1, p_.sizes.size());
  }

  [[nodiscard]] double spaced_capital(std::size_t i) const {
    const double place = count_ > 1 ? static_cast<double>(i) / static_cast<double>(count_ - 1) : 0.0;
    return p_.capital_low * math::exp(place * math::log(p_.capital_high / p_.capital_low));
  }

  /// The middle of the i-th of as many equal parts as there are households.
  [[nodiscard]] double spaced_deposits(std::size_t i) const {
    const double place = (static_cast<double>(i) + 0.5) / static_cast<double>(count_);
    return p_.deposits_low + place * (p_.deposits_high - p_.deposits_low);
  }

  const PopulationParameters& p_;
  double line_;
  std::size_t count_;
  double total_size_;
  Stream people_, means_;
};

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
