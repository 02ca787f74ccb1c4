#include "simulation/model.hpp"

#include <gtest/gtest.h>

#include <set>

#include "core/fields.hpp"
#include "core/random.hpp"
#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

bool complains(const test::Settings& settings, const std::string& words) {
  Model model;
  Fields fields;
  model.describe(fields);
  Config config;
  for (const auto& [path, value] : settings) config.set(path, value);
  config.apply_to(fields);
  for (const std::string& fault : model.contradictions()) {
    if (fault.find(words) != std::string::npos) return true;
  }
  return false;
}

TEST(Model, ContradictsItselfNowhereByDefault) {
  EXPECT_FALSE(complains({}, ""));
}

TEST(Model, WordsItsContradictions) {
  EXPECT_TRUE(complains({{"run.periods_per_year", "5"}}, "use 1, 2, 4 or 12"));
  EXPECT_TRUE(complains({{"run.growth_burn_in_years", "9"}}, "longer than run.burn_in_years"));
  EXPECT_TRUE(complains({{"consumption.committed_food", "0.9"}}, "exceeds consumption.distress"));
  EXPECT_TRUE(complains({{"consumption.food_share", "0.7"}, {"consumption.services_share", "0.7"}}, "less than nothing"));
  EXPECT_TRUE(complains({{"observed.years", "[2012]"}}, "observed.headcount 0"));
  EXPECT_TRUE(complains({{"population.sizes", "[]"}}, "population.sizes is empty"));
  EXPECT_TRUE(complains({{"poverty.lines", "[1, 2, 3, 4, 5, 6, 7, 8]"}}, "at most 7"));
  EXPECT_TRUE(complains({{"population.capital_low", "20"}}, "capital_low exceeds"));
  EXPECT_TRUE(complains({{"population.households", "10"}}, "without households"));
}

TEST(Model, ExplainsEveryParameter) {
  Model model;
  Fields fields;
  model.describe(fields);
  EXPECT_GT(fields.all().size(), 120u);
  for (const Field& field : fields.all()) {
    EXPECT_FALSE(field.meaning.empty()) << field.path;
    EXPECT_FALSE(field.unit.empty()) << field.path;
    EXPECT_TRUE(field.refusal(field.default_value).empty()) << field.path << ": " << field.refusal(field.default_value);
  }
}

TEST(Model, ContradictsItselfWhereSchoolsBlocsOrTransfersMakeNoSense) {
  EXPECT_TRUE(complains({{"schooling.generation", "2.5"}}, "whole years"));
  EXPECT_TRUE(complains({{"schooling.delay", "25"}}, "schooling.delay"));
  EXPECT_TRUE(complains({{"regions.saving_factor", "[1]"}}, "regions.saving_factor"));
  EXPECT_TRUE(complains({{"regions.services_elsewhere", "[0.1, 0.1, 0.1]"}}, "regions.services_elsewhere"));
  EXPECT_TRUE(complains({{"grants.blocs", "[\"west\"]"}}, "grants.blocs"));
  EXPECT_TRUE(complains({{"grants.blocs", "[\"wst\"]"}, {"grants.targeting", "universal"}}, "'wst'"));
  EXPECT_TRUE(complains({{"population.deposits_low", "5"}}, "population.deposits_low"));
  EXPECT_TRUE(
      complains({{"cash.active", "true"}, {"cash.targeting", "top_up_list"}, {"top_up.active", "false"}}, "top_up.active"));
  EXPECT_TRUE(complains({{"credit.evasion", "1.001"}}, "credit.evasion"));
}

TEST(Model, HasARuleOfItsOwnNameInEverySlot) {
  const Model model;
  std::set<std::string_view> techniques;
  for (const auto& rule : model.enterprise.technique.rules()) techniques.insert(rule->name());
  EXPECT_EQ(techniques, (std::set<std::string_view>{"step", "solow", "logistic", "two_technique"}));
  EXPECT_EQ(model.saving.rules().size(), 3u);
  EXPECT_EQ(model.work_capacity.rules().size(), 2u);
}

/// Shocks draw from streams of the run's seed and their own name.
TEST(Model, GivesEveryShockItsOwnLuckOfTheSeed) {
  const auto struck_regions = [](const std::string& seed) {
    const Model model = model_of(test::small_economy({{"run.seed", seed}}));
    std::vector<double> weather;
    for (std::size_t r = 0; r < 200; ++r) {
      Region region;
      for (const auto& shock : model.shocks.all) shock->strike_region(region, r, Calendar{});
      weather.push_back(region.weather);
    }
    return weather;
  };
  EXPECT_EQ(struck_regions("1"), struck_regions("1"));
  EXPECT_NE(struck_regions("1"), struck_regions("2"));
}

}  // namespace
}  // namespace povtrap
