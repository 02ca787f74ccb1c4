#include "population/resettlement.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "population/synthetic.hpp"
#include "unit/described.hpp"

namespace povtrap {
namespace {

/// 4,000 households in two villages and a town of each of two blocs.
struct Nation {
  Nation() {
    RegionParameters regions;
    PopulationParameters population;
    test::describe(regions, {{"regions.rural", std::vector<double>{2, 2}}, {"regions.towns", std::vector<double>{1, 1}}});
    test::describe(population);
    population.households = 4000;
    economy.calendar.periods_per_year = 4;
    settle_population(economy, regions, population, 1000, 1);
    for (std::size_t b = 0; b < 2; ++b) {
      Ngo ngo;
      ngo.bloc = b;
      economy.ngos.push_back(ngo);
    }
    for (std::size_t i = 0; i < h.size(); ++i) {
      h.debt[i] = static_cast<double>(h.id[i]) + 0.5;
      h.income_history[3][i] = static_cast<float>(h.id[i]);
    }
  }

  /// Every `step`-th household of a region goes to another one.
  [[nodiscard]] std::vector<Move> every(std::size_t step, std::uint32_t origin, std::uint32_t destination) const {
    std::vector<Move> moves;
    const Region& region = economy.regions[origin];
    for (std::size_t i = 0; i < region.households; i += step)
      moves.push_back({static_cast<std::uint32_t>(region.first_household + i), origin, destination});
    return moves;
  }

  Economy economy;
  Households& h = economy.households;
  Workers workers{2};
};

void expect_order_and_counts(const Economy& e) {
  const Households& h = e.households;
  std::size_t next = 0, block = 0;
  std::vector<double> provinces(e.provinces.size(), 0.0), blocs(e.ngos.size(), 0.0);
  for (std::size_t r = 0; r < e.regions.size(); ++r) {
    const Region& region = e.regions[r];
    EXPECT_EQ(region.first_household, next);
    EXPECT_EQ(region.first_block, block);
    std::size_t in_blocks = 0;
    for (; block < region.first_block + region.blocks; ++block) {
      EXPECT_EQ(e.blocks[block].region, r);
      EXPECT_EQ(e.blocks[block].first, next + in_blocks);
      in_blocks += e.blocks[block].size;
    }
    EXPECT_EQ(in_blocks, region.households);
    double persons = 0;
    for (std::size_t i = next; i < next + region.households; ++i) {
      persons += h.persons[i];
      if (i > next) {
        EXPECT_LT(h.id[i - 1], h.id[i]) << "region " << r;
      }
    }
    EXPECT_EQ(region.persons, persons);
    provinces[region.province] += persons;
    blocs[region.bloc] += persons;
    next += region.households;
  }
  EXPECT_EQ(next, h.size());
  EXPECT_EQ(block, e.blocks.size());
  for (std::size_t p = 0; p < provinces.size(); ++p) EXPECT_EQ(e.provinces[p].persons, provinces[p]);
  for (std::size_t n = 0; n < blocs.size(); ++n) EXPECT_EQ(e.ngos[n].persons, blocs[n]);
}

TEST(Resettlement, PutsPeopleInTheOrderOfRegionAndIdAndCountsThem) {
  Nation n;
  const Column<std::uint32_t> id = n.h.id;
  std::vector<Move> moves = n.every(3, 0, 2);
  const std::vector<Move> others = n.every(5, 4, 1);
  moves.insert(moves.end(), others.begin(), others.end());
  const std::vector<std::uint32_t> places = resettle(n.economy, moves, n.workers);
  expect_order_and_counts(n.economy);
  ASSERT_EQ(places.size(), moves.size());
  EXPECT_TRUE(std::is_sorted(places.begin(), places.end()));
  std::vector<std::uint32_t> went, came;
  for (const Move& move : moves) went.push_back(id[move.place]);
  for (const std::uint32_t place : places) came.push_back(n.h.id[place]);
  std::sort(went.begin(), went.end());
  std::sort(came.begin(), came.end());
  EXPECT_EQ(went, came);
}

TEST(Resettlement, TakesEverythingOfAHouseholdAlong) {
  Nation n;
  const Column<float> persons = n.h.persons;
  const Column<double> capital = n.h.capital, deposits = n.h.deposits, skill = n.h.skill;
  resettle(n.economy, n.every(2, 0, 5), n.workers);
  for (std::size_t i = 0; i < n.h.size(); ++i) {
    const std::uint32_t id = n.h.id[i];
    ASSERT_EQ(n.h.debt[i], static_cast<double>(id) + 0.5);
    ASSERT_EQ(n.h.income_history[3][i], static_cast<float>(id));
    ASSERT_TRUE(n.h.persons[i] == persons[id] && n.h.capital[i] == capital[id] && n.h.deposits[i] == deposits[id] &&
                n.h.skill[i] == skill[id]);
  }
}

TEST(Resettlement, ThereAndBackChangesNothing) {
  Nation n;
  const Column<std::uint32_t> id = n.h.id;
  const std::vector<std::uint32_t> there = resettle(n.economy, n.every(4, 3, 0), n.workers);
  EXPECT_FALSE(n.h.id == id);
  std::vector<Move> back;
  for (const std::uint32_t place : there) back.push_back({place, 0, 3});
  resettle(n.economy, back, n.workers);
  EXPECT_TRUE(n.h.id == id);
  expect_order_and_counts(n.economy);
}

TEST(Resettlement, MayEmptyARegion) {
  Nation n;
  resettle(n.economy, n.every(1, 0, 1), n.workers);
  EXPECT_EQ(n.economy.regions[0].households, 0u);
  EXPECT_EQ(n.economy.regions[0].blocks, 0u);
  EXPECT_EQ(n.economy.regions[0].persons, 0.0);
  expect_order_and_counts(n.economy);
}

TEST(Resettlement, KeepsTheYardstickOfCapitalForEachHousehold) {
  Nation n;
  const auto yardstick = [&](std::size_t r) {
    return n.economy.regions[r].capital_sum / static_cast<double>(n.economy.regions[r].households);
  };
  const double left = yardstick(0), joined = yardstick(2), other = yardstick(3);
  resettle(n.economy, n.every(3, 0, 2), n.workers);
  EXPECT_NEAR(yardstick(0), left, 1e-12 * left);
  EXPECT_NEAR(yardstick(2), joined, 1e-12 * joined);
  EXPECT_EQ(yardstick(3), other);
}

TEST(Resettlement, OfNobodyChangesNothing) {
  Nation n;
  const Column<std::uint32_t> id = n.h.id;
  EXPECT_TRUE(resettle(n.economy, {}, n.workers).empty());
  EXPECT_TRUE(n.h.id == id);
  expect_order_and_counts(n.economy);
}

}  // namespace
}  // namespace povtrap
