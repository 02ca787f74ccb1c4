#include <gtest/gtest.h>

#include <string>

#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

using test::OpenEconomy;

Steps paid_by_provinces(Economy& e, Flow flow) {
  Steps paid = 0;
  for (const Province& province : e.provinces) paid -= province.account.posted[index(flow)];
  return paid;
}

TEST(Provinces, PayTheirShareOfTheTopUp) {
  OpenEconomy open(test::small_economy({{"top_up.local_share", "0.4"}, {"top_up.coverage", "[0.02]"}}));
  open.live(9);
  const Steps support = national_sum(open.stage(), &BlockTally::support);
  const Steps local = paid_by_provinces(open.economy(), Flow::social_transfers);
  EXPECT_NEAR(to_lcu(local), 0.4 * to_lcu(support), 8.0 / 1024);  // rounded down in each of eight regions
  EXPECT_EQ(local - open.economy().government.account.posted[index(Flow::social_transfers)], support);
}

TEST(Provinces, AreHelpedOutWhenTheyHaveNoMoneyForTheTopUp) {
  OpenEconomy open(test::small_economy(
      {{"top_up.local_share", "1"}, {"top_up.coverage", "[1]"}, {"top_up.floor", "1"}, {"government.local_share", "0.01"}}));
  open.live(4);
  for (int period = 0; period < 8; ++period) {
    open.live();
    EXPECT_LT(paid_by_provinces(open.economy(), Flow::social_transfers), national_sum(open.stage(), &BlockTally::support));
    for (const Province& province : open.economy().provinces) EXPECT_GE(province.account.balance, 0);
  }
}

TEST(Provinces, GrantNoMoreThanTheyHave) {
  OpenEconomy open(test::small_economy(
      {{"grants.provider", "provinces"}, {"grants.reach", "0.5"}, {"grants.candidates", "0.5"}, {"grants.amount", "5"}}));
  open.live(4);
  bool short_of_money = false;
  for (int period = 0; period < 8; ++period) {
    open.live();
    Steps given = 0;
    for (const BlockShares& shares : open.stage().shares) given += shares.grants;
    EXPECT_EQ(given, paid_by_provinces(open.economy(), Flow::capital_transfers));
    for (const Province& province : open.economy().provinces) EXPECT_GE(province.account.balance, 0);
    short_of_money = short_of_money || given < national_sum(open.stage(), &BlockTally::grants_wanted);
  }
  EXPECT_TRUE(short_of_money);
}

TEST(Provinces, GrantMoreWithTransfersFromTheCentre) {
  const auto given = [](const char* transfer) {
    OpenEconomy open(test::small_economy({{"grants.provider", "provinces"},
                                          {"grants.reach", "0.5"},
                                          {"grants.candidates", "0.5"},
                                          {"grants.amount", "5"},
                                          {"government.vertical_transfer", transfer}}));
    Steps sum = 0;
    for (int period = 0; period < 12; ++period) {
      open.live();
      sum += paid_by_provinces(open.economy(), Flow::capital_transfers);
    }
    return sum;
  };
  EXPECT_GT(given("0.3"), given("0"));
}

}  // namespace
}  // namespace povtrap
