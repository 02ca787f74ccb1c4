#include "config/apply.hpp"

#include <gtest/gtest.h>

#include <povtrap/error.hpp>

#include "core/faults.hpp"

namespace povtrap {
namespace {

class ApplyTest : public testing::Test {
 protected:
  ApplyTest() {
    const Fields::Scope scope(fields, "saving");
    fields.number("rate", rate, 0.2, {.unit = "share", .minimum = 0, .maximum = 1});
    fields.choice("rule", rule, "buffer", {"off", "buffer"}, {});
    fields.integer("months", months, 3, {.minimum = 0});
  }
  std::vector<std::string> faults(std::string_view toml) const { return apply_settings(parse_toml(toml, "a.toml"), fields); }

  double rate = 0;
  std::string rule;
  std::int64_t months = 0;
  Fields fields;
};

TEST_F(ApplyTest, AssignsGoodSettingsAndLaterOnesOverride) {
  const std::vector<Setting> settings = {{"saving.rate", 0.3, "a.toml:1", {}}, {"saving.rate", 0.4, "--set", {}}};
  EXPECT_TRUE(apply_settings(settings, fields).empty());
  EXPECT_EQ(rate, 0.4);
}

TEST_F(ApplyTest, ReportsEveryFaultAtOnceAndStillAssignsTheRest) {
  const auto found =
      faults("[savings]\nrate = 0.3\n[saving]\nrate = 1.5\nrule = \"bufer\"\nmonths = 6\n[weather]\nrain = 2020-01-01\n");
  ASSERT_EQ(found.size(), 4U);
  EXPECT_EQ(found[0],
            "a.toml:2: savings.rate = 0.3: no parameter has this name (nothing would read it) did you mean saving.rate?");
  EXPECT_EQ(found[1], "a.toml:4: saving.rate = 1.5: 1.5 is too large (allowed: 0 to 1; unit: share) the default is 0.2");
  EXPECT_EQ(
      found[2],
      "a.toml:5: saving.rule = \"bufer\": \"bufer\" is not a choice (allowed: one of off, buffer) did you mean \"buffer\"?");
  EXPECT_EQ(found[3],
            "a.toml:8: weather.rain: no parameter has this name (nothing would read it) `povtrap params` lists all names");
  EXPECT_EQ(months, 6);
  EXPECT_EQ(rate, 0.2);
}

TEST_F(ApplyTest, SaysWhyAValueCannotBeHeld) {
  const auto found = faults("saving.rate = 2020-01-01\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].find("a.toml:1: saving.rate: a date or time"), 0U) << found[0];
}

TEST_F(ApplyTest, TellsASectionFromAParameter) {
  const auto found = faults("saving = 0.3\n");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_NE(found[0].find("is a section"), std::string::npos) << found[0];
  EXPECT_EQ(faults("saving.rate.high = 1\n").size(), 1U);
}

TEST(ApplyOverride, ReadsTheValueAsTomlAndOtherwiseAsText) {
  EXPECT_EQ(parse_override("saving.rate=0.3").value, FieldValue(0.3));
  EXPECT_EQ(parse_override(" saving.rule = buffer ").value, FieldValue(std::string("buffer")));
  EXPECT_EQ(parse_override(" saving.rule = buffer ").path, "saving.rule");
  EXPECT_EQ(parse_override("a=\"x=y\"").value, FieldValue(std::string("x=y")));
  EXPECT_EQ(parse_override("a=2020-01-01").value, FieldValue(std::string("2020-01-01")));
  EXPECT_EQ(parse_override("a=").value, FieldValue(std::string()));
  EXPECT_EQ(parse_override("a=1").where, "--set");
}

TEST(ApplyOverride, RefusesTextWithoutANameOrAnEqualsSign) {
  EXPECT_THROW(static_cast<void>(parse_override("saving.rate")), ConfigError);
  EXPECT_THROW(static_cast<void>(parse_override("=3")), ConfigError);
  EXPECT_THROW(static_cast<void>(parse_override("")), ConfigError);
}

TEST_F(ApplyTest, AddsThePlacesOfTheParametersThatAMessageNames) {
  const std::vector<Setting> settings = {{"saving.rate", 0.3, "a.toml:1", {}},
                                         {"saving.rate", 0.3, "b.toml:7", {}},
                                         {"saving.months", std::int64_t{1}, "b.toml:9", {}}};
  std::vector<std::string> messages = {"saving.rate and saving.months.", "saving.rates x.saving.rate saving.rate.z", "nothing"};
  add_places(messages, settings, fields);
  EXPECT_EQ(messages[0], "saving.rate and saving.months. (b.toml:7, b.toml:9)");
  EXPECT_EQ(messages[1], "saving.rates x.saving.rate saving.rate.z");
  EXPECT_EQ(messages[2], "nothing");
}

TEST(ApplyFaults, AreThrownAsOneErrorThatListsAll) {
  try {
    throw_all({"first", "second"});
  } catch (const ConfigError& error) {
    EXPECT_STREQ(error.what(), "2 faults in the configuration:\n  first\n  second");
    EXPECT_EQ(error.exit_code(), 2);
  }
  try {
    throw_all({"only"});
  } catch (const ConfigError& error) {
    EXPECT_STREQ(error.what(), "only");
  }
}

}  // namespace
}  // namespace povtrap
