#include "economy/flows.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string_view>

namespace povtrap {
namespace {

TEST(Flows, AllHaveNamesOfTheirOwn) {
  std::set<std::string_view> names(flow_names.begin(), flow_names.end());
  EXPECT_EQ(names.size(), flow_count);
  EXPECT_EQ(names.count(""), 0u);
  EXPECT_EQ(name(Flow::consumption), "consumption");
  EXPECT_EQ(name(Flow::wages), "wages");
  EXPECT_EQ(name(Flow::dividends), "dividends");
  EXPECT_EQ(name(Flow::loans), "change_in_loans");
  EXPECT_EQ(name(Flow::deposits), "change_in_deposits");
}

TEST(Flows, RunBetweenTenNamedSectors) {
  std::set<std::string_view> names(sector_names.begin(), sector_names.end());
  EXPECT_EQ(names.size(), sector_count);
  EXPECT_EQ(names.count(""), 0u);
  EXPECT_EQ(sector_count, 10u);
  EXPECT_EQ(name(Sector::households), "households");
  EXPECT_EQ(name(Sector::world), "world");
}

}  // namespace
}  // namespace povtrap
