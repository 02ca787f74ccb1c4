#include <gtest/gtest.h>

#include <string>

#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

using test::numbers;
using test::OpenEconomy;

Steps spent_away(const Economy& economy) {
  Steps sum = 0;
  for (const Region& region : economy.regions) sum += region.migrant_spending;
  return sum;
}

/// The same people work elsewhere in the first period, whether they live there on nothing or on four tenths of their pay.
class Remittances : public testing::Test {
 protected:
  void SetUp() override {
    free_.live();
    paying_.live();
  }

  OpenEconomy free_{test::small_economy()}, paying_{test::small_economy({{"labour.living_cost", "0.4"}})};
};

TEST_F(Remittances, AreThePayFromElsewhereThatIsNotSpentThere) {
  const Stage &all = free_.stage(), &rest = paying_.stage();
  const double migrants = national_sum(all, &BlockTally::migrants);
  EXPECT_GT(migrants, 100);
  EXPECT_EQ(national_sum(rest, &BlockTally::migrants), migrants);
  const Steps pay = national_sum(all, &BlockTally::remittances), sent = national_sum(rest, &BlockTally::remittances);
  EXPECT_EQ(pay, sent + spent_away(rest.economy));
  EXPECT_NEAR(to_lcu(spent_away(rest.economy)), 0.4 * to_lcu(pay), 1e-3 * migrants);
  EXPECT_EQ(spent_away(all.economy), 0);
}

/// The member who is away is one of the household's persons: what he eats there is income too.
TEST_F(Remittances, LeaveIncomeAsItIs) {
  const Households &a = free_.economy().households, &b = paying_.economy().households;
  std::size_t away = 0;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (static_cast<Trade>(a.trade[i]) == Trade::services) continue;  // what they sell depends on who spends where
    EXPECT_EQ(a.income_history[0][i], b.income_history[0][i]) << "household " << i;
    away += b.spent_away[i] > 0 ? 1 : 0;
  }
  EXPECT_GT(away, 100u);
}

TEST_F(Remittances, AreSpentWhereTheFirmIs) {
  std::vector<Steps> expected(free_.economy().regions.size(), 0);
  const Economy& e = paying_.economy();
  for (const Block& block : e.blocks) {
    for (std::size_t i = block.first; i < block.first + block.size; ++i) {
      const std::int32_t employer = e.households.employer[i];
      if (employer < 0) continue;
      const std::size_t host = e.firms[static_cast<std::size_t>(employer)].region;
      if (host != block.region) expected[host] += to_steps(static_cast<double>(e.households.spent_away[i]));
    }
  }
  for (std::size_t r = 0; r < expected.size(); ++r) EXPECT_EQ(e.regions[r].migrant_spending, expected[r]) << "region " << r;
}

/// Towns, where most migrants work, sell more of their services; who is at home buys less.
TEST_F(Remittances, ShiftDemandToWhereMigrantsWork) {
  for (std::size_t r = 0; r < free_.economy().regions.size(); ++r) {
    const Region &before = free_.economy().regions[r], &after = paying_.economy().regions[r];
    if (after.kind == RegionKind::urban) {
      EXPECT_GT(after.services_pressure, before.services_pressure) << "region " << r;
    }
  }
}

/// Where nobody sells services, migrants live on manufactures, and no money is left in the market.
TEST(RemittancesWithoutServices, BuyManufactures) {
  OpenEconomy open(test::small_economy({{"labour.living_cost", "0.9"},
                                        {"population.services_rural", "0"},
                                        {"population.services_urban", "0"},
                                        {"firms.town_services_share", "0.01"},
                                        {"firms.services_share", "0.01"}}));
  open.live(6);
  const Economy& e = open.economy();
  EXPECT_GT(spent_away(e), 0);
  for (const Region& region : e.regions) EXPECT_LE(region.utilisation, 1.0 + 1e-9);
}

/// Share of households with a worker elsewhere, where being away is a heavy burden and jobs are open to all. What is compared
/// differs by a thirtieth, which luck hides among fewer households.
double migrants_at_the_end(test::Settings settings) {
  settings.insert(settings.begin(), {{"labour.migration_cost", "0.8"},
                                     {"labour.open_to_all", "0.5"},
                                     {"population.households", "20000"},
                                     {"run.years", "4"}});
  return numbers(test::result_of(test::small_economy(settings)), "migrants").back();
}

TEST(Migration, GrowsWithNetworksAndShrinksWithTheBurdenAndTheRiskOfUnemployment) {
  const double plain = migrants_at_the_end({});
  EXPECT_GT(plain, 0.0);
  EXPECT_GT(migrants_at_the_end({{"labour.network", "20"}}), plain);
  EXPECT_GT(migrants_at_the_end({{"labour.migration_cost", "0"}}), plain);
  EXPECT_LT(migrants_at_the_end({{"labour.job_risk", "1"}}), plain);
}

/// Where those at home come first, they take all jobs; few are left for people from elsewhere.
TEST(Migration, NeedsVacanciesThatAreOpenToAll) {
  EXPECT_GT(migrants_at_the_end({{"labour.migration_cost", "0"}}),
            2 * migrants_at_the_end({{"labour.migration_cost", "0"}, {"labour.open_to_all", "0"}}));
}

TEST(Migration, IsNoneWhereNobodyMayApplyElsewhere) {
  OpenEconomy open(test::small_economy({{"labour.elsewhere", "false"}, {"labour.living_cost", "0.4"}}));
  open.live(4);
  EXPECT_EQ(national_sum(open.stage(), &BlockTally::migrants), 0.0);
  EXPECT_EQ(national_sum(open.stage(), &BlockTally::remittances), 0);
}

}  // namespace
}  // namespace povtrap
