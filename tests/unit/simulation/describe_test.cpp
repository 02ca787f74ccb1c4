#include <gtest/gtest.h>

#include <algorithm>

#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

TEST(DescribeSlots, NamesTheChosenRuleAmongThoseThatCouldFillIt) {
  const auto slots = describe_slots(test::small_economy({{"saving.rule", "buffer"}}));
  const auto saving =
      std::find_if(slots.begin(), slots.end(), [](const SlotDescription& s) { return s.parameter == "saving.rule"; });
  ASSERT_NE(saving, slots.end());
  EXPECT_EQ(saving->chosen, "buffer");
  for (const SlotDescription& slot : slots) {
    EXPECT_GE(slot.rules.size(), 2u) << slot.parameter;
    for (const RuleDescription& rule : slot.rules) EXPECT_FALSE(rule.name.empty() || rule.sentence.empty()) << slot.parameter;
  }
}

TEST(DescribeSwitches, CanAllBeTurnedOverAndKnowIt) {
  for (const SwitchDescription& given : describe_switches(Config())) {
    Config off;
    off.set(given.parameter, given.off);
    for (const SwitchDescription& s : describe_switches(off)) {
      if (s.name == given.name) {
        EXPECT_FALSE(s.is_on) << s.name;
      }
    }
    if (given.on == given.off || given.on == given.off + ".0") continue;  // growth that is zero by default has no other side
    Config on;
    on.set(given.parameter, given.on);
    for (const SwitchDescription& s : describe_switches(on)) {
      if (s.name == given.name) {
        EXPECT_TRUE(s.is_on) << s.name;
      }
    }
  }
}

}  // namespace
}  // namespace povtrap
