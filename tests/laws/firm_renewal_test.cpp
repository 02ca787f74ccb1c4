#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

using test::numbers;
using test::Settings;

double total(const std::vector<double>& series) {
  return std::accumulate(series.begin(), series.end(), 0.0);
}

/// Founders rush in at any return, and dear loans ruin many firms.
Settings turbulent() {
  return {{"run.years", "8"},
          {"demography.hurdle", "-0.5"},
          {"demography.fastest", "1"},
          {"demography.founder_reserve", "0.2"},
          {"credit.loan_rate", "0.5"},
          {"firms.debt", "0.9"},
          {"demography.relocation", "0.3"},
          {"demography.relocation_gain", "0"}};
}

TEST(FirmRenewal, CountsEveryFirm) {
  const Dataset result = test::result_of(test::small_economy(turbulent()));
  const auto &firms = numbers(result, "firms"), &founded = numbers(result, "firms_founded"), &closed = numbers(result, "firms_closed");
  for (std::size_t t = 1; t < firms.size(); ++t) ASSERT_EQ(firms[t], firms[t - 1] + founded[t] - closed[t]) << "period " << t;
  EXPECT_GT(total(founded), 10);
  EXPECT_GT(total(closed), 10);
  EXPECT_GT(total(numbers(result, "firms_moved")), 0);
  EXPECT_GT(total(numbers(result, "firm_write_off")), 0);
}

TEST(FirmRenewal, PutsIntoFirmsWhatFoundersPaid) {
  const Dataset result = test::result_of(test::small_economy(turbulent()));
  const auto &ledger = numbers(result, "ledger"), &equity = numbers(result, "founders_equity");
  const std::size_t cells = flow_count * sector_count;
  for (std::size_t t = 0; t < equity.size(); ++t) {
    const double paid = -ledger[t * cells + index(Flow::equity) * sector_count + index(Sector::households)];
    const double got = ledger[t * cells + index(Flow::equity) * sector_count + index(Sector::firms_capital)];
    ASSERT_EQ(paid, equity[t]);
    ASSERT_EQ(got, equity[t]);
  }
  EXPECT_GT(total(equity), 0);
}

TEST(FirmRenewal, DoesNotDependOnThreads) {
  const Config config = test::small_economy(turbulent());
  EXPECT_EQ(digest(test::result_of(config, 3)), digest(test::result_of(config, 1)));
}

TEST(FirmRenewal, EmploysNobodyAtAClosedFirm) {
  const Config config = test::small_economy(turbulent());
  const Model model = model_of(config);
  Stage stage(model, 1);
  open_economy(stage);
  for (int period = 0; period < 20; ++period) {
    run_period(stage);
    for (const std::int32_t employer : stage.economy.households.employer) {
      if (employer < 0) continue;
      ASSERT_LT(static_cast<std::size_t>(employer), stage.economy.firms.size());
      ASSERT_TRUE(stage.economy.firms[static_cast<std::size_t>(employer)].open) << "period " << period;
    }
    for (std::size_t r = 0; r < stage.economy.regions.size(); ++r) {
      const Region& region = stage.economy.regions[r];
      for (std::size_t f = region.first_firm; f < region.first_firm + region.firms; ++f) ASSERT_EQ(stage.economy.firms[f].region, r);
    }
  }
}

/// Wages over income of villagers in forty years of rural China, when own work and firms share one trend of technique.
std::vector<double> wage_shares(const char* entry) {
  const Config config = test::with(Config::load(POVTRAP_SOURCE_DIR "/configs/scenarios/china-rural-2012.toml"),
                                   {{"population.households", "6000"},
                                    {"run.years", "40"},
                                    {"enterprise.growth", "0.048"},
                                    {"firms.growth", "0.048"},
                                    {"demography.entry", entry}});
  return yearly_series(test::result_of(config), "wage_share");
}

TEST(FirmRenewal, LetsWagesKeepPaceInFortyYearsOfGrowth) {
  const std::vector<double> with_entry = wage_shares("true"), without = wage_shares("false");
  ASSERT_EQ(with_entry.size(), 40u);
  EXPECT_LT(without.back(), 0.65 * without.front());
  EXPECT_GT(with_entry.back(), without.back() + 0.03);
  EXPECT_GT(*std::min_element(with_entry.begin(), with_entry.end()), 0.26);
}

TEST(FirmRenewal, CanBeSwitchedOff) {
  const Dataset result = test::result_of(test::small_economy({{"demography.entry", "false"}, {"demography.exit", "false"}}));
  const auto& firms = numbers(result, "firms");
  EXPECT_EQ(std::set<double>(firms.begin(), firms.end()).size(), 1u);
  EXPECT_EQ(total(numbers(result, "founders_equity")), 0.0);
}

}  // namespace
}  // namespace povtrap
