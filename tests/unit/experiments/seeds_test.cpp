#include <gtest/gtest.h>

#include <povtrap/error.hpp>
#include <povtrap/replicates.hpp>

#include "unit/experiments/two_arms.hpp"

namespace povtrap {
namespace {

using Seeds = std::vector<std::int64_t>;

TEST(Seeds, AreRangesListsOrBoth) {
  EXPECT_EQ(parse_seeds("7"), (Seeds{7}));
  EXPECT_EQ(parse_seeds("1..4"), (Seeds{1, 2, 3, 4}));
  EXPECT_EQ(parse_seeds("9,4,1"), (Seeds{1, 4, 9})) << "in rising order";
  EXPECT_EQ(parse_seeds("8..9,1..2"), (Seeds{1, 2, 8, 9}));
  EXPECT_EQ(parse_seeds("010"), (Seeds{10})) << "a leading zero is not octal";
  EXPECT_EQ(parse_seeds("9223372036854775806..9223372036854775807").size(), 2u);
  EXPECT_EQ(parse_seeds("1..10000").size(), 10000u);
}

TEST(Seeds, WrongOnesAreRefusedWithTheReason) {
  const std::vector<std::pair<std::string, std::string>> wrong = {{"", "no whole number"},
                                                                  {"a", "\"a\""},
                                                                  {"1..", "no whole number"},
                                                                  {"..3", "no whole number"},
                                                                  {"3..1", "backwards"},
                                                                  {"1,1", "twice"},
                                                                  {"1..3,2", "seed 2"},
                                                                  {"-1", "negative"},
                                                                  {"1,,2", "no whole number"},
                                                                  {"1.5", "\"1.5\""},
                                                                  {"1...3", "no whole number"},
                                                                  {"1..10001", "more than 10000"},
                                                                  {"1..10000,20000", "more than"},
                                                                  {"1 ,2", "\"1 \""},
                                                                  {"99999999999999999999", "too large"},
                                                                  {"0..9223372036854775807", "more than"}};
  for (const auto& [text, words] : wrong) {
    const std::string said = testing::refusal<ConfigError>([&, seeds = text] { (void)parse_seeds(seeds); });
    EXPECT_NE(said.find(words), std::string::npos) << text << ": " << said;
    EXPECT_NE(said.find("1..10"), std::string::npos) << said;
  }
}

TEST(Seeds, ShortestTextReadsBack) {
  EXPECT_EQ(seeds_text({3, 1, 2}), "1..3");
  EXPECT_EQ(seeds_text({1, 2}), "1,2");
  EXPECT_EQ(seeds_text({1, 2, 3, 7, 9, 10}), "1..3,7,9,10");
  EXPECT_EQ(seeds_text({}), "");
  for (const char* text : {"1", "1,2", "1..3,7", "5,7..9,11,12"}) EXPECT_EQ(seeds_text(parse_seeds(text)), text);
}

}  // namespace
}  // namespace povtrap
