#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <povtrap/config.hpp>
#include <povtrap/error.hpp>

namespace povtrap {
namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

template <class Action>
std::string message_of(Action action) {
  try {
    action();
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "no error";
}

TEST(Config, StartsWithDefaultsAndEchoesNoChange) {
  const Config config;
  EXPECT_EQ(config.to_toml(true), "");
  EXPECT_GE(config.number("population.households"), 1);
}

TEST(Config, TakesValuesFromTextAndGivesThemBack) {
  const Config config = Config::from_text("[population]\nhouseholds = 5e2\n[saving.stone_geary]\nrate = 0.25\n");
  EXPECT_EQ(config.get("population.households"), "500");
  EXPECT_EQ(config.number("population.households"), 500);
  EXPECT_EQ(config.number("saving.stone_geary.rate"), 0.25);
}

TEST(Config, EchoGivesTheSameConfigurationAgain) {
  Config config;
  config.set("saving.stone_geary.rate", "0.30000000000000004");
  config.set("run.seed", "9007199254740993");
  const Config again = Config::from_text(config.to_toml());
  EXPECT_EQ(again.to_toml(), config.to_toml());
  EXPECT_EQ(again.get("saving.stone_geary.rate"), "0.30000000000000004");
  EXPECT_EQ(again.get("run.seed"), "9007199254740993");
  EXPECT_EQ(Config::from_text(config.to_toml(true)).to_toml(), config.to_toml());
}

TEST(Config, ReportsAllFaultsAtOnceWithTheirLines) {
  const std::string message = message_of([] {
    static_cast<void>(
        Config::from_text("[saving.stone_geary]\nrate = 1.5\n[populaton]\nhouseholds = 10\n[run]\nseed = \"one\"\n", "a.toml"));
  });
  EXPECT_TRUE(has(message, "3 faults")) << message;
  EXPECT_TRUE(has(message, "a.toml:2: saving.stone_geary.rate = 1.5")) << message;
  EXPECT_TRUE(has(message, "a.toml:4: populaton.households = 10")) << message;
  EXPECT_TRUE(has(message, "did you mean population.households?")) << message;
  EXPECT_TRUE(has(message, "a.toml:6: run.seed = \"one\"")) << message;
}

TEST(Config, ReportsContradictionsTogetherWithOtherFaultsAndWhereTheyWereSet) {
  const std::string message = message_of(
      [] { static_cast<void>(Config::from_text("[saving.stone_geary]\nrate = 1.5\n[run]\nperiods_per_year = 5\n", "a.toml")); });
  EXPECT_TRUE(has(message, "2 faults")) << message;
  EXPECT_TRUE(has(message, "run.periods_per_year = 5")) << message;
  EXPECT_TRUE(has(message, "(a.toml:4)")) << message;
}

TEST(Config, LeavesContradictionsBetweenSingleChangesToCheck) {
  Config config;
  EXPECT_NO_THROW(config.set("run.periods_per_year", "5"));
  EXPECT_THROW(config.check(), ConfigError);
  config.set("run.periods_per_year", "4");
  EXPECT_NO_THROW(config.check());
}

TEST(Config, ReportsAllFaultsOfSeveralChangesAtOnce) {
  const Config config;
  const std::string message = message_of([&] {
    static_cast<void>(config.with({{"saving.stone_geary.rate", "1.5"}, {"populaton.households", "10"}, {"run.years", "3"}}));
  });
  EXPECT_TRUE(has(message, "2 faults")) << message;
  EXPECT_TRUE(has(message, "saving.stone_geary.rate = 1.5")) << message;
  EXPECT_TRUE(has(message, "did you mean population.households?")) << message;
  EXPECT_EQ(config.with({{"run.years", "3"}}).get("run.years"), "3");
}

TEST(Config, LoadsAFileAndThenTheOverrides) {
  const auto file = std::filesystem::path(testing::TempDir()) / "povtrap_config_test.toml";
  std::ofstream(file) << "[population]\nhouseholds = 1000\n[saving.stone_geary]\nrate = 0.5\n";
  const Config config = Config::load(file, {{"population.households", "2000"}});
  EXPECT_EQ(config.get("population.households"), "2000");
  EXPECT_EQ(config.get("saving.stone_geary.rate"), "0.5");
  const std::string message = message_of([&] {
    static_cast<void>(Config::load(file, {{"households", "0"}, {"saving.stone_geary.rate", "high"}}));
  });
  EXPECT_TRUE(has(message, "--set: households = 0")) << message;
  EXPECT_TRUE(has(message, "did you mean population.households?")) << message;
  EXPECT_TRUE(has(message, "--set: saving.stone_geary.rate = \"high\"")) << message;
  std::filesystem::remove(file);
}

TEST(Config, StaysAsItWasWhenAChangeIsRefused) {
  Config config;
  config.set("saving.stone_geary.rate", "0.5");
  EXPECT_THROW(config.set("saving.stone_geary.rate", "2"), ConfigError);
  EXPECT_THROW(config.set("saving.stone_geary.rat", "0.1"), ConfigError);
  EXPECT_EQ(config.get("saving.stone_geary.rate"), "0.5");
}

TEST(Config, CopiesAreIndependent) {
  Config config;
  config.set("saving.stone_geary.rate", "0.5");
  Config copy = config;
  copy.set("saving.stone_geary.rate", "0.75");
  EXPECT_EQ(config.get("saving.stone_geary.rate"), "0.5");
  EXPECT_EQ(copy.get("saving.stone_geary.rate"), "0.75");
}

TEST(Config, NamesTheNearestParameterForAnUnknownOne) {
  const Config config;
  EXPECT_TRUE(has(message_of([&] { static_cast<void>(config.get("savings.rate")); }), "did you mean saving.stone_geary.rate?"));
  EXPECT_TRUE(has(message_of([&] { static_cast<void>(config.number("run.sede")); }), "did you mean run.seed?"));
  EXPECT_TRUE(has(message_of([] { static_cast<void>(Config::parameters("populaton.households")); }),
                  "did you mean population.households?"));
}

TEST(Config, GivesNoNumberForAText) {
  const Config config;
  EXPECT_EQ(config.get("saving.rule").find('"'), std::string::npos);
  EXPECT_TRUE(has(message_of([&] { static_cast<void>(config.number("saving.rule")); }), "not a number"));
}

TEST(Config, ListsParametersAndTheirSchema) {
  EXPECT_TRUE(has(Config::parameters("saving.*.rate"), "saving.stone_geary.rate"));
  EXPECT_FALSE(has(Config::parameters("saving.*.rate"), "run.seed"));
  EXPECT_TRUE(has(Config::json_schema(), "\"households\""));
}

TEST(Config, DefaultsDoNotContradictEachOther) {
  EXPECT_NO_THROW(Config().check());
}

}  // namespace
}  // namespace povtrap
