#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <povtrap/error.hpp>

#include "economy/fund_books.hpp"
#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

using test::numbers;
using test::OpenEconomy;
using test::Settings;

Settings funds(const Settings& more = {}) {
  Settings settings = {{"village_funds.active", "true"}, {"village_funds.start", "0"}};
  settings.insert(settings.end(), more.begin(), more.end());
  return settings;
}

Config with_funds(const Settings& more = {}) {
  return test::small_economy(funds(more));
}

TEST(VillageFunds, LendToTheirOwnVillageOnly) {
  OpenEconomy open(with_funds());
  open.live(8);
  const Economy& e = open.economy();
  ASSERT_EQ(e.funds.size(), 6U);
  for (const VillageFund& fund : e.funds) {
    const Region& village = e.regions[fund.region];
    EXPECT_EQ(village.kind, RegionKind::rural);
    EXPECT_GT(fund.loans, 0);
    EXPECT_EQ(sum_steps(e.households.fund_debt.data() + village.first_household, village.households), fund.loans);
  }
  for (const Region& region : e.regions) {
    if (region.kind == RegionKind::rural) continue;
    EXPECT_EQ(sum_steps(e.households.fund_debt.data() + region.first_household, region.households), 0);
  }
}

TEST(VillageFunds, GrowByInterestAndShrinkByCostAndWriteOffs) {
  const Dataset result = test::result_of(with_funds({{"village_funds.default_share", "0.1"}}));
  const std::vector<double>&equity = numbers(result, "fund_equity"), &lost = numbers(result, "fund_write_off"),
        &ledger = numbers(result, "ledger");
  for (std::size_t t = 1; t < equity.size(); ++t) {
    double earned = 0;
    for (const Flow flow :
         {Flow::loan_interest, Flow::interest_subsidy, Flow::deposit_interest, Flow::ngo_purchases, Flow::fund_endowment})
      earned += ledger[(t * flow_count + index(flow)) * sector_count + index(Sector::mutual_funds)];
    ASSERT_EQ(equity[t] - equity[t - 1], earned - lost[t]) << "period " << t;
  }
  EXPECT_GT(*std::max_element(lost.begin(), lost.end()), 0.0);
}

TEST(VillageFunds, GetTheirEndowmentOnceFromTheCentralGovernment) {
  const Dataset result = test::result_of(with_funds({{"village_funds.start", "1"}, {"village_funds.endowment", "100"}}));
  const std::vector<double>&endowed = numbers(result, "fund_endowment"), &ledger = numbers(result, "ledger");
  for (std::size_t t = 0; t < endowed.size(); ++t) {
    EXPECT_EQ(endowed[t], t == 4 ? 6 * 100 * 1000.0 : 0.0);
    EXPECT_EQ(ledger[(t * flow_count + index(Flow::fund_endowment)) * sector_count + index(Sector::central_government)],
              -endowed[t]);
  }
}

TEST(VillageFunds, ServeThePoorestFirst) {
  OpenEconomy open(with_funds({{"village_funds.endowment", "20"}, {"run.burn_in_years", "2"}}));
  open.live(9);  // the period of the endowment, after two whole years
  const Economy& e = open.economy();
  const Households& h = e.households;
  for (const VillageFund& fund : e.funds) {
    const Region& village = e.regions[fund.region];
    double richest_served = 0, poorest_refused = 1e300;
    for (std::size_t i = village.first_household; i < village.first_household + village.households; ++i) {
      if (h.fund_request[i] <= 0) continue;
      const double income = static_cast<double>(h.own_income_last_year[i]) / static_cast<double>(h.persons[i]);
      if (h.fund_debt[i] > 0) richest_served = std::max(richest_served, income);
      if (h.fund_debt[i] <= 0) poorest_refused = std::min(poorest_refused, income);
    }
    EXPECT_GT(richest_served, 0.0);
    EXPECT_LE(richest_served, poorest_refused + 1000.0 / 16 + 1);  // a class of income is a sixteenth of the line
  }
}

TEST(VillageFunds, ReachThoseWhomTheBankRefuses) {
  OpenEconomy open(with_funds());
  open.live(8);
  const Economy& e = open.economy();
  std::size_t without_collateral = 0;
  for (std::size_t i = 0; i < e.households.size(); ++i) {
    const double unit = 1000.0 * static_cast<double>(e.households.persons[i]);
    without_collateral += e.households.fund_debt[i] > 0 && e.households.capital[i] < unit ? 1 : 0;
  }
  EXPECT_GT(without_collateral, 0U);
}

TEST(VillageFunds, LendNothingToWhoFailedBefore) {
  OpenEconomy open(with_funds({{"village_funds.default_share", "1"}, {"village_funds.exclusion", "3"}}));
  open.live(16);
  const Households& h = open.economy().households;
  std::size_t barred = 0;
  for (std::size_t i = 0; i < h.size(); ++i) {
    if (h.fund_bar[i] == 0) continue;
    barred += 1;
    EXPECT_EQ(h.fund_debt[i], 0.0);
    EXPECT_EQ(h.fund_request[i], 0.0F);
  }
  EXPECT_GT(barred, 0U);
}

TEST(VillageFunds, KeepTheirDebtorsInTheVillage) {
  OpenEconomy open(with_funds({{"relocation.active", "true"},
                               {"relocation.start", "1"},
                               {"relocation.share", "1"},
                               {"relocation.origins", "1"},
                               {"relocation.targeting", "whole_region"},
                               {"relocation.destination", "towns"},
                               {"moving.active", "true"},
                               {"moving.share", "0.2"}}));
  double moved = 0;
  std::size_t debtors = 0;
  const Economy& e = open.economy();
  for (int period = 0; period < 16; ++period) {
    const Column<std::uint32_t> before = e.households.place_by_id();
    const std::vector<Region> homes = e.regions;
    const Column<double> debts = e.households.fund_debt;
    open.live();
    moved += open.stage().memory.moved + open.stage().memory.relocated;
    const Column<std::uint32_t> after = e.households.place_by_id();
    for (std::size_t id = 0; id < before.size(); ++id) {
      if (debts[before[id]] <= 0) continue;
      debtors += 1;
      const auto home = [&](const std::vector<Region>& regions, std::size_t place) {
        return std::find_if(regions.begin(), regions.end(), [&](const Region& r) { return place - r.first_household < r.households; }) -
               regions.begin();
      };
      ASSERT_EQ(home(homes, before[id]), home(e.regions, after[id])) << "household " << id << " in period " << period;
    }
  }
  EXPECT_GT(moved, 0.0);
  EXPECT_GT(debtors, 0U);
}

TEST(VillageFunds, CostNothingWhereThereAreNone) {
  OpenEconomy off(test::small_economy()), on(with_funds());
  EXPECT_TRUE(off.economy().households.fund_debt.empty());
  EXPECT_EQ(on.economy().households.bytes_per_household() - off.economy().households.bytes_per_household(),
            sizeof(double) + sizeof(float) + 2 * sizeof(std::uint8_t));
}

TEST(VillageFunds, ThatLoseALoanStopTheRun) {
  OpenEconomy open(with_funds());
  open.live(8);
  Economy& e = open.economy();
  audit_fund_loans(e, Workers(2));
  e.households.fund_debt[e.regions[e.funds[2].region].first_household] += 1.0 / 1024;
  EXPECT_THROW(audit_fund_loans(e, Workers(2)), ModelError);
}

TEST(VillageFunds, GiveTheSameWithAnyNumberOfThreads) {
  const Config config = test::small_economy(test::everything_on());
  const Dataset one = test::result_of(config, 1), three = test::result_of(config, 3);
  for (const char* name : {"fund_equity", "fund_borrowers", "insurer_reserves", "insured"})
    EXPECT_EQ(numbers(one, name), numbers(three, name)) << name;
}

TEST(InterestDiscount, IsPaidByTheGovernmentToTheLender) {
  const Dataset result = test::result_of(with_funds(
      {{"interest_discount.active", "true"}, {"interest_discount.points", "0.02"}, {"village_funds.default_share", "0"}}));
  const std::vector<double>&paid = numbers(result, "interest_discount_paid"), &loans = numbers(result, "interest_discount_loans"),
        &leverage = numbers(result, "interest_discount_leverage"), &ledger = numbers(result, "ledger");
  const auto cell = [&](std::size_t t, Sector sector) {
    return ledger[(t * flow_count + index(Flow::interest_subsidy)) * sector_count + index(sector)];
  };
  for (std::size_t t = 1; t < paid.size(); ++t) {
    EXPECT_GT(paid[t], 0.0);
    EXPECT_EQ(-cell(t, Sector::central_government), paid[t]);
    EXPECT_EQ(cell(t, Sector::mutual_funds) + cell(t, Sector::bank), paid[t]);
    EXPECT_NEAR(paid[t], 0.02 / 4 * loans[t], 3000 * 2.0 / 1024);
    EXPECT_NEAR(leverage[t], 50.0, 0.05);
  }
}

TEST(InterestDiscount, LowersWhatBorrowersPayToTheBank) {
  Settings on = {{"interest_discount.active", "true"}, {"interest_discount.lenders", "bank"}, {"interest_discount.points", "1"}};
  OpenEconomy without(test::small_economy()), with_discount(test::small_economy(on));
  without.live();
  with_discount.live();
  const auto by_villagers = [](OpenEconomy& open) {
    Steps interest = 0;
    for (const Region& region : open.economy().regions) {
      if (region.kind == RegionKind::rural) interest += region_sum(open.stage(), region, &BlockTally::loan_interest);
    }
    return interest;
  };
  without.live(3);
  with_discount.live(3);
  EXPECT_GT(by_villagers(without), 0);
  EXPECT_EQ(by_villagers(with_discount), 0);
}

}  // namespace
}  // namespace povtrap
