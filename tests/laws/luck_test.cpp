#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

using test::numbers;
using test::OpenEconomy;
using test::Settings;

std::vector<bool> ill(Economy& economy) {
  std::vector<bool> result;
  for (std::size_t i = 0; i < economy.households.size(); ++i) result.push_back(economy.households.has(i, Mark::ill));
  return result;
}

/// Turns one thing over and lets both economies live: bad luck hits the same households in the same periods.
void expect_same_luck(const Settings& turned) {
  OpenEconomy one(test::small_economy()), other(test::small_economy(turned));
  for (int period = 0; period < 8; ++period) {
    one.live();
    other.live();
    Households &a = one.economy().households, &b = other.economy().households;
    ASSERT_EQ(ill(one.economy()), ill(other.economy())) << "period " << period;
    ASSERT_TRUE(a.luck == b.luck) << "period " << period;
    ASSERT_TRUE(a.age == b.age) << "period " << period;
    for (std::size_t r = 0; r < one.economy().regions.size(); ++r) {
      const Region &here = one.economy().regions[r], &there = other.economy().regions[r];
      ASSERT_TRUE(here.weather == there.weather && here.disaster == there.disaster) << "period " << period;
    }
  }
}

TEST(Luck, IsNotTouchedByTheTopUp) {
  expect_same_luck({{"top_up.active", "false"}});
}
TEST(Luck, IsNotTouchedByGrants) {
  expect_same_luck({{"grants.reach", "0.5"}, {"ngos.foreign_aid", "0.05"}});
}
TEST(Luck, IsNotTouchedByVillageFunds) {
  expect_same_luck({{"village_funds.active", "true"}});
}
TEST(Luck, IsNotTouchedByInsurance) {
  expect_same_luck({{"insurance.active", "true"}});
}
TEST(Luck, IsNotTouchedByAnotherShock) {
  expect_same_luck({{"shocks.job_loss.probability", "0.5"}});
}
TEST(Luck, IsNotTouchedByRules) {
  expect_same_luck({{"saving.rule", "buffer"},
                    {"enterprise.technique", "solow"},
                    {"nutrition.rule", "off"},
                    {"labour.applications", "2"},
                    {"credit.households", "false"}});
}
TEST(Luck, IsNotTouchedByMoreFirms) {
  expect_same_luck({{"firms.households_per_firm", "40"}});
}

TEST(Luck, ComesBackWithTheSeedOnly) {
  OpenEconomy one(test::small_economy()), other(test::small_economy({{"run.seed", "2"}}));
  one.live(8);
  other.live(8);
  EXPECT_NE(ill(one.economy()), ill(other.economy()));
  EXPECT_FALSE(one.economy().households.luck == other.economy().households.luck);
}

TEST(Luck, GivesTheSamePeopleWhateverTheEconomyDoes) {
  OpenEconomy one(test::small_economy()),
      other(test::small_economy({{"firms.households_per_firm", "0"}, {"shocks.active", "false"}}));
  const Households &a = one.economy().households, &b = other.economy().households;
  EXPECT_TRUE(a.persons == b.persons && a.ability == b.ability && a.skill == b.skill && a.capital == b.capital &&
              a.deposits == b.deposits);
}

/// Every series of a shorter run is the beginning of the same series of a longer one.
TEST(Runs, ThatStopEarlyAreTheBeginningOfLongerOnes) {
  const Dataset brief = test::result_of(test::small_economy({{"run.years", "2"}})),
                lasting = test::result_of(test::small_economy({{"run.years", "4"}}));
  int compared = 0;
  for (const Variable& variable : brief.variables) {
    if (variable.dimensions.empty() || variable.dimensions.front() != "time") continue;
    const auto* start = std::get_if<std::vector<double>>(&variable.values);
    if (start == nullptr) continue;
    const std::vector<double>& all = numbers(lasting, variable.name);
    ASSERT_LT(start->size(), all.size());
    const auto same = [](double a, double b) { return a == b || (a != a && b != b); };
    EXPECT_TRUE(std::equal(start->begin(), start->end(), all.begin(), same)) << variable.name;
    ++compared;
  }
  EXPECT_GT(compared, 40);
}

TEST(Runs, GoOnAfterAResultWasTakenAsIfItHadNotBeen) {
  const Config config = test::small_economy();
  Simulation disturbed(config, 1);
  while (disturbed.step()) static_cast<void>(disturbed.result());
  EXPECT_EQ(digest(disturbed.result()), digest(test::result_of(config)));
}

/// Turns the recording over: what is recorded anyway stays the same.
void expect_same_series(const Settings& recording) {
  const Dataset plain = test::result_of(test::small_economy()), recorded = test::result_of(test::small_economy(recording));
  for (const char* name : {"headcount", "poverty_gap", "mean_income", "employment", "household_deposits", "household_capital",
                           "wage", "services_price", "ledger", "headcount_region"}) {
    EXPECT_EQ(numbers(plain, name), numbers(recorded, name)) << name;
  }
}

TEST(Recording, OfNoPanelChangesNothing) {
  expect_same_series({{"output.panel_households", "0"}});
}
TEST(Recording, OfEverybodyInEveryPeriodChangesNothing) {
  expect_same_series({{"output.panel_households", "1000000"}, {"output.panel_every", "0"}, {"output.ranked_every", "0"}});
}
TEST(Recording, OfObservedSeriesChangesNothing) {
  expect_same_series({{"observed.years", "[1, 2]"}, {"observed.headcount", "[0.5, 0.4]"}});
}
TEST(Recording, UnderAnotherTitleChangesNothing) {
  expect_same_series({{"run.title", "another title"}});
}

TEST(Recording, ShowsThePanelOfTheSameHouseholds) {
  const Dataset few = test::result_of(test::small_economy({{"output.panel_households", "100"}})),
                many = test::result_of(test::small_economy({{"output.panel_households", "300"}}));
  const auto& a = std::get<std::vector<float>>(few.variable("panel_income").values);
  const auto& b = std::get<std::vector<float>>(many.variable("panel_income").values);
  ASSERT_EQ(a.size() * 3, b.size());
  for (std::size_t i = 0; i < a.size(); ++i) ASSERT_EQ(a[i], b[3 * i]);
}

}  // namespace
}  // namespace povtrap
