#include "core/fields.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <memory>
#include <povtrap/error.hpp>
#include <stdexcept>

#include "core/field_text.hpp"

namespace povtrap {
namespace {

struct Household {
  bool saves = false;
  std::int64_t members = 0;
  double rate = 0;
  std::string rule;
  std::string label;
  std::vector<double> prices;
  std::vector<std::string> goods;

  void describe(Fields& fields) {
    {
      const Fields::Scope scope(fields, "population", "People");
      fields.integer("members", members, 5, {.unit = "people", .minimum = 1, .meaning = "Size of a household"});
    }
    const Fields::Scope scope(fields, "saving", "Saving");
    fields.flag("saves", saves, true, {});
    fields.number("rate", rate, 0.2,
                  {.unit = "share", .minimum = 0, .maximum = 1, .source = "Deaton 1991", .origin = Origin::sourced});
    fields.choice("rule", rule, "buffer", {"off", "buffer", "stone_geary"}, {});
    fields.text("label", label, "all", {});
    fields.numbers("prices", prices, {1.5, 2}, {.minimum = 0, .maximum = 10});
    fields.names("goods", goods, {"maize"}, {});
  }
};

class FieldsTest : public testing::Test {
 protected:
  FieldsTest() { household.describe(fields); }
  const Field& field(std::string_view path) const { return *fields.find(path); }
  std::string refusal(std::string_view path, const FieldValue& value) const { return field(path).refusal(value); }

  Household household;
  Fields fields;
};

TEST_F(FieldsTest, DeclaringSetsTheTargetToItsDefault) {
  EXPECT_TRUE(household.saves);
  EXPECT_EQ(household.members, 5);
  EXPECT_EQ(household.rate, 0.2);
  EXPECT_EQ(household.rule, "buffer");
  EXPECT_EQ(household.label, "all");
  EXPECT_EQ(household.prices, (std::vector<double>{1.5, 2}));
  EXPECT_EQ(household.goods, std::vector<std::string>{"maize"});
}

TEST_F(FieldsTest, KeepsEverythingThatWasDeclared) {
  const Field& rate = field("saving.rate");
  EXPECT_EQ(rate.unit, "share");
  EXPECT_EQ(rate.source, "Deaton 1991");
  EXPECT_EQ(rate.origin, Origin::sourced);
  EXPECT_EQ(rate.kind(), "number");
  EXPECT_EQ(std::get<double>(rate.default_value), 0.2);
  EXPECT_EQ(fields.all().front().path, "population.members");
  ASSERT_EQ(fields.sections().size(), 2U);
  EXPECT_EQ(fields.sections()[1], (std::pair<std::string, std::string>("saving", "Saving")));
}

TEST_F(FieldsTest, AssigningWritesIntoTheTargetAndValueReadsIt) {
  field("saving.rate").assign(0.4);
  EXPECT_EQ(household.rate, 0.4);
  household.rate = 0.7;
  EXPECT_EQ(field("saving.rate").value(), FieldValue(0.7));
  EXPECT_EQ(field("saving.rate").default_value, FieldValue(0.2));
}

TEST_F(FieldsTest, TakesAnIntegerForANumber) {
  EXPECT_EQ(refusal("saving.rate", std::int64_t{1}), "");
  field("saving.rate").assign(std::int64_t{1});
  EXPECT_EQ(household.rate, 1.0);
}

TEST_F(FieldsTest, TakesANumberForAnIntegerOnlyIfItIsExactlyOne) {
  EXPECT_EQ(refusal("population.members", 5e4), "");
  field("population.members").assign(5e4);
  EXPECT_EQ(household.members, 50000);
  EXPECT_EQ(refusal("population.members", 2.5), "2.5 is not an integer (allowed: at least 1; unit: people)");
  EXPECT_NE(refusal("population.members", 1e300), "");
  EXPECT_NE(refusal("population.members", 9223372036854775808.0), "");
}

TEST_F(FieldsTest, RefusesNumbersOutsideTheRangeAndTakesItsEnds) {
  EXPECT_EQ(refusal("saving.rate", 0.0), "");
  EXPECT_EQ(refusal("saving.rate", 1.0), "");
  EXPECT_EQ(refusal("saving.rate", 1.5), "1.5 is too large (allowed: 0 to 1; unit: share)");
  EXPECT_EQ(refusal("saving.rate", -0.5), "-0.5 is too small (allowed: 0 to 1; unit: share)");
  EXPECT_EQ(refusal("population.members", std::int64_t{0}), "0 is too small (allowed: at least 1; unit: people)");
}

TEST_F(FieldsTest, RefusesNumbersThatAreNotFiniteEvenWithoutARange) {
  double anything = 0;
  fields.number("anything", anything, 0, {});
  for (const double value : {std::nan(""), HUGE_VAL, -HUGE_VAL}) {
    EXPECT_NE(refusal("anything", value).find("not a finite number"), std::string::npos) << value;
    EXPECT_NE(refusal("population.members", value).find("not a finite number"), std::string::npos) << value;
    EXPECT_NE(refusal("saving.prices", std::vector<double>{1, value}), "") << value;
  }
}

TEST_F(FieldsTest, RefusesTheElementOfASeriesThatIsOutside) {
  EXPECT_EQ(refusal("saving.prices", std::vector<double>{1, 11}), "11 (element 2) is too large (allowed: 0 to 10)");
  EXPECT_EQ(refusal("saving.prices", std::vector<double>{1, 10}), "");
}

TEST_F(FieldsTest, ListsTheChoicesAndNamesTheNearest) {
  EXPECT_EQ(refusal("saving.rule", std::string("off")), "");
  EXPECT_EQ(refusal("saving.rule", std::string("bufer")),
            "\"bufer\" is not a choice (allowed: one of off, buffer, stone_geary) did you mean \"buffer\"?");
  EXPECT_EQ(refusal("saving.rule", std::string("xyzzy")), "\"xyzzy\" is not a choice (allowed: one of off, buffer, stone_geary)");
}

TEST_F(FieldsTest, SaysWhatAValueOfTheWrongKindIs) {
  EXPECT_EQ(refusal("saving.rate", std::string("0.2")), "\"0.2\" is text, not a number (allowed: 0 to 1; unit: share)");
  EXPECT_EQ(refusal("saving.saves", std::int64_t{1}), "1 is an integer, not a flag (allowed: true or false)");
  EXPECT_EQ(refusal("saving.label", true), "true is a flag, not text (allowed: any text)");
  EXPECT_NE(refusal("saving.rate", true), "");
  EXPECT_NE(refusal("saving.prices", 1.0), "");
  EXPECT_NE(refusal("saving.goods", std::vector<double>{1}), "");
}

TEST_F(FieldsTest, TakesAnEmptyListForAListOfAnything) {
  field("saving.goods").assign(std::vector<double>{});
  EXPECT_TRUE(household.goods.empty());
  field("saving.prices").assign(std::vector<std::string>{});
  EXPECT_TRUE(household.prices.empty());
}

TEST_F(FieldsTest, RefusesTextThatIsNotUtf8) {
  EXPECT_EQ(refusal("saving.label", std::string("Côte d'Ivoire")), "");
  EXPECT_NE(refusal("saving.label", std::string("C\xf4te")), "");
  EXPECT_NE(refusal("saving.goods", std::vector<std::string>{"ma\xffze"}), "");
}

TEST_F(FieldsTest, SuggestsTheParameterThatWasMeant) {
  EXPECT_EQ(fields.nearest("savings.rate"), "saving.rate");
  EXPECT_EQ(fields.nearest("saving.raet"), "saving.rate");
  EXPECT_EQ(fields.nearest("members"), "population.members");
  EXPECT_EQ(fields.nearest("household.membres"), "population.members");
  EXPECT_EQ(fields.nearest("SAVING.RATE"), "saving.rate");
  EXPECT_EQ(fields.nearest("weather.rainfall"), "");
  EXPECT_EQ(fields.nearest(""), "");
}

TEST_F(FieldsTest, SuggestsTheSectionThatBeginsAlikeIfSeveralHaveTheName) {
  double other = 0;
  fields.number("credit.house.intercept", other, 0, {});
  fields.number("labour.house.intercept", other, 0, {});
  EXPECT_EQ(fields.nearest("labour.intercept"), "labour.house.intercept");
  EXPECT_EQ(fields.nearest("credits.intercept"), "credit.house.intercept");
  EXPECT_EQ(fields.nearest("intercept"), "credit.house.intercept");
  EXPECT_EQ(fields.nearest("saving.price"), "saving.prices");
  fields.number("saving.buffer.label", other, 0, {});
  EXPECT_EQ(fields.nearest("savings.buffer.label"), "saving.buffer.label");
}

TEST_F(FieldsTest, RefusesFaultyDeclarations) {
  double other = 0;
  EXPECT_THROW(fields.number("saving.rate", other, 0.1, {}), std::logic_error);
  EXPECT_THROW(fields.number("saving", other, 0.1, {}), std::logic_error);
  EXPECT_THROW(fields.number("saving.rate.high", other, 0.1, {}), std::logic_error);
  EXPECT_THROW(fields.number("share", other, 2, {.maximum = 1}), std::logic_error);
  EXPECT_THROW(fields.number("two words", other, 0, {}), std::logic_error);
  EXPECT_THROW(fields.number("dot.", other, 0, {}), std::logic_error);
  EXPECT_EQ(fields.all().size(), 7U);
}

TEST_F(FieldsTest, RefusesASectionInsideAParameter) {
  double other = 0;
  fields.number("a.b", other, 0, {});
  EXPECT_THROW(fields.number("a.b.c.d", other, 0, {}), std::logic_error);
  EXPECT_THROW(fields.number("a", other, 0, {}), std::logic_error);
}

TEST_F(FieldsTest, AssignsByPath) {
  fields.assign("saving.rate", std::int64_t{1});
  EXPECT_EQ(household.rate, 1.0);
  EXPECT_THROW(fields.assign("saving.rates", 0.5), ConfigError);
}

/// A second household of the same kind.
class FieldsAgain : public testing::Test {
 protected:
  FieldsAgain() : again(known()) { household.describe(again); }

  static std::shared_ptr<const Fields> known() {
    static Household first;
    auto fields = std::make_shared<Fields>();
    first.describe(*fields);
    return fields;
  }

  Household household;
  Fields again;
};

TEST_F(FieldsAgain, SetOtherVariablesToTheSameDefaults) {
  EXPECT_TRUE(household.saves);
  EXPECT_EQ(household.members, 5);
  EXPECT_EQ(household.rule, "buffer");
  EXPECT_EQ(household.prices, (std::vector<double>{1.5, 2}));
  EXPECT_EQ(household.goods, std::vector<std::string>{"maize"});
}

TEST_F(FieldsAgain, KnowWhatWasSaidTheFirstTime) {
  EXPECT_EQ(again.all().size(), 7U);
  EXPECT_EQ(again.find("saving.rate")->unit, "share");
  EXPECT_EQ(again.sections().size(), 2U);
  EXPECT_EQ(again.nearest("saving.rat"), "saving.rate");
}

TEST_F(FieldsAgain, AssignToTheVariablesOfThisTime) {
  again.assign("saving.rate", 0.7);
  again.assign("saving.goods", std::vector<std::string>{"rice"});
  EXPECT_EQ(household.rate, 0.7);
  EXPECT_EQ(household.goods, std::vector<std::string>{"rice"});
  EXPECT_EQ(std::get<double>(again.find("saving.rate")->value()), 0.2) << "the first one's";
  EXPECT_THROW(again.assign("rate", 0.7), ConfigError);
}

TEST(FieldsAgainInAnotherOrder, AreRefused) {
  auto known = std::make_shared<Fields>();
  double a = 0, b = 0;
  bool flag = false;
  known->number("a", a, 1, {}), known->number("b", b, 2, {});
  Fields other(known);
  EXPECT_THROW(other.number("b", b, 2, {}), std::logic_error);
  EXPECT_THROW(other.flag("a", flag, true, {}), std::logic_error) << "another kind";
  other.number("a", a, 1, {});
  EXPECT_THROW(other.assign("b", 1.0), ConfigError) << "not declared again yet";
  other.number("b", b, 2, {});
  EXPECT_THROW(other.number("c", b, 2, {}), std::logic_error);
}

TEST(FieldsScope, NestsAndEndsWithItsBlock) {
  Fields fields;
  double a = 0;
  double b = 0;
  {
    const Fields::Scope outer(fields, "programmes");
    {
      const Fields::Scope inner(fields, "top_up", "Tops incomes up");
      fields.number("standard", a, 1, {});
    }
    fields.number("budget", b, 2, {});
  }
  EXPECT_NE(fields.find("programmes.top_up.standard"), nullptr);
  EXPECT_NE(fields.find("programmes.budget"), nullptr);
  EXPECT_EQ(fields.find("budget"), nullptr);
  EXPECT_EQ(fields.sections()[1].first, "programmes.top_up");
}

TEST(FieldsScope, MayBeOpenedTwiceAndIsListedOnce) {
  Fields fields;
  { const Fields::Scope first(fields, "saving"); }
  { const Fields::Scope second(fields, "saving", "Saving"); }
  ASSERT_EQ(fields.sections().size(), 1U);
  EXPECT_EQ(fields.sections()[0].second, "Saving");
}

}  // namespace
}  // namespace povtrap
