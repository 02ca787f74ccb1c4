#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "population/synthetic.hpp"
#include "unit/described.hpp"

namespace povtrap {
namespace {

std::vector<std::string> faults(test::Parameters places, std::int64_t households = 20000) {
  RegionParameters regions;
  test::describe(regions, places);
  return regions.contradictions(households);
}

bool mentions(const std::vector<std::string>& faults, const std::string& words) {
  for (const std::string& fault : faults) {
    if (fault.find(words) != std::string::npos) return true;
  }
  return false;
}

TEST(RegionParameters, AreFineByDefault) {
  EXPECT_TRUE(faults({}).empty());
}

TEST(RegionParameters, WantOneEntryForEachBloc) {
  const auto found = faults({{"regions.rural", std::vector<double>{1, 2, 3}}, {"regions.trade_cost", std::vector<double>{0.1}}});
  EXPECT_EQ(found.size(), 2u);
  EXPECT_TRUE(mentions(found, "regions.rural has 3 entries")) << found.front();
  EXPECT_TRUE(mentions(found, "regions.trade_cost has 1 entries"));
}

TEST(RegionParameters, WantNoRegionWithoutHouseholds) {
  EXPECT_TRUE(mentions(faults({{"regions.household_share", std::vector<double>{0, 1}}}), "no households"));
  EXPECT_TRUE(mentions(faults({}, 30), "at least 4 for each region"));
}

TEST(RegionParameters, WantNoHouseholdWithoutARegion) {
  EXPECT_TRUE(mentions(faults({{"regions.rural", std::vector<double>{0, 8}}, {"regions.towns", std::vector<double>{0, 2}}}),
                       "which has no region"));
}

TEST(RegionParameters, WantWholeRegionsAndSharesThatAddUpToOne) {
  EXPECT_TRUE(mentions(faults({{"regions.rural", std::vector<double>{1.5, 8}}}), "whole numbers"));
  EXPECT_TRUE(mentions(faults({{"regions.household_share", std::vector<double>{0.5, 0.4}}}), "adds up to 0.9"));
}

}  // namespace
}  // namespace povtrap
