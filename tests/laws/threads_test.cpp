#include <gtest/gtest.h>

#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

class Threads : public testing::TestWithParam<int> {};

TEST_P(Threads, DoNotChangeTheDefaultEconomy) {
  const Config config = test::small_economy();
  EXPECT_EQ(digest(test::result_of(config, GetParam())), digest(test::result_of(config, 1)));
}

TEST_P(Threads, DoNotChangeTheEconomyWithEverythingOn) {
  const Config config = test::small_economy(test::everything_on());
  EXPECT_EQ(digest(test::result_of(config, GetParam())), digest(test::result_of(config, 1)));
}

TEST_P(Threads, DoNotChangeManyBlocksInFewRegions) {
  const Config config = test::small_economy(
      {{"population.households", "9000"}, {"regions.rural", "[1, 1]"}, {"regions.towns", "[0, 1]"}, {"run.years", "1"}});
  EXPECT_EQ(digest(test::result_of(config, GetParam())), digest(test::result_of(config, 1)));
}

INSTANTIATE_TEST_SUITE_P(Number, Threads, testing::Values(2, 3, 8));

TEST(Digest, ChangesWithTheSeed) {
  const Config one = test::small_economy({{"run.years", "1"}}),
               other = test::small_economy({{"run.years", "1"}, {"run.seed", "2"}});
  EXPECT_NE(digest(test::result_of(one)), digest(test::result_of(other)));
}

TEST(Digest, IsTheSameForTheConfigurationThatARunWrites) {
  const Dataset first = test::result_of(test::small_economy(test::everything_on()));
  const auto& toml = std::get<std::vector<std::string>>(first.groups.front().second.variable("config_toml").values).front();
  EXPECT_EQ(digest(test::result_of(Config::from_text(toml))), digest(first));
}

}  // namespace
}  // namespace povtrap
