#include "population/synthetic.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/sums.hpp"
#include "economy/economy.hpp"
#include "unit/described.hpp"

namespace povtrap {
namespace {

constexpr std::size_t many = 40000;
constexpr double line = 1000;

struct Settlement {
  explicit Settlement(test::Parameters people = {}, test::Parameters places = {}, std::uint64_t seed = 1) {
    RegionParameters regions;
    PopulationParameters population;
    test::describe(regions, places);
    test::describe(population, people);
    population.households = many;
    economy.calendar.periods_per_year = 4;
    settle_population(economy, regions, population, line, seed);
  }

  /// Mean over households of one kind.
  template <class Value>
  [[nodiscard]] double mean(RegionKind kind, Value value) const {
    double sum = 0, count = 0;
    for (const Region& region : economy.regions) {
      if (region.kind != kind) continue;
      for (std::size_t i = region.first_household; i < region.first_household + region.households; ++i) {
        sum += value(i);
        count += 1;
      }
    }
    return sum / count;
  }

  Economy economy;
  Households& h = economy.households;
};

TEST(SyntheticPopulation, LaysOutRegionsBlocksAndHouseholdsWithoutGaps) {
  const Settlement s;
  std::size_t household = 0, block = 0;
  for (std::size_t r = 0; r < s.economy.regions.size(); ++r) {
    const Region& region = s.economy.regions[r];
    EXPECT_EQ(region.first_household, household);
    EXPECT_EQ(region.first_block, block);
    for (std::size_t b = block; b < block + region.blocks; ++b) {
      EXPECT_EQ(s.economy.blocks[b].region, r);
      EXPECT_EQ(s.economy.blocks[b].first, household);
      EXPECT_LE(s.economy.blocks[b].size, block_size);
      household += s.economy.blocks[b].size;
    }
    block += region.blocks;
  }
  EXPECT_EQ(household, many);
  EXPECT_EQ(block, s.economy.blocks.size());
}

TEST(SyntheticPopulation, FollowsTheSharesOfBlocsAndTowns) {
  const Settlement s({{"population.urban_share", 0.3}}, {{"regions.household_share", std::vector<double>{0.4, 0.6}}});
  double west = 0, urban = 0;
  for (const Region& region : s.economy.regions) {
    west += region.bloc == 0 ? static_cast<double>(region.households) : 0.0;
    urban += region.kind == RegionKind::urban ? static_cast<double>(region.households) : 0.0;
  }
  EXPECT_EQ(west, 0.4 * many);
  EXPECT_EQ(urban, 0.3 * many);
}

TEST(SyntheticPopulation, HasHouseholdsOfTheGivenSizes) {
  const Settlement s({{"population.sizes", std::vector<double>{0.1, 0.2, 0.3, 0.4}}});
  std::vector<double> shares(4, 0.0);
  for (const float persons : s.h.persons) shares.at(static_cast<std::size_t>(persons) - 1) += 1.0 / many;
  for (std::size_t k = 0; k < 4; ++k) EXPECT_NEAR(shares[k], 0.1 * static_cast<double>(k + 1), 0.01);
}

TEST(SyntheticPopulation, HasOneWorkerAndAShareOfTheOthers) {
  const Settlement s({{"population.worker_share", 0.25}});
  double extra = 0, others = 0;
  for (std::size_t i = 0; i < many; ++i) {
    ASSERT_TRUE(s.h.workers[i] >= 1 && s.h.workers[i] <= s.h.persons[i]);
    extra += s.h.workers[i] - 1.0, others += static_cast<double>(s.h.persons[i]) - 1;
  }
  EXPECT_NEAR(extra / others, 0.25, 0.006);
}

TEST(SyntheticPopulation, HasAbilitySkillAndClaimsWithAMeanOfOne) {
  const Settlement s({{"population.ability", 0.3}, {"population.skill", 0.5}, {"population.ownership", 0.5}});
  EXPECT_NEAR(lane_sum(s.h.ability.data(), many) / many, 1.0, 0.01);
  EXPECT_NEAR(lane_sum(s.h.skill.data(), many) / many, 1.0, 0.015);
  const auto claim = [&](std::size_t i) { return static_cast<double>(s.h.ownership[i] / s.h.persons[i]); };
  EXPECT_NEAR(s.mean(RegionKind::rural, claim), 1.0, 0.02);
  EXPECT_NEAR(s.mean(RegionKind::urban, claim), 6.0, 0.2);
  double log_square = 0;
  for (const float ability : s.h.ability) log_square += std::pow(std::log(static_cast<double>(ability)) + 0.045, 2) / many;
  EXPECT_NEAR(std::sqrt(log_square), 0.3, 0.005);
}

TEST(SyntheticPopulation, HasCapitalAndMoneyInUnitsOfPovertyLines) {
  const Settlement s({{"population.capital", 2.0},
                      {"population.capital_spread", 0.6},
                      {"population.deposits", 1.3},
                      {"population.urban_deposits", 2.8}});
  double below = 0;
  for (std::size_t i = 0; i < many; ++i) {
    below += s.h.capital[i] < 2.0 * line * static_cast<double>(s.h.persons[i]) ? 1.0 / many : 0.0;
    ASSERT_TRUE(on_grid(s.h.deposits[i]));
  }
  EXPECT_NEAR(below, 0.5, 0.01);
  const auto per_head = [&](std::size_t i) { return s.h.deposits[i] / static_cast<double>(s.h.persons[i]) / line; };
  EXPECT_NEAR(s.mean(RegionKind::rural, per_head), 1.3, 0.03);
  EXPECT_NEAR(s.mean(RegionKind::urban, per_head), 1.3 * 2.8, 0.1);
}

TEST(SyntheticPopulation, CanStartFromAGridOfCapital) {
  const Settlement s(
      {{"population.capital_shape", std::string("grid")}, {"population.capital_low", 0.1}, {"population.capital_high", 10.0}});
  const auto units = [&](std::size_t i) { return s.h.capital[i] / line / static_cast<double>(s.h.persons[i]); };
  EXPECT_NEAR(units(0), 0.1, 1e-12);
  EXPECT_NEAR(units(many - 1), 10.0, 1e-9);
  EXPECT_NEAR(units(1001) / units(1000), units(30001) / units(30000), 1e-12);
}

TEST(SyntheticPopulation, SpreadsRegionalProductivityWithoutLuck) {
  const Settlement one({}, {{"regions.productivity_spread", 0.1}}, 1), other({}, {{"regions.productivity_spread", 0.1}}, 2);
  std::vector<double> a, b;
  for (const Region& region : one.economy.regions) a.push_back(region.productivity);
  for (const Region& region : other.economy.regions) b.push_back(region.productivity);
  EXPECT_NE(a, b);
  std::sort(a.begin(), a.end()), std::sort(b.begin(), b.end());
  EXPECT_EQ(a, b);
}

TEST(SyntheticPopulation, IsTheSameForTheSameSeedOnly) {
  const Settlement one, same, other({}, {}, 2);
  EXPECT_TRUE(one.h.capital == same.h.capital && one.h.persons == same.h.persons);
  EXPECT_FALSE(one.h.capital == other.h.capital || one.h.persons == other.h.persons);
}

TEST(SyntheticPopulation, CountsEverybodyInRegionsAndProvinces) {
  const Settlement s;
  double regions = 0, provinces = 0;
  for (const Region& region : s.economy.regions) regions += region.persons;
  for (const Province& province : s.economy.provinces) provinces += province.persons;
  EXPECT_EQ(regions, lane_sum(s.h.persons.data(), many));
  EXPECT_EQ(provinces, regions);
}

}  // namespace
}  // namespace povtrap
