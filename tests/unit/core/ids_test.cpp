#include "core/ids.hpp"

#include <gtest/gtest.h>

#include <type_traits>
#include <unordered_set>

namespace povtrap {
namespace {

static_assert(!std::is_convertible_v<FirmId, HouseholdId>, "a firm must not pass for a household");

TEST(Ids, NameNobodyUntilTheyGetAValue) {
  EXPECT_FALSE(FirmId{}.valid());
  EXPECT_TRUE(FirmId{0}.valid());
  EXPECT_EQ(FirmId{5}.index(), 5u);
}

TEST(Ids, CompareAndHashByValue) {
  EXPECT_LT(RegionId{1}, RegionId{2});
  EXPECT_EQ(RegionId{3}, RegionId{3});
  const std::unordered_set<NgoId> some = {NgoId{1}, NgoId{1}, NgoId{2}};
  EXPECT_EQ(some.size(), 2u);
}

}  // namespace
}  // namespace povtrap
