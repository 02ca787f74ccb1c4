#include "population/survey.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "economy/economy.hpp"
#include "population/survey_parameters.hpp"
#include "population/synthetic.hpp"
#include "unit/described.hpp"

namespace povtrap {
namespace {

/// Nine households in three places, of which the last is small.
Survey nine() {
  Survey survey;
  survey.regions = {"plain", "hills", "islet"};
  for (int i = 0; i < 9; ++i) {
    SurveyRow row;
    row.id = std::to_string(i);
    row.welfare = 1000.0 * (1 + (i * 5) % 9);
    row.weight = i == 8 ? 0.5 : 1.0 + i % 3;
    row.persons = row.equivalents = 1 + i % 4;
    row.region = i == 8 ? 2U : static_cast<std::uint32_t>(i % 2);
    row.urban = i % 4 == 1;
    survey.rows.push_back(row);
  }
  survey.order_rows();
  return survey;
}

struct Settlement {
  explicit Settlement(const Survey& survey, std::int64_t households) {
    SurveyParameters parameters;
    Fields fields;
    parameters.describe(fields);
    PopulationParameters population;
    test::describe(population);
    population.households = households;
    row_of = settle_survey(economy, survey, parameters, population, 1);
  }
  Economy economy;
  std::vector<std::uint32_t> row_of;
};

TEST(SurveyPopulation, CopiesFollowWeightsToWithinOneHousehold) {
  const Survey survey = nine();
  const double weight =
      std::accumulate(survey.rows.begin(), survey.rows.end(), 0.0, [](double sum, const SurveyRow& r) { return sum + r.weight; });
  for (const std::int64_t households : {7, 1000, 12345}) {
    const std::vector<std::int64_t> copies = copies_of(survey, households);
    EXPECT_EQ(std::accumulate(copies.begin(), copies.end(), std::int64_t{0}), households);
    for (std::size_t i = 0; i < copies.size(); ++i)
      EXPECT_NEAR(static_cast<double>(copies[i]), survey.rows[i].weight / weight * static_cast<double>(households), 1.0);
  }
}

TEST(SurveyPopulation, DoesNotDependOnTheOrderOfRows) {
  Survey turned = nine();
  std::reverse(turned.rows.begin(), turned.rows.end());
  turned.order_rows();
  const Survey survey = nine();
  for (std::size_t i = 0; i < survey.rows.size(); ++i) EXPECT_EQ(turned.rows[i].id, survey.rows[i].id);
}

TEST(SurveyPopulation, SettlesRegionsByNameAndKindWithoutGaps) {
  const Survey survey = nine();
  const Settlement s(survey, 500);
  std::size_t household = 0;
  for (std::size_t r = 0; r < s.economy.regions.size(); ++r) {
    const Region& region = s.economy.regions[r];
    EXPECT_EQ(region.first_household, household);
    EXPECT_GT(region.households, 0u);
    double persons = 0;
    for (std::size_t i = household; i < household + region.households; ++i) {
      const SurveyRow& row = survey.rows[s.row_of[i]];
      EXPECT_EQ(row.region, region.province);
      EXPECT_EQ(row.urban, region.kind == RegionKind::urban);
      EXPECT_EQ(s.economy.households.persons[i], static_cast<float>(row.persons));
      EXPECT_EQ(s.economy.households.equivalents()[i], static_cast<float>(row.equivalents));
      persons += row.persons;
    }
    EXPECT_EQ(region.persons, persons);
    household += region.households;
  }
  EXPECT_EQ(household, 500u);
  EXPECT_EQ(s.economy.provinces.size(), 3u);
}

TEST(SurveyPopulation, ARegionOfOneHouseholdIsARegion) {
  const Settlement s(nine(), 40);
  EXPECT_EQ(std::min_element(s.economy.regions.begin(), s.economy.regions.end(),
                             [](const Region& a, const Region& b) { return a.households < b.households; })
                ->households,
            1u);
}

TEST(SurveyPopulation, SaysWhichRegionsWouldBeEmpty) {
  EXPECT_EQ(empty_surveyed_regions(nine(), 100), "");
  const std::string fault = empty_surveyed_regions(nine(), 8);
  EXPECT_NE(fault.find("such as \"islet\""), std::string::npos) << fault;
}

}  // namespace
}  // namespace povtrap
