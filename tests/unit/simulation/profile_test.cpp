#include "simulation/profile.hpp"

#include <gtest/gtest.h>

#include <map>
#include <numeric>

#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

TEST(Profile, IsEmptyUnlessAskedFor) {
  Simulation simulation(test::small_economy(), 1);
  simulation.step();
  EXPECT_TRUE(simulation.profile().empty());
}

TEST(Profile, ListsEveryPhaseOnceInTheOrderOfThePeriod) {
  Simulation simulation(test::small_economy(), 2);
  simulation.start_profile();
  simulation.step();
  const std::vector<PhaseTime> times = simulation.profile();
  const std::vector<PhaseDescription> story = describe_period();
  ASSERT_GT(times.size(), story.size());
  for (std::size_t p = 0; p < story.size(); ++p) EXPECT_EQ(times[p].name, story[p].name);
  for (const PhaseTime& phase : times) {
    EXPECT_GE(phase.seconds, 0) << phase.name;
    EXPECT_LE(phase.household_part, phase.seconds) << phase.name;
  }
}

TEST(Profile, AddsUpToTheTimeOfThePeriods) {
  Profile profile;
  const auto second = std::int64_t{1'000'000'000};
  profile.add(Spent::alone, 4, second);           // plan production
  profile.add(Spent::households, 6, 6 * second);  // two threads for three seconds of four in pass 2
  profile.add(Spent::books, 2, 2 * second);
  profile.add(Spent::pass, 2, 4 * second);
  profile.add(Spent::period, 0, 10 * second);
  profile.add(Spent::recording, 0, second);
  std::map<std::string, PhaseTime> by_name;
  double sum = 0;
  for (const PhaseTime& phase : profile.times(period_story())) {
    by_name[phase.name] = phase;
    sum += phase.seconds;
  }
  EXPECT_DOUBLE_EQ(by_name["plan production"].seconds, 1);
  EXPECT_DOUBLE_EQ(by_name["produce and earn"].seconds, 3);
  EXPECT_DOUBLE_EQ(by_name["produce and earn"].household_part, 3);
  EXPECT_DOUBLE_EQ(by_name["(books)"].seconds, 6);
  EXPECT_DOUBLE_EQ(by_name["(recording)"].seconds, 1);
  EXPECT_DOUBLE_EQ(sum, 11);
}

TEST(Profile, ChangesNoResultAndNeitherDoesAnotherNumberOfThreads) {
  const Config config = test::small_economy(test::everything_on());
  Simulation simulation(config, 1);
  simulation.start_profile();
  for (int threads = 3; simulation.step(); threads = threads % 3 + 1) simulation.use_threads(threads);
  EXPECT_EQ(digest(simulation.result()), digest(test::result_of(config)));
}

}  // namespace
}  // namespace povtrap
