#include "population/survey_parameters.hpp"

#include "core/fields.hpp"

namespace povtrap {

void SurveyColumns::describe(Fields& fields) {
  Fields::Scope scope(fields, "columns", "names of columns in the header of the file; \"\" where it has none");
  fields.text("id", id, "", {.meaning = "what tells households apart; no two rows may share it"});
  fields.text("weight", weight, "",
              {.meaning = "households of the country that a row stands for; without it all rows count alike"});
  fields.text("size", size, "", {.unit = "persons", .meaning = "members of the household, a whole number; without it 1"});
  fields.text("equivalents", equivalents, "",
              {.unit = "persons", .meaning = "adult equivalents of the household, for equivalence = \"column\""});
  fields.text("region", region, "", {.meaning = "village, district or province; each value becomes a region"});
  fields.text("urban", urban, "", {.meaning = "urban or not; splits each region into a town and a village"});
  fields.text("workers", workers, "",
              {.unit = "persons", .meaning = "members who can work; without it drawn by population.worker_share"});
  fields.text("age", age, "", {.unit = "year", .meaning = "age of the head; without it drawn"});
  fields.text("sex", sex, "", {.meaning = "sex of the head"});
  fields.text("minority", minority, "", {.meaning = "member of a minority or not"});
}

void SurveyIncome::describe(Fields& fields) {
  Fields::Scope scope(fields, "income", "what a household has to live on: value = exp(column) if exp, x multiply / divide_by");
  fields.text("column", column, "", {.meaning = "name of the column"});
  fields.choice("measures", measures, "income", {"income", "consumption"},
                {.meaning = "disposable income, or consumption; then the income is sought that allows it at rest"});
  fields.choice("of", of, "household", {"household", "person", "equivalent"},
                {.meaning = "whose it is: the whole household's, per person, or per adult equivalent"});
  fields.choice("period", period, "year", {"year", "month", "week", "day"}, {.meaning = "time to which it refers"});
  fields.flag("exp", exp, false, {.meaning = "the column holds a natural logarithm"});
  fields.number("multiply", multiply, 1, {.minimum = 1e-12, .maximum = 1e12, .meaning = "factor, e.g. 1000 for thousands"});
  fields.number("divide_by", divide_by, 1,
                {.minimum = 1e-12, .maximum = 1e12, .meaning = "divisor, e.g. a price index or exchange rate"});
}

void SurveyParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "survey", "a household survey to start from; without a file the population is synthetic");
  fields.text("file", file, "", {.meaning = "table of households (CSV), relative to the configuration that names it"});
  fields.text(
      "hash", hash, "",
      {.meaning =
           "hash of the file (xxhsum -H2); if given, another file is refused: a result holds it, so that a rerun is the same"});
  fields.text("origin", origin, "", {.meaning = "where the file comes from or what makes it, told when it is not there"});
  fields.text("delimiter", delimiter, ",", {.meaning = "one character between fields, or tab"});
  fields.choice("encoding", encoding, "utf-8", {"utf-8", "latin-1"}, {.meaning = "how the file writes letters"});
  fields.names("missing", missing, {"", "NA", "NaN", ".", "NULL"}, {.meaning = "texts that stand for a missing value"});
  fields.choice("bad_rows", bad_rows, "refuse", {"refuse", "drop"},
                {.meaning = "rows with missing or impossible values: refuse the file, or leave them out and report how many"});
  fields.choice("zero_incomes", zero_incomes, "refuse", {"refuse", "drop", "keep"},
                {.meaning = "households with an income of zero: refuse the file, leave them out, or start them with nothing"});
  fields.choice("equivalence", equivalence, "per_head", {"per_head", "square_root", "column"},
                {.meaning = "incomes are compared per head, per square root of persons, or per adult equivalent of a column"});
  fields.choice("kind", kind, "rural", {"rural", "urban"}, {.meaning = "kind of all regions where the file has no urban column"});
  columns.describe(fields);
  income.describe(fields);
  {
    Fields::Scope inner(fields, "categories", "texts that mean yes in columns of categories");
    fields.names("urban", urban, {"1", "urban"}, {.meaning = "urban"});
    fields.names("female", female, {"female", "F", "f"}, {.meaning = "female"});
    fields.names("minority", minority, {"1", "yes"}, {.meaning = "minority"});
  }
  fields.number(
      "line_share", line_share, 0,
      {.minimum = 0, .maximum = 10, .meaning = "poverty line over the surveyed median; 0: poverty.line, in the survey's money"});
  fields.number("trade_cost", trade_cost, 0.05,
                {.minimum = 0,
                 .maximum = 0.9,
                 .meaning = "tau of villages, share of goods that melts on the way; a third of it for towns"});
  fields.number(
      "job_premium", job_premium, 0.02,
      {.minimum = 0, .maximum = 10, .meaning = "what a wage job pays above the same work at home, so that jobs are taken"});
  fields.flag(
      "refit", refit, true,
      {.meaning =
           "at the end of each burn-in year ability and skill are fitted anew to the prices, wages and profits of the day"});
}

std::vector<std::string> SurveyParameters::contradictions() const {
  std::vector<std::string> faults;
  if (!wanted()) return faults;
  const auto unless = [&](bool fine, const std::string& fault) {
    if (!fine) faults.push_back(fault);
  };
  unless(!income.column.empty(),
         "survey.file is given but survey.income.column is not (nobody's income would be known): name the column");
  unless(delimiter.size() == 1 || delimiter == "tab",
         "survey.delimiter = \"" + delimiter + "\" is not one character: write one such as \",\" or \";\", or \"tab\"");
  unless(equivalence != "column" || !columns.equivalents.empty(),
         "survey.equivalence is \"column\" but survey.columns.equivalents names none: name it, or choose another equivalence");
  unless(income.of != "equivalent" || equivalence != "per_head",
         "survey.income.of is \"equivalent\" but survey.equivalence is \"per_head\": choose \"square_root\" or \"column\"");
  return faults;
}

}  // namespace povtrap
