#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/kept_money.hpp"
#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

using test::numbers;
using test::OpenEconomy;
using test::Settings;

Config insured(const Settings& more = {}) {
  Settings settings = {{"insurance.active", "true"}, {"insurance.take_up", "1"}};
  settings.insert(settings.end(), more.begin(), more.end());
  return test::small_economy(settings);
}

double total(const Dataset& result, const char* name) {
  const std::vector<double>& values = numbers(result, name);
  return std::accumulate(values.begin(), values.end(), 0.0);
}

TEST(Insurance, PaysTheCoveredShareOfWhatWasLost) {
  OpenEconomy open(
      insured({{"insurance.coverage", "0.8"}, {"insurance.guaranteed", "true"}, {"shocks.asset_loss.large", "0.33"}}));
  open.live(3);
  const Economy& e = open.economy();
  double claims = 0;
  for (const float claim : e.households.insured_loss) claims += found_money(claim, open.model().poverty.line);
  EXPECT_GT(claims, 0.0);
  EXPECT_EQ(to_lcu(e.insurer.claims), claims);
  EXPECT_EQ(e.insurer.indemnities, e.insurer.claims);
}

TEST(Insurance, CoversNothingBeforeThePremiumIsPaid) {
  OpenEconomy open(insured({{"insurance.guaranteed", "true"}, {"shocks.asset_loss.large", "0.33"}}));
  open.live();
  EXPECT_EQ(open.economy().insurer.claims, 0);
  EXPECT_GT(open.economy().insurer.premiums, 0);
  open.live();
  EXPECT_GT(open.economy().insurer.claims, 0);
}

TEST(Insurance, ShrinksIndemnitiesWhenReservesAreGone) {
  OpenEconomy open(
      insured({{"insurance.expected_loss", "0.001"}, {"insurance.learning", "0"}, {"shocks.asset_loss.large", "0.33"}}));
  bool short_of_money = false;
  for (int period = 0; period < 12; ++period) {
    open.live();
    const Insurer& insurer = open.economy().insurer;
    EXPECT_GE(insurer.account.balance, 0);
    EXPECT_LE(insurer.indemnities, insurer.claims);
    short_of_money = short_of_money || insurer.indemnities < insurer.claims;
  }
  EXPECT_TRUE(short_of_money);
}

TEST(Insurance, IsPaidByTheGovernmentIfGuaranteed) {
  const Config config = insured({{"insurance.guaranteed", "true"},
                                 {"insurance.expected_loss", "0.001"},
                                 {"insurance.learning", "0"},
                                 {"shocks.asset_loss.large", "0.33"}});
  const Dataset result = test::result_of(config);
  EXPECT_EQ(total(result, "insurance_claims"), total(result, "insurance_indemnities"));
  const std::vector<double>& ledger = numbers(result, "ledger");
  EXPECT_LT(ledger[index(Flow::insurance) * sector_count + index(Sector::central_government)], 0.0);
}

TEST(Insurance, LearnsHowMuchIsLost) {
  OpenEconomy open(insured({{"insurance.expected_loss", "0.5"}, {"insurance.learning", "2"}}));
  open.live(16);
  EXPECT_NEAR(open.economy().insurer.loss_rate, 0.017, 0.01);  // .05 x .1 + .03 x .2 + .02 x .3
}

TEST(Insurance, SellsMoreWithASubsidy) {
  const double plain = total(test::result_of(insured({{"insurance.take_up", "0.3"}})), "insured");
  const Dataset subsidised = test::result_of(insured({{"insurance.take_up", "0.3"}, {"insurance.subsidy", "0.5"}}));
  EXPECT_GT(total(subsidised, "insured"), 1.5 * plain);
  EXPECT_NEAR(total(subsidised, "insurance_subsidies") / total(subsidised, "insurance_premiums"), 0.5, 1e-4);
}

TEST(Insurance, GivesLostCapitalBack) {
  const Settings heavy = {{"shocks.asset_loss.large", "0.33"},
                          {"insurance.subsidy", "1"},
                          {"insurance.coverage", "1"},
                          {"insurance.guaranteed", "true"},
                          {"run.years", "5"}};
  Settings off = heavy;
  off.emplace_back("insurance.active", "false");
  const double with_it = numbers(test::result_of(insured(heavy)), "household_capital").back();
  const double without = numbers(test::result_of(insured(off)), "household_capital").back();
  EXPECT_GT(with_it, 1.1 * without);
}

}  // namespace
}  // namespace povtrap
