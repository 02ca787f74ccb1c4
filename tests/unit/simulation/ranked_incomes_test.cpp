#include "simulation/ranked_incomes.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>

#include "indicators/inequality.hpp"
#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

const RankQuestions questions{{0.05, 0.25, 0.5, 0.95}, 0.6};

/// One village of the west is large, so are the nation, the blocs and the kinds.
Config large_and_small_groups() {
  return test::small_economy({{"population.households", "40000"}, {"regions.rural", "[1, 8]"}, {"regions.towns", "[1, 2]"}});
}

/// The nation, each region and the two kinds.
std::vector<Grouping> groupings_of(const Economy& e) {
  std::vector<Grouping> groupings{{1, {}}, {e.regions.size(), {}}, {2, {}}};
  for (std::size_t r = 0; r < e.regions.size(); ++r) {
    groupings[0].group_of.push_back(0);
    groupings[1].group_of.push_back(r);
    groupings[2].group_of.push_back(e.regions[r].kind == RegionKind::rural ? 0 : 1);
  }
  return groupings;
}

/// What the public indicator says about incomes in double precision.
Distribution exact_distribution(const Stage& stage, const Grouping& grouping, std::size_t group) {
  std::vector<double> incomes, persons;
  for (const Block& block : stage.economy.blocks) {
    for (std::size_t i = block.first; i < block.first + block.size && grouping.group_of[block.region] == group; ++i) {
      incomes.push_back(yearly_income_per_head(stage, i));
      persons.push_back(static_cast<double>(stage.economy.households.persons[i]));
    }
  }
  return {incomes, persons};
}

TEST(RankedIncomes, OfGroupsOfEverySizeAreThoseOfTheExactDistribution) {
  test::OpenEconomy open(large_and_small_groups());
  open.live(6);
  const auto groupings = groupings_of(open.economy());
  const auto all = rank_incomes(open.stage(), groupings, questions);
  for (std::size_t a = 0; a < groupings.size(); ++a) {
    ASSERT_EQ(all[a].size(), groupings[a].groups);
    for (std::size_t g = 0; g < groupings[a].groups; ++g) {
      const Distribution exact = exact_distribution(open.stage(), groupings[a], g);
      const RankedMeasures& ranked = all[a][g];
      EXPECT_NEAR(ranked.gini, exact.gini(), gini_tolerance);
      EXPECT_NEAR(ranked.palma / exact.palma(), 1, 1e-6);
      EXPECT_NEAR(ranked.median / exact.median(), 1, 6e-8);
      EXPECT_NEAR(ranked.below_line, exact.share_below(0.6 * exact.median()), 1e-4);
      for (std::size_t q = 0; q < questions.shares.size(); ++q)
        EXPECT_NEAR(ranked.quantiles[q] / exact.quantile(questions.shares[q]), 1, 6e-8);
    }
  }
}

TEST(RankedIncomes, AreTheSameBitsForAnyNumberOfThreads) {
  std::vector<std::vector<std::uint64_t>> bits;
  for (const int threads : {1, 2, 8}) {
    test::OpenEconomy open(large_and_small_groups(), threads);
    open.live(5);
    bits.emplace_back();
    for (const auto& grouping : rank_incomes(open.stage(), groupings_of(open.economy()), questions)) {
      for (const RankedMeasures& m : grouping) {
        for (const double value : {m.gini, m.palma, m.median, m.below_line, m.quantiles.front(), m.quantiles.back()})
          bits.back().push_back(std::bit_cast<std::uint64_t>(value));
      }
    }
  }
  EXPECT_EQ(bits[0], bits[1]);
  EXPECT_EQ(bits[0], bits[2]);
}

TEST(RankedIncomes, OfAGroupOfNobodyAreUnknown) {
  test::OpenEconomy open(test::small_economy());
  open.live(4);
  const Grouping nobody{2, std::vector<std::size_t>(open.economy().regions.size(), 0)};
  const auto all = rank_incomes(open.stage(), {&nobody, 1}, questions);
  EXPECT_GT(all[0][0].gini, 0);
  EXPECT_TRUE(std::isnan(all[0][1].gini));
  EXPECT_EQ(all[0][1].quantiles.size(), questions.shares.size());
}

}  // namespace
}  // namespace povtrap
