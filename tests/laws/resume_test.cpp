#include <gtest/gtest.h>

#include <povtrap/checkpoint.hpp>

#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

/// With everything on, and every phase of a run among the moments: opening day, burn-in, between years, the last period.
Config busy_economy() {
  return test::small_economy(test::everything_on());
}

constexpr std::int64_t periods = 16;

TEST(Resume, GoesOnAsIfNothingHadHappenedWhateverTheMomentAndTheThreads) {
  const std::string straight = digest(test::result_of(busy_economy()));
  Simulation simulation(busy_economy(), 2);
  ASSERT_EQ(simulation.periods_total(), periods);
  for (std::int64_t moment = 0; moment <= periods; ++moment) {
    if (moment % 3 == 0 || moment == periods) {
      const int threads = static_cast<int>(1 + moment % 4);
      Simulation resumed = Simulation::resume(simulation.checkpoint(), threads);
      EXPECT_EQ(resumed.periods_done(), moment);
      EXPECT_EQ(resumed.threads(), threads);
      resumed.run();
      EXPECT_EQ(digest(resumed.result()), straight) << "resumed after " << moment << " periods";
    }
    simulation.step();
  }
}

TEST(Resume, GivesTheSameStateBitForBit) {
  Simulation straight(busy_economy(), 1);
  Simulation stopping(busy_economy(), 1);
  for (std::int64_t period = 0; period < periods; ++period) {
    EXPECT_EQ(stopping.checkpoint(), straight.checkpoint()) << "before period " << period;
    stopping = Simulation::resume(stopping.checkpoint(), 1 + static_cast<int>(period % 2));
    EXPECT_EQ(stopping.checkpoint(), straight.checkpoint()) << "resumed before period " << period;
    stopping.step(), straight.step();
  }
  EXPECT_EQ(stopping.checkpoint(), straight.checkpoint());
}

TEST(Resume, BranchesFromOneState) {
  Simulation trunk(busy_economy(), 1);
  for (int period = 0; period < 7; ++period) trunk.step();
  const auto state = trunk.checkpoint();
  Simulation first = Simulation::resume(state, 1), second = Simulation::resume(state, 1);
  first.run(), second.run(), trunk.run();
  EXPECT_EQ(digest(first.result()), digest(trunk.result()));
  EXPECT_EQ(digest(second.result()), digest(trunk.result()));
}

}  // namespace
}  // namespace povtrap
