#include "config/csv.hpp"

#include <gtest/gtest.h>

namespace povtrap {
namespace {

using Record = std::vector<std::string>;

std::vector<Record> records(const std::string& text, char delimiter = ',') {
  CsvReader reader(text, delimiter);
  std::vector<Record> all;
  Record fields;
  while (reader.next(fields)) all.push_back(fields);
  return all;
}

TEST(Csv, ReadsRecordsWithAnyLineEnd) {
  const std::vector<Record> expected = {{"a", "b"}, {"1", "2"}, {"3", ""}};
  EXPECT_EQ(records("a,b\n1,2\n3,\n"), expected);
  EXPECT_EQ(records("a,b\r\n1,2\r\n3,"), expected);
  EXPECT_EQ(records("a,b\r1,2\r3,"), expected);
}

TEST(Csv, ReadsQuotedFieldsAsRfc4180HasThem) {
  EXPECT_EQ(records("\"a,b\",\"say \"\"x\"\"\",c\n"), (std::vector<Record>{{"a,b", "say \"x\"", "c"}}));
  EXPECT_EQ(records("\"two\nlines\";x\n", ';'), (std::vector<Record>{{"two\nlines", "x"}}));
}

TEST(Csv, SkipsBlanksAroundFieldsAndEmptyLines) {
  EXPECT_EQ(records("\n a ,\tb\n   \n1 , 2\n\n"), (std::vector<Record>{{"a", "b"}, {"1", "2"}}));
  EXPECT_EQ(records("a\t\tb\n\t\t\n", '\t'), (std::vector<Record>{{"a", "", "b"}, {"", "", ""}}))
      << "a tab that delimits is no blank";
}

TEST(Csv, KnowsItsLineAlsoBehindFieldsOfSeveralLines) {
  CsvReader reader("a\n\n\"x\ny\"\nlast\n", ',');
  Record fields;
  reader.next(fields);
  EXPECT_EQ(reader.line(), 1);
  reader.next(fields);
  EXPECT_EQ(reader.line(), 3);
  reader.next(fields);
  EXPECT_EQ(reader.line(), 5);
}

TEST(Csv, SaysWhenAQuoteIsMissing) {
  CsvReader reader("a,\"b\n1,2\n", ',');
  Record fields;
  EXPECT_TRUE(reader.next(fields));
  EXPECT_TRUE(reader.torn());
}

}  // namespace
}  // namespace povtrap
