#include "simulation/period.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

TEST(PeriodStory, HasFifteenPhasesInTheOrderOfTheModel) {
  const std::vector<std::string> names = {"strike shocks",
                                          "review the registry",
                                          "set strategies and budgets",
                                          "plan production",
                                          "match jobs",
                                          "produce and earn",
                                          "deliver support",
                                          "plan spending and investment",
                                          "lend",
                                          "clear goods markets",
                                          "consume, invest, repay",
                                          "develop",
                                          "review exits",
                                          "close the books",
                                          "measure"};
  ASSERT_EQ(period_story().size(), names.size());
  for (std::size_t k = 0; k < names.size(); ++k) {
    EXPECT_EQ(period_story()[k].number, static_cast<int>(k) + 1);
    EXPECT_EQ(period_story()[k].name, names[k]);
  }
}

TEST(PeriodStory, TellsEveryPhaseInASentence) {
  std::set<std::string_view> sentences;
  for (const Phase& phase : period_story()) {
    EXPECT_GT(phase.sentence.size(), 20u) << phase.name;
    EXPECT_EQ(phase.sentence.back(), '.') << phase.name;
    EXPECT_FALSE(phase.by.empty());
    sentences.insert(phase.sentence);
  }
  EXPECT_EQ(sentences.size(), period_story().size());
}

TEST(PeriodStory, HasSomebodyDoSomethingInEveryPhase) {
  int last_pass = 0;
  for (const Phase& phase : period_story()) {
    EXPECT_TRUE(phase.before != nullptr || phase.households != nullptr) << phase.name;
    EXPECT_EQ(phase.households != nullptr, phase.pass > 0) << phase.name;
    if (phase.pass > 0) {
      EXPECT_GE(phase.pass, last_pass) << "passes come in order";
      last_pass = phase.pass;
    }
  }
  EXPECT_EQ(last_pass, 3);
}

TEST(PeriodStory, IsWhatDescribeTells) {
  const auto told = describe_period();
  ASSERT_EQ(told.size(), period_story().size());
  for (std::size_t k = 0; k < told.size(); ++k) {
    EXPECT_EQ(told[k].name, period_story()[k].name);
    EXPECT_EQ(told[k].sentence, period_story()[k].sentence);
  }
}

TEST(Period, MovesTheCalendarByOne) {
  test::OpenEconomy open(test::small_economy());
  EXPECT_EQ(open.economy().calendar.period, 0);
  open.live();
  EXPECT_EQ(open.economy().calendar.period, 1);
}

}  // namespace
}  // namespace povtrap
