#include "config/describe.hpp"

#include <gtest/gtest.h>

#include <bit>
#include <limits>
#include <nlohmann/json.hpp>
#include <povtrap/error.hpp>

#include "config/apply.hpp"

namespace povtrap {
namespace {

struct Economy {
  bool open = false;
  std::int64_t seed = 0;
  double rate = 0;
  double standard = 0;
  std::string rule;
  std::string label;
  std::vector<double> prices;
  std::vector<std::string> goods;
  Fields fields;

  Economy() {
    const Fields::Scope outer(fields, "programmes");
    {
      const Fields::Scope inner(fields, "top_up", "Tops up\nincomes");
      fields.number("standard", standard, 685,
                    {.unit = "USD/year", .minimum = 0, .meaning = "Standard\nof need", .source = "seed 002"});
    }
    fields.flag("open", open, true, {.meaning = "Whether it takes people"});
    fields.integer("seed", seed, 1, {.minimum = 0});
    fields.number("rate", rate, 0.2, {.unit = "share", .minimum = 0, .maximum = 1, .origin = Origin::calibrated});
    fields.choice("rule", rule, "off", {"off", "buffer"}, {});
    fields.text("label", label, "all", {});
    fields.numbers("prices", prices, {1, 2}, {.minimum = -1e300});
    fields.names("goods", goods, {"maize"}, {});
  }
  Economy(const Economy&) = delete;
  Economy& operator=(const Economy&) = delete;
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

std::vector<std::uint64_t> bits(const std::vector<double>& values) {
  std::vector<std::uint64_t> out;
  for (const double value : values) out.push_back(std::bit_cast<std::uint64_t>(value));
  return out;
}

TEST(EchoToml, ReadsBackToTheSameValuesBitForBit) {
  Economy economy;
  economy.open = false;
  economy.seed = std::numeric_limits<std::int64_t>::max();
  economy.rate = 0.1 + 0.2;
  economy.standard = 1e22;
  economy.label = "a \"quoted\" \\ line\nand \t more \x01 Côte";
  economy.prices = {-0.0, 5e-324, 1.7976931348623157e308, 1.0 / 3, 123456789012345678.0, 1e-5, 9.999e14, 2.2250738585072011e-308};
  economy.goods = {"", "x, \"y\""};
  Economy copy;
  EXPECT_TRUE(apply_settings(parse_toml(echo_toml(economy.fields, false), "echo"), copy.fields).empty());
  EXPECT_EQ(copy.open, economy.open);
  EXPECT_EQ(copy.seed, economy.seed);
  EXPECT_EQ(bits({copy.rate, copy.standard}), bits({economy.rate, economy.standard}));
  EXPECT_EQ(copy.label, economy.label);
  EXPECT_EQ(bits(copy.prices), bits(economy.prices));
  EXPECT_EQ(copy.goods, economy.goods);
}

TEST(EchoToml, NamesEveryParameterOnce) {
  Economy economy;
  const auto settings = parse_toml(echo_toml(economy.fields, false), "echo");
  EXPECT_EQ(settings.size(), economy.fields.all().size());
}

TEST(EchoToml, ExplainsEachParameterInOneLine) {
  Economy economy;
  const std::string text = echo_toml(economy.fields, false);
  EXPECT_TRUE(has(
      text, "# Tops up incomes\n[programmes.top_up]\n# Standard of need [USD/year] (at least 0; seed 002)\nstandard = 685.0\n"))
      << text;
  EXPECT_TRUE(has(text, "# rate [share] (0 to 1; calibrated)\nrate = 0.2\n")) << text;
}

TEST(EchoToml, ShowsOnlyWhatDiffersFromTheDefault) {
  Economy economy;
  EXPECT_EQ(echo_toml(economy.fields, true), "");
  economy.rate = 0.3;
  EXPECT_EQ(echo_toml(economy.fields, true), "[programmes]\n# rate [share] (0 to 1; calibrated)\nrate = 0.3\n");
  economy.rate = 0.2;
  economy.prices = {1, 2, 3};
  EXPECT_TRUE(has(echo_toml(economy.fields, true), "prices = [1.0, 2.0, 3.0]"));
}

TEST(EchoToml, PutsParametersWithoutASectionInFront) {
  Fields fields;
  double a = 0;
  double b = 0;
  fields.number("later.a", a, 1, {});
  fields.number("b", b, 2, {});
  const auto settings = parse_toml(echo_toml(fields, false), "echo");
  ASSERT_EQ(settings.size(), 2U);
  EXPECT_EQ(settings[0].path, "b");
  EXPECT_EQ(settings[1].path, "later.a");
}

TEST(ParameterTable, SelectsBySubstringOrPatternWhateverTheCase) {
  Economy economy;
  const std::string by_part = parameter_table(economy.fields, "RATE");
  EXPECT_TRUE(has(by_part, "programmes.rate"));
  EXPECT_FALSE(has(by_part, "programmes.rule"));
  const std::string by_glob = parameter_table(economy.fields, "programmes.?ul*");
  EXPECT_TRUE(has(by_glob, "programmes.rule"));
  EXPECT_FALSE(has(by_glob, "programmes.rate"));
  EXPECT_THROW(static_cast<void>(parameter_table(economy.fields, "r?te*x")), ConfigError);
  EXPECT_FALSE(has(parameter_table(economy.fields, "*ate"), "seed"));
}

TEST(ParameterTable, AlignsItsColumns) {
  Economy economy;
  const std::string table = parameter_table(economy.fields, "");
  const auto lines = std::count(table.begin(), table.end(), '\n');
  EXPECT_EQ(static_cast<std::size_t>(lines), economy.fields.all().size() + 1);
  const std::string row = parameter_table(economy.fields, "rate");
  const auto end_of_header = row.find('\n');
  EXPECT_EQ(row.find("default"), row.find("0.2") - end_of_header - 1);
  EXPECT_EQ(row.find("origin"), row.find("calibrated") - end_of_header - 1);
}

TEST(ParameterTable, NamesTheNearestIfNothingMatches) {
  Economy economy;
  try {
    static_cast<void>(parameter_table(economy.fields, "programmes.rule_"));
    FAIL();
  } catch (const ConfigError& error) {
    EXPECT_TRUE(has(error.what(), "did you mean programmes.rule?")) << error.what();
  }
}

TEST(JsonSchema, DescribesEveryParameterInNestedSections) {
  Economy economy;
  const auto schema = nlohmann::json::parse(json_schema(economy.fields));
  EXPECT_EQ(schema["$schema"], "http://json-schema.org/draft-04/schema#");
  EXPECT_EQ(schema["additionalProperties"], false);
  EXPECT_EQ(schema["properties"]["include"]["type"], "string");
  const auto& programmes = schema["properties"]["programmes"];
  EXPECT_EQ(programmes["additionalProperties"], false);
  const auto& own = programmes["properties"];
  EXPECT_EQ(own["rate"]["minimum"], 0);
  EXPECT_EQ(own["rate"]["maximum"], 1);
  EXPECT_EQ(own["rate"]["default"], 0.2);
  EXPECT_EQ(own["seed"]["multipleOf"], 1);
  EXPECT_FALSE(own["seed"].contains("maximum"));
  EXPECT_EQ(own["rule"]["enum"], (std::vector<std::string>{"off", "buffer"}));
  EXPECT_EQ(own["prices"]["items"]["type"], "number");
  EXPECT_EQ(own["goods"]["default"], std::vector<std::string>{"maize"});
  EXPECT_EQ(own["open"]["type"], "boolean");
  EXPECT_EQ(own["top_up"]["description"], "Tops up\nincomes");
  EXPECT_EQ(own["top_up"]["properties"]["standard"]["default"], 685);
}

}  // namespace
}  // namespace povtrap
