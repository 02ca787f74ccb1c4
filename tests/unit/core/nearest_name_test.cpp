#include <gtest/gtest.h>

#include "core/fields.hpp"

namespace povtrap {
namespace {

const std::vector<std::string> words = {"off", "buffer", "stone_geary", "stone_gears"};

TEST(NearestName, CountsASwapOfNeighboursAsOneMistake) {
  EXPECT_EQ(nearest_name("ofg", words), "off");
  EXPECT_EQ(nearest_name("fof", words), "off");
  EXPECT_EQ(nearest_name("bufefr", words), "buffer");
}

TEST(NearestName, TakesTheClosestAndThenTheFirst) {
  EXPECT_EQ(nearest_name("stone_gear", words), "stone_geary");
  EXPECT_EQ(nearest_name("stone_gers", words), "stone_gears");
}

TEST(NearestName, ToleratesAThirdOfTheLengthAndNoMore) {
  EXPECT_EQ(nearest_name("bxfxer", words), "buffer");
  EXPECT_EQ(nearest_name("bxxxer", words), "");
  EXPECT_EQ(nearest_name("on", words), "");
}

TEST(NearestName, OverlooksCase) {
  EXPECT_EQ(nearest_name("OFF", words), "off");
}

TEST(NearestName, IsEmptyWithoutCandidates) {
  EXPECT_EQ(nearest_name("off", {}), "");
}

}  // namespace
}  // namespace povtrap
