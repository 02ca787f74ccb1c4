#include <gtest/gtest.h>

#include <set>

#include "simulation/model.hpp"
#include "unit/shocks/struck_households.hpp"

namespace povtrap {
namespace {

TEST(Shocks, HaveNamesOfTheirOwnAndASectionEach) {
  Model model;
  Fields fields;
  model.describe(fields);
  std::set<std::string_view> names;
  for (const auto& shock : model.shocks.all) {
    names.insert(shock->name());
    EXPECT_FALSE(shock->summary().empty());
  }
  EXPECT_EQ(names.size(), model.shocks.all.size());
  EXPECT_NE(fields.find("shocks.active"), nullptr);
  EXPECT_NE(fields.find("shocks.illness.probability"), nullptr);
}

TEST(Shocks, DoNotShareTheirLuck) {
  const auto losses = test::shock_with(make_job_loss(), {{"probability", 0.5}});
  const auto deaths = test::shock_with(make_mortality(), {{"working_life", 2.0}});
  test::StruckHouseholds one(20000, 1), other(20000, 1);
  one.strike(*losses);
  other.strike(*deaths);
  const double both = one.share_of([&](std::size_t i) { return one.employer[i] == -1 && other.employer[i] == -1; });
  EXPECT_NEAR(both, 0.25, 0.02);
}

}  // namespace
}  // namespace povtrap
