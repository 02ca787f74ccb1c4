#include "programmes/cash.hpp"

#include <gtest/gtest.h>

#include "laws/small_economy.hpp"
#include "unit/described.hpp"

namespace povtrap {
namespace {

CashParameters cash(test::Parameters parameters) {
  CashParameters p;
  test::describe(p, parameters);
  return p;
}

TEST(Cash, IsPaidFromItsStartUntilItsEnd) {
  const CashParameters p = cash({{"cash.active", true}, {"cash.start", 1.0}, {"cash.end", 2.0}});
  EXPECT_FALSE(p.now(0.75));
  EXPECT_TRUE(p.now(1.0));
  EXPECT_TRUE(p.now(1.75));
  EXPECT_FALSE(p.now(2.0));
  EXPECT_FALSE(cash({}).now(0.0)) << "off by default";
}

TEST(Cash, NamesWhatContradictsItself) {
  using Names = std::vector<std::string>;
  const Names blocs{"west", "east"};
  EXPECT_TRUE(cash({}).contradictions(blocs).empty());
  EXPECT_EQ(cash({{"cash.blocs", Names{"wset"}}}).contradictions(blocs).size(), 1U);
  EXPECT_EQ(cash({{"cash.active", true}, {"cash.provider", std::string("levy")}}).contradictions(blocs).size(), 1U);
  EXPECT_EQ(cash({{"cash.start", 3.0}, {"cash.end", 2.0}}).contradictions(blocs).size(), 1U);
}

/// What a nation's sectors paid and received as cash or levy in its last period.   Units: [LCU].
struct Paid {
  double households, levy, government, world;
};

Paid pay(const std::string& provider) {
  test::OpenEconomy nation(test::small_economy({{"cash.active", "true"},
                                                {"cash.provider", provider},
                                                {"cash.amount", "0.2"},
                                                {"cash.blocs", "[\"west\"]"},
                                                {"cash.levy_blocs", provider == "levy" ? "[\"east\"]" : "[]"},
                                                {"top_up.active", "false"}}));
  nation.live(6);
  const Ledger& ledger = nation.economy().ledger;
  return {to_lcu(ledger.cell(Flow::social_transfers, Sector::households)),
          to_lcu(national_sum(nation.stage(), &BlockTally::levy)),
          to_lcu(ledger.cell(Flow::social_transfers, Sector::central_government)),
          to_lcu(ledger.cell(Flow::social_transfers, Sector::world))};
}

double west_persons() {
  test::OpenEconomy nation(test::small_economy());
  double persons = 0;
  for (const Region& region : nation.economy().regions) persons += region.bloc == 0 ? region.persons : 0.0;
  return persons;
}

TEST(Cash, ReachesEveryHeadOfItsBlocs) {
  const double line = test::OpenEconomy(test::small_economy()).model().poverty.line;
  EXPECT_NEAR(pay("central_government").households, 0.25 * 0.2 * line * west_persons(), 10.0);
}

TEST(Cash, IsPaidByTheGovernmentTheWorldOrTheOtherBlocs) {
  const Paid government = pay("central_government"), world = pay("world"), levy = pay("levy");
  EXPECT_EQ(government.government, -government.households);
  EXPECT_EQ(government.levy, 0.0);
  EXPECT_EQ(world.world, -world.households);
  EXPECT_EQ(world.government, 0.0);
  EXPECT_LE(levy.levy, levy.households);
  EXPECT_GT(levy.levy, 0.95 * levy.households) << "hardly anybody in the East is too poor to pay";
}

TEST(Cash, CanFollowTheListOfTheTopUp) {
  test::OpenEconomy nation(
      test::small_economy({{"cash.active", "true"}, {"cash.targeting", "top_up_list"}, {"top_up.coverage", "[0.1]"}}));
  nation.live(6);
  const Economy& e = nation.economy();
  double persons = 0;
  for (std::size_t i = 0; i < e.households.size(); ++i)
    persons += e.households.has(i, Mark::supported) ? static_cast<double>(e.households.persons[i]) : 0.0;
  const double due = 0.25 * 0.1 * nation.model().poverty.line * persons;
  EXPECT_GT(persons, 0.0);
  EXPECT_NEAR(to_lcu(national_sum(nation.stage(), &BlockTally::cash)), due, 1e-3 * due);
}

}  // namespace
}  // namespace povtrap
