#include "config/toml_document.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <povtrap/error.hpp>

namespace povtrap {
namespace {

namespace fs = std::filesystem;

/// A folder of files that goes away with the test.
class TomlFiles : public testing::Test {
 protected:
  TomlFiles() {
    const auto* test = testing::UnitTest::GetInstance()->current_test_info();
    folder = fs::path(testing::TempDir()) / (std::string("povtrap_toml_") + test->name());
    fs::remove_all(folder);
    fs::create_directories(folder / "sub");
  }
  ~TomlFiles() override { fs::remove_all(folder); }
  fs::path write(const std::string& name, const std::string& text) const {
    std::ofstream(folder / name, std::ios::binary) << text;
    return folder / name;
  }

  fs::path folder;
};

std::string message_of(const std::string& text) {
  try {
    static_cast<void>(parse_toml(text, "a.toml"));
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "no error";
}

std::string message_of(const fs::path& file) {
  try {
    static_cast<void>(read_toml(file));
  } catch (const ConfigError& error) {
    return error.what();
  }
  return "no error";
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST(TomlDocument, FlattensTablesToPathsInTheOrderOfLines) {
  const auto settings = parse_toml("z = 1\n[saving]\nrate = 0.5\n[a.b]\nc.d = true\ne = { f = \"x\" }\n", "a.toml");
  ASSERT_EQ(settings.size(), 4U);
  EXPECT_EQ(settings[0].path, "z");
  EXPECT_EQ(settings[0].where, "a.toml:1");
  EXPECT_EQ(settings[1].path, "saving.rate");
  EXPECT_EQ(settings[1].where, "a.toml:3");
  EXPECT_EQ(settings[2].path, "a.b.c.d");
  EXPECT_EQ(settings[2].value, FieldValue(true));
  EXPECT_EQ(settings[3].path, "a.b.e.f");
  EXPECT_EQ(settings[3].value, FieldValue(std::string("x")));
}

TEST(TomlDocument, KeepsTheKindOfEveryValue) {
  const auto settings = parse_toml("i = 3\nd = 3.0\ne = 5e4\nn = [1, 2.5]\nt = [\"a\", \"b\"]\nempty = []\n", "a.toml");
  ASSERT_EQ(settings.size(), 6U);
  EXPECT_EQ(settings[0].value, FieldValue(std::int64_t{3}));
  EXPECT_EQ(settings[1].value, FieldValue(3.0));
  EXPECT_EQ(settings[2].value, FieldValue(5e4));
  EXPECT_EQ(settings[3].value, FieldValue(std::vector<double>{1, 2.5}));
  EXPECT_EQ(settings[4].value, FieldValue(std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(settings[5].value, FieldValue(std::vector<double>{}));
}

TEST(TomlDocument, ReportsValuesThatNoParameterCanHold) {
  const auto settings = parse_toml(
      "a = 2020-01-01\nb = 07:30:00\nc = [[1], [2]]\nd = [1, \"x\"]\ne = [{ f = 1 }]\ng = [true]\n[[h]]\ni = 1\n", "a.toml");
  ASSERT_EQ(settings.size(), 7U);
  for (const auto& setting : settings) EXPECT_FALSE(setting.problem.empty()) << setting.path;
  EXPECT_EQ(settings[6].path, "h");
}

TEST(TomlDocument, QuotesTheParserWithLineAndColumnOnASyntaxError) {
  const std::string message = message_of(std::string("[run]\nsteps = = 3\n"));
  EXPECT_TRUE(has(message, "a.toml:2:9: ")) << message;
  EXPECT_TRUE(has(message, "value type")) << message;
  EXPECT_TRUE(has(message_of(std::string("a = 1\na = 2\n")), "a.toml:2:")) << "a key twice";
  EXPECT_TRUE(has(message_of(std::string("a = 9223372036854775808\n")), "a.toml:1:")) << "an integer above 2^63 - 1";
  EXPECT_TRUE(has(message_of(std::string("a = \"\xff\"\n")), "a.toml:1:")) << "bytes that are not UTF-8";
}

TEST(TomlDocument, SurvivesDeepNesting) {
  const std::string message = message_of("a = " + std::string(100000, '['));
  EXPECT_TRUE(has(message, "a.toml:1:")) << message.substr(0, 200);
  std::string key;
  std::string tables;
  std::string numbers = "a = [0.5";
  constexpr int deep = 100000;
  for (int i = 0; i < deep; ++i) {
    key += "a.";
    tables += "{ a = ";
    numbers += ", 0.5";
  }
  EXPECT_TRUE(has(message_of("\n" + key + "a = 1\n"), "a.toml:2: more than"));
  EXPECT_TRUE(has(message_of("a = " + tables), "a.toml:1:"));
  EXPECT_EQ(parse_toml_value("{ " + key + "a = 1 }"), std::nullopt);
  EXPECT_EQ(parse_toml(numbers + "]\n", "a.toml").size(), 1U) << "a long list is not deep";
}

TEST_F(TomlFiles, SaysWhichFileIsMissingOrAFolder) {
  EXPECT_TRUE(has(message_of(folder / "none.toml"), "none.toml does not exist"));
  EXPECT_TRUE(has(message_of(folder / "sub"), "sub is a folder"));
}

TEST_F(TomlFiles, ReadsAnEmptyFileAsNoSettings) {
  EXPECT_TRUE(read_toml(write("empty.toml", "")).empty());
}

TEST_F(TomlFiles, PutsIncludedSettingsFirstRelativeToTheFile) {
  write("base.toml", "x = 1\n");
  write("sub/middle.toml", "include = \"../base.toml\"\nx = 2\n");
  const auto settings = read_toml(write("top.toml", "y = 9\n[s]\nx = 3\n"));
  EXPECT_EQ(settings.size(), 2U);
  const auto all = read_toml(write("sub/top.toml", "include = \"middle.toml\"\nx = 3\n"));
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].value, FieldValue(std::int64_t{1}));
  EXPECT_EQ(all[1].value, FieldValue(std::int64_t{2}));
  EXPECT_EQ(all[2].value, FieldValue(std::int64_t{3}));
  EXPECT_EQ(all[0].where, (folder / "base.toml").generic_string() + ":1");
}

TEST_F(TomlFiles, RefusesFilesThatIncludeEachOther) {
  write("a.toml", "include = \"b.toml\"\n");
  const auto b = write("b.toml", "x = 1\ninclude = \"a.toml\"\n");
  const std::string message = message_of(b);
  EXPECT_TRUE(has(message, "a.toml:1: include")) << message;
  EXPECT_TRUE(has(message, "never end")) << message;
  EXPECT_TRUE(has(message_of(write("self.toml", "include = \"self.toml\"\n")), "never end"));
}

TEST_F(TomlFiles, AllowsTheSameFileOnTwoBranches) {
  write("base.toml", "x = 1\n");
  write("left.toml", "include = \"base.toml\"\n");
  EXPECT_EQ(read_toml(write("right.toml", "include = \"left.toml\"\n")).size(), 1U);
  EXPECT_EQ(read_toml(folder / "left.toml").size(), 1U);
}

TEST_F(TomlFiles, SaysWhereAMissingFileIsIncluded) {
  const std::string message = message_of(write("a.toml", "\ninclude = \"gone.toml\"\n"));
  EXPECT_TRUE(has(message, "a.toml:2: include")) << message;
  EXPECT_TRUE(has(message, "gone.toml does not exist")) << message;
  EXPECT_TRUE(has(message_of(write("b.toml", "include = 3\n")), "include is not a text"));
}

TEST(TomlValue, IsTypedAsTomlWould) {
  EXPECT_EQ(parse_toml_value("3"), FieldValue(std::int64_t{3}));
  EXPECT_EQ(parse_toml_value("0.5"), FieldValue(0.5));
  EXPECT_EQ(parse_toml_value("true"), FieldValue(true));
  EXPECT_EQ(parse_toml_value("\"a b\""), FieldValue(std::string("a b")));
  EXPECT_EQ(parse_toml_value("[1, 2]"), FieldValue(std::vector<double>{1, 2}));
}

TEST(TomlValue, IsNothingIfTomlCannotReadItOrNoParameterHoldIt) {
  for (const char* text : {"buffer", "", "1\nother = 2", "2020-01-01", "{ a = 1 }", "[[1]]", "1 2"}) {
    EXPECT_EQ(parse_toml_value(text), std::nullopt) << text;
  }
}

}  // namespace
}  // namespace povtrap
