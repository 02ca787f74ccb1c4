#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

using test::numbers;
using test::OpenEconomy;
using test::Settings;

Config with_relief(const Settings& more = {}) {
  Settings settings = {{"work_relief.active", "true"}};
  settings.insert(settings.end(), more.begin(), more.end());
  return test::small_economy(settings);
}

double rural_persons(const Economy& e) {
  double persons = 0;
  for (const Region& region : e.regions) persons += region.kind == RegionKind::rural ? region.persons : 0.0;
  return persons;
}

TEST(WorkRelief, BringsWhoHasNothingBetter) {
  OpenEconomy open(with_relief({{"work_relief.budget", "100"}}));
  open.live(6);
  const Economy& e = open.economy();
  const Households& h = e.households;
  std::size_t at_work = 0;
  for (const Region& region : e.regions) {
    for (std::size_t i = region.first_household; i < region.first_household + region.households; ++i) {
      if (h.relief_work[i] <= 0) continue;
      at_work += 1;
      EXPECT_EQ(region.kind, RegionKind::rural);
      EXPECT_LT(h.employer[i], 0);
      EXPECT_EQ(h.relief_work[i], 0.5F);
    }
  }
  EXPECT_GT(at_work, 50U);
  EXPECT_EQ(static_cast<double>(at_work), open.stage().nation.relief_applicants);
}

TEST(WorkRelief, EmploysFewerAtALowerWage) {
  const auto workers = [](const char* wage) {
    OpenEconomy open(with_relief({{"work_relief.budget", "100"}, {"work_relief.wage", wage}}));
    open.live(6);
    return national_sum(open.stage(), &BlockTally::relief_workers);
  };
  EXPECT_LT(workers("0.3"), workers("1"));
  EXPECT_LT(workers("1"), workers("3"));
}

TEST(WorkRelief, StaysWithinItsBudget) {
  OpenEconomy open(with_relief({{"work_relief.budget", "0.01"}}));
  open.live();
  for (int period = 1; period < 12; ++period) {
    open.live();
    const double wages = to_lcu(national_sum(open.stage(), &BlockTally::relief_wages));
    const double budget = 0.01 * 1000 * rural_persons(open.economy()) * open.stage().nation.price_index / 4;
    EXPECT_LE(wages, budget);
    EXPECT_GT(wages, 0.95 * budget);
    EXPECT_EQ(open.economy().government.account.posted[index(Flow::wages)],
              -national_sum(open.stage(), &BlockTally::relief_wages));
  }
}

TEST(WorkRelief, OfProvincesSpendsNoMoreThanTheyHave) {
  OpenEconomy open(with_relief({{"work_relief.provider", "provinces"}, {"work_relief.budget", "100"}}));
  for (int period = 0; period < 12; ++period) {
    open.live();
    for (const Province& province : open.economy().provinces) EXPECT_GE(province.account.balance, 0);
    EXPECT_EQ(open.economy().government.account.posted[index(Flow::wages)], 0);
  }
  EXPECT_GT(national_sum(open.stage(), &BlockTally::relief_wages), 0);
}

TEST(WorkRelief, TakesTheWorkerFromHome) {
  const Settings farm = {
      {"enterprise.labour_exponent", "1"}, {"work_relief.budget", "100"}, {"work_relief.wage", "100"}, {"firms.jobs", "0"}};
  Settings off = farm;
  off.emplace_back("work_relief.active", "false");
  OpenEconomy working(with_relief(farm)), at_home(with_relief(off));
  working.live();
  at_home.live();
  EXPECT_LT(national_sum(working.stage(), &BlockTally::farm_sales), national_sum(at_home.stage(), &BlockTally::farm_sales));
}

TEST(WorkRelief, BuildsPublicCapital) {
  const Dataset with_works =
      test::result_of(with_relief({{"work_relief.budget", "0.2"}, {"run.years", "5"}, {"work_relief.start", "0"}}));
  const Dataset without = test::result_of(
      with_relief({{"work_relief.budget", "0.2"}, {"run.years", "5"}, {"work_relief.start", "0"}, {"work_relief.works", "0"}}));
  const std::vector<double>&a = numbers(with_works, "public_capital_region"), &b = numbers(without, "public_capital_region");
  EXPECT_GT(*std::max_element(a.end() - 8, a.end()), *std::max_element(b.end() - 8, b.end()));
}

TEST(WorkRelief, WorksInANationWithoutFirms) {
  OpenEconomy open(with_relief({{"firms.households_per_firm", "0"}}));
  open.live(4);
  EXPECT_GT(national_sum(open.stage(), &BlockTally::relief_workers), 0.0);
}

TEST(VerticalTransfers, GoFromTheCentreToProvinces) {
  const Dataset result = test::result_of(test::small_economy({{"government.vertical_transfer", "0.2"}}));
  const std::vector<double>&paid = numbers(result, "vertical_transfers"), &ledger = numbers(result, "ledger");
  for (std::size_t t = 0; t < paid.size(); ++t) {
    EXPECT_GT(paid[t], 0.0);
    EXPECT_EQ(
        ledger[(t * flow_count + index(Flow::intergovernmental_transfers)) * sector_count + index(Sector::local_governments)],
        paid[t]);
  }
}

TEST(VerticalTransfers, ByNeedReachPoorerProvinces) {
  const auto share_of_poorest = [](const char* rule) {
    OpenEconomy open(test::small_economy(
        {{"government.vertical_transfer", "0.3"}, {"government.vertical_rule", rule}, {"government.east_west", "0"}}));
    open.live(4);
    const Economy& e = open.economy();
    std::vector<double> income(e.provinces.size(), 0.0);
    for (const Region& region : e.regions) income[region.province] += region.mean_income * region.persons;
    std::size_t poorest = 0;
    for (std::size_t p = 0; p < income.size(); ++p) {
      if (income[p] / e.provinces[p].persons < income[poorest] / e.provinces[poorest].persons) poorest = p;
    }
    open.live();
    Steps all = 0;
    for (const Province& p : e.provinces) all += p.account.posted[index(Flow::intergovernmental_transfers)];
    return to_lcu(e.provinces[poorest].account.posted[index(Flow::intergovernmental_transfers)]) / to_lcu(all);
  };
  EXPECT_GT(share_of_poorest("need"), share_of_poorest("persons") + 0.01);
}

TEST(VerticalTransfers, LetProvincesSpendMoreButNeverBorrow) {
  const auto works = [](const char* share) {
    OpenEconomy open(test::small_economy({{"government.vertical_transfer", share}}));
    open.live(8);
    Steps purchases = 0;
    for (const Province& p : open.economy().provinces) {
      EXPECT_GE(p.account.balance, 0);
      purchases += p.purchases;
    }
    return purchases;
  };
  EXPECT_GT(works("0.3"), works("0"));
}

}  // namespace
}  // namespace povtrap
