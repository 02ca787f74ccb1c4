#include "core/field_text.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace povtrap {
namespace {

TEST(FieldText, WritesTheShortestNumberThatReadsBack) {
  EXPECT_EQ(number_text(0.1), "0.1");
  EXPECT_EQ(number_text(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(number_text(100000), "100000");
  EXPECT_EQ(number_text(1e-7), "1e-07");
  EXPECT_EQ(number_text(-0.0), "-0");
  EXPECT_EQ(number_text(-123456789012345.67), "-123456789012345.67");
  EXPECT_EQ(number_text(-1.2345678901234567e-5), "-0.000012345678901234568");
  EXPECT_EQ(number_text(std::numeric_limits<double>::denorm_min()), "5e-324");
  EXPECT_EQ(number_text(-std::numeric_limits<double>::max()), "-1.7976931348623157e+308");
}

TEST(FieldText, TellsNumbersFromIntegersAsTomlDoes) {
  EXPECT_EQ(value_text(1.0), "1.0");
  EXPECT_EQ(value_text(std::int64_t{1}), "1");
  EXPECT_EQ(value_text(1e22), "1e+22");
  EXPECT_EQ(value_text(std::vector<double>{1, 0.5}), "[1.0, 0.5]");
}

TEST(FieldText, EscapesWhatTomlDoesNotTakeInText) {
  EXPECT_EQ(value_text(std::string("a\"b\\c\nd\te\x01\x7f")), R"("a\"b\\c\nd\te\u0001\u007F")");
  EXPECT_EQ(value_text(std::vector<std::string>{"a", "b\""}), R"(["a", "b\""])");
}

TEST(FieldText, SaysInWordsWhatIsAllowed) {
  Fields fields;
  double number = 0;
  std::int64_t integer = 0;
  std::string text;
  fields.number("both", number, 0, {.minimum = 0, .maximum = 1});
  fields.number("low", number, 0, {.minimum = -0.5});
  fields.integer("high", integer, 0, {.maximum = 1e6});
  fields.integer("free", integer, 0, {});
  fields.choice("choice", text, "a", {"a", "b"}, {});
  EXPECT_EQ(range_text(*fields.find("both")), "0 to 1");
  EXPECT_EQ(range_text(*fields.find("low")), "at least -0.5");
  EXPECT_EQ(range_text(*fields.find("high")), "at most 1000000");
  EXPECT_EQ(range_text(*fields.find("free")), "any integer");
  EXPECT_EQ(range_text(*fields.find("choice")), "one of a, b");
}

TEST(FieldText, KnowsUtf8FromOtherBytes) {
  for (const char* good : {"", "plain", "Côte", "€", "\xf0\x9f\x8c\xbe"}) EXPECT_TRUE(is_utf8(good)) << good;
  for (const char* bad :
       {"\xf4te", "\xc3", "\xe2\x82", "\xc0\xaf", "\xed\xa0\x80", "\xf5\x80\x80\x80", "\xf4\x90\x80\x80", "\x80"}) {
    EXPECT_FALSE(is_utf8(bad)) << bad;
  }
}

}  // namespace
}  // namespace povtrap
