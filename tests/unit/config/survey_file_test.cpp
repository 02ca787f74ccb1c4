#include "config/survey_file.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <povtrap/error.hpp>

#include "unit/described.hpp"

namespace povtrap {
namespace {

SurveyParameters mapping(test::Parameters more = {}) {
  SurveyParameters p;
  Fields fields;
  p.describe(fields);
  fields.find("survey.file")->assign(std::string("people.csv"));
  fields.find("survey.columns.id")->assign(std::string("id"));
  fields.find("survey.columns.weight")->assign(std::string("w"));
  fields.find("survey.columns.size")->assign(std::string("n"));
  fields.find("survey.columns.region")->assign(std::string("place"));
  fields.find("survey.income.column")->assign(std::string("y"));
  for (const auto& [path, value] : more) fields.find(path)->assign(value);
  return p;
}

Survey parse(const std::string& text, test::Parameters more = {}) {
  return parse_survey(text, mapping(more), "people.csv");
}

std::string message_of(const std::string& text, test::Parameters more = {}) {
  try {
    (void)parse(text, more);
  } catch (const DataError& error) {
    return error.what();
  }
  return "no error";
}

void expect_said(const std::string& message, const std::vector<std::string>& parts) {
  for (const std::string& part : parts)
    EXPECT_NE(message.find(part), std::string::npos) << "\"" << part << "\" is missing in: " << message;
}

const std::string header = "id,place,n,w,y\n";
const std::string good = header + "1,north,2,10,1000\n2,south,4,20,3000\n3,north,1,5,500\n";

TEST(Survey, ReadsMappedColumnsInWhateverOrder) {
  const Survey survey = parse("y,extra,n,id,w,place\n1000,x,2,7,10,north\n");
  ASSERT_EQ(survey.rows.size(), 1u);
  const SurveyRow& row = survey.rows[0];
  EXPECT_EQ(row.id, "7");
  EXPECT_EQ(row.welfare, 1000);
  EXPECT_EQ(row.persons, 2);
  EXPECT_EQ(row.equivalents, 2);
  EXPECT_EQ(row.weight, 10);
  EXPECT_EQ(survey.regions, std::vector<std::string>{"north"});
  EXPECT_EQ(survey.hash.size(), 32u);
}

TEST(Survey, ForgetsTheOrderOfItsRowsAndSortsRegionsThatAreNumbersByNumber) {
  const Survey survey = parse(header + "1,10,2,1,100\n2,9,1,1,700\n3,10,1,1,50\n");
  const Survey turned = parse(header + "3,10,1,1,50\n2,9,1,1,700\n1,10,2,1,100\n");
  EXPECT_EQ(survey.regions, (std::vector<std::string>{"9", "10"}));
  for (const Survey* s : {&survey, &turned}) {
    EXPECT_EQ(s->rows.at(0).id, "2");
    EXPECT_EQ(s->rows.at(1).id, "3") << "the same 50 a head: the smaller household comes first";
    EXPECT_EQ(s->rows.at(2).id, "1");
  }
}

TEST(Survey, TransformsIncomesToYearlyIncomeOfTheHousehold) {
  const auto first = [](test::Parameters more) { return parse(header + "1,a,4,1,10\n", more).rows.at(0).welfare; };
  EXPECT_EQ(first({}), 10);
  EXPECT_EQ(first({{"survey.income.multiply", 1000.0}, {"survey.income.divide_by", 4.0}}), 2500);
  EXPECT_NEAR(first({{"survey.income.exp", true}}), std::exp(10.0), 1e-9);
  EXPECT_EQ(first({{"survey.income.period", std::string("month")}}), 120);
  EXPECT_EQ(first({{"survey.income.period", std::string("day")}}), 3652.5);
  EXPECT_EQ(first({{"survey.income.of", std::string("person")}}), 40);
  EXPECT_EQ(first({{"survey.income.of", std::string("equivalent")}, {"survey.equivalence", std::string("square_root")}}), 20);
}

TEST(Survey, ReadsCategoriesByTheirTexts) {
  const Survey survey = parse("id,place,n,w,y,town,sex,ethnic\n1,a,2,1,5,city,woman,Hmong\n",
                              {{"survey.columns.urban", std::string("town")},
                               {"survey.columns.sex", std::string("sex")},
                               {"survey.columns.minority", std::string("ethnic")},
                               {"survey.categories.urban", std::vector<std::string>{"city"}},
                               {"survey.categories.female", std::vector<std::string>{"woman"}},
                               {"survey.categories.minority", std::vector<std::string>{"Hmong", "Tay"}}});
  EXPECT_TRUE(survey.rows.at(0).urban && survey.rows.at(0).female && survey.rows.at(0).minority);
}

TEST(Survey, CanBeTiedToOneFile) {
  const std::string hash = parse(good).hash;
  EXPECT_EQ(parse(good, {{"survey.hash", hash}}).rows.size(), 3u);
  expect_said(message_of(good + "\n", {{"survey.hash", hash}}), {"but survey.hash is " + hash});
}

TEST(BadSurvey, Empty) {
  expect_said(message_of(""), {"people.csv is empty"});
  expect_said(message_of("\n \n"), {"people.csv is empty"});
  expect_said(message_of(header), {"a header but no rows"});
}

TEST(BadSurvey, NoSuchColumn) {
  expect_said(message_of("id,place,persons,w,Y\n1,a,2,1,5\n"),
              {"people.csv:1", "survey.columns.size = \"n\"", "survey.income.column = \"y\"",
               "The columns are: id, place, persons, w, Y"});
  expect_said(message_of("id,place,n,w,y,y\n1,a,2,1,5,5\n"), {"two columns have this name"});
}

TEST(BadSurvey, NegativeWeights) {
  expect_said(message_of(header + "1,a,2,-1,5\n2,a,2,1,5\n"),
              {"1 of 2 rows", "people.csv:2: w = \"-1\" is negative", "bad_rows"});
  expect_said(message_of(header + "1,a,2,0,5\n"), {"no row is left that stands for anybody"});
}

TEST(BadSurvey, TextInANumber) {
  expect_said(message_of(header + "1,a,four,1,5\n2,a,2,1,1.000,50\n3,a,2,1,NA\n4,a,2.5,1,5\n5,a,2,1,\"1,5\"\n6,a,2,1,1e400\n"),
              {"6 of 6 rows", "people.csv:2: n = \"four\" is no number", "people.csv:3: 6 fields instead of the 5",
               "people.csv:4: y = \"NA\" is missing", "people.csv:5: n = \"2.5\" is no whole number",
               "write decimals with a point", "people.csv:7"});
}

TEST(BadSurvey, BadRowsAreCountedAndTheListIsCapped) {
  std::string text = header;
  for (int i = 0; i < 50; ++i) text += std::to_string(i) + ",a,2,x,5\n";
  const std::string message = message_of(text);
  expect_said(message, {"50 of 50 rows", "people.csv:21:", "and 30 more"});
  EXPECT_EQ(message.find("people.csv:22:"), std::string::npos);
}

TEST(BadSurvey, BadRowsAreDroppedIfTheRuleSaysSo) {
  const Survey survey = parse(good + "4,north,x,1,5\n5,north,2,1,\n", {{"survey.bad_rows", std::string("drop")}});
  EXPECT_EQ(survey.rows.size(), 3u);
  EXPECT_EQ(survey.read, 5);
  EXPECT_EQ(survey.dropped, 2);
  expect_said(survey.dropped_rows, {"people.csv:5: n = \"x\"", "people.csv:6: y = \"\" is missing"});
  expect_said(message_of(header + "4,north,x,1,5\n", {{"survey.bad_rows", std::string("drop")}}), {"no row is left"});
}

TEST(BadSurvey, AllOneRegionIsANationOfOneRegion) {
  EXPECT_EQ(parse(header + "1,a,2,1,5\n2,a,2,1,6\n").regions.size(), 1u);
  EXPECT_EQ(parse(good, {{"survey.columns.region", std::string()}}).regions, std::vector<std::string>{"all"});
}

TEST(BadSurvey, DuplicateIds) {
  expect_said(message_of(good + "2,west,1,1,9\n", {{"survey.bad_rows", std::string("drop")}}),
              {"1 rows have an id", "people.csv:5: id \"2\" is that of line 3"});
}

TEST(BadSurvey, ZeroIncomes) {
  const std::string text = good + "4,north,2,1,0\n";
  expect_said(message_of(text), {"1 of 4 households have an income of zero", "people.csv:5: y is zero", "survey.zero_incomes"});
  EXPECT_EQ(parse(text, {{"survey.zero_incomes", std::string("keep")}}).rows.size(), 4u);
  EXPECT_EQ(parse(text, {{"survey.zero_incomes", std::string("drop")}}).dropped, 1);
  expect_said(message_of(good + "4,north,2,1,-7\n"), {"people.csv:5: y = \"-7\" is negative"});
}

TEST(BadSurvey, AMillionRowsAreRead) {
  std::string text = header;
  constexpr int many = 1000000;
  for (int i = 0; i < many; ++i) text += std::to_string(i) + ",a,2,1.5," + std::to_string(1000 + i % 977) + "\n";
  const Survey survey = parse(text);
  EXPECT_EQ(survey.rows.size(), static_cast<std::size_t>(many));
  std::int64_t settled = 0;
  for (const std::int64_t copies : copies_of(survey, 20000)) settled += copies;
  EXPECT_EQ(settled, 20000);
}

TEST(BadSurvey, WrongDelimiter) {
  expect_said(message_of("id;place;n;w;y\n1;a;2;1;5\n"), {"columns are missing", "try survey.delimiter = \";\""});
  EXPECT_EQ(parse("id;place;n;w;y\n1;a;2;1;5\n", {{"survey.delimiter", std::string(";")}}).rows.size(), 1u);
  EXPECT_EQ(parse("id\tplace\tn\tw\ty\n1\ta\t2\t1\t5\n", {{"survey.delimiter", std::string("tab")}}).rows.size(), 1u);
}

TEST(BadSurvey, Latin1) {
  const std::string text = header + "1,K\xE4rnten,2,1,5\n";
  expect_said(message_of(text), {"people.csv:2: byte 0xE4 is not UTF-8", "survey.encoding = \"latin-1\""});
  EXPECT_EQ(parse(text, {{"survey.encoding", std::string("latin-1")}}).regions.at(0), "K\xC3\xA4rnten");
  EXPECT_EQ(parse("\xEF\xBB\xBF" + header + "1,K\xC3\xA4rnten,2,1,5\n").regions.at(0), "K\xC3\xA4rnten")
      << "with a byte order mark";
  expect_said(message_of("\xFF\xFEi"), {"UTF-16"});
  expect_said(message_of(header + std::string("1,a\0b", 5)), {"no text file"});
}

TEST(BadSurvey, AQuoteThatIsNeverClosed) {
  expect_said(message_of(header + "1,\"a,2,1,5\n2,a,2,1,5\n"), {"people.csv:2: a closing quote is missing"});
}

}  // namespace
}  // namespace povtrap
