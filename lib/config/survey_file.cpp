#include "config/survey_file.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <povtrap/error.hpp>
#include <unordered_map>

#include "config/csv.hpp"
#include "config/survey_row.hpp"
#include "core/fields.hpp"
#include "core/hash.hpp"

namespace povtrap {

namespace {

constexpr std::size_t shown_faults = 20;
constexpr double most_persons = 200;

/// Positions of the mapped columns in a record.
struct Places {
  std::size_t id = no_column, weight = no_column, size = no_column, equivalents = no_column, region = no_column,
              urban = no_column, workers = no_column, age = no_column, sex = no_column, minority = no_column, income = no_column;
};

char delimiter_of(const SurveyParameters& p) {
  return p.delimiter == "tab" ? '\t' : p.delimiter[0];
}

/// Another delimiter by which the only field of a header falls apart.
std::string delimiter_advice(const std::vector<std::string>& header, char used) {
  if (header.size() > 1) return {};
  for (const char other : {',', ';', '\t', '|'}) {
    if (other == used || header.front().find(other) == std::string::npos) continue;
    return " The header is one field, \"" + header.front() + "\": try survey.delimiter = \"" +
           (other == '\t' ? std::string("tab") : std::string(1, other)) + "\"";
  }
  return {};
}

Places find_columns(const std::vector<std::string>& header, const SurveyParameters& p, const std::string& name) {
  Places places;
  std::string faults;
  const auto find = [&](const std::string& key, const std::string& column, std::size_t& place) {
    if (column.empty()) return;
    const auto found = std::find(header.begin(), header.end(), column);
    if (found != header.end() && std::find(found + 1, header.end(), column) != header.end()) {
      faults += "\n  survey." + key + " = \"" + column + "\": two columns have this name; rename one";
    } else if (found != header.end()) {
      place = static_cast<std::size_t>(found - header.begin());
    } else {
      const std::string near = nearest_name(column, header);
      faults += "\n  survey." + key + " = \"" + column + "\": no column has this name" +
                (near.empty() ? "" : "; did you mean \"" + near + "\"?");
    }
  };
  const SurveyColumns& c = p.columns;
  find("columns.id", c.id, places.id), find("columns.weight", c.weight, places.weight), find("columns.size", c.size, places.size);
  find("columns.equivalents", c.equivalents, places.equivalents), find("columns.region", c.region, places.region);
  find("columns.urban", c.urban, places.urban), find("columns.workers", c.workers, places.workers);
  find("columns.age", c.age, places.age), find("columns.sex", c.sex, places.sex);
  find("columns.minority", c.minority, places.minority), find("income.column", p.income.column, places.income);
  if (faults.empty()) return places;
  std::string names;
  for (const std::string& column : header) names += (names.empty() ? "" : ", ") + column;
  throw DataError(name + ":1: columns are missing (the survey cannot be read without them):" + faults +
                  "\n  The columns are: " + names + "." + delimiter_advice(header, delimiter_of(p)));
}

/// Yearly welfare of the whole household from what the column says.
double welfare_of(double value, const SurveyIncome& income, const SurveyRow& row) {
  const double periods = income.period == "month"  ? 12.0
                         : income.period == "week" ? 365.25 / 7.0
                         : income.period == "day"  ? 365.25
                                                   : 1.0;
  const double heads = income.of == "person" ? row.persons : income.of == "equivalent" ? row.equivalents : 1.0;
  return (income.exp ? std::exp(value) : value) * income.multiply / income.divide_by * periods * heads;
}

/// Collects the rows of a survey and what is wrong with them.
class Collector {
 public:
  Collector(const SurveyParameters& p, const Places& places, std::string name) : p_(p), places_(places), name_(std::move(name)) {}

  void take(const std::vector<std::string>& fields, std::int64_t line, std::size_t expected, bool torn) {
    survey_.read += 1;
    if (torn) return drop(line, "a closing quote is missing, so all that follows is one field");
    if (fields.size() != expected)
      return drop(line, std::to_string(fields.size()) + " fields instead of the " + std::to_string(expected) + " of the header");
    RowReader reader(fields, p_.missing);
    SurveyRow row;
    read_household(reader, row);
    const double value =
        reader.number(places_.income, p_.income.column, 0, p_.income.exp ? NumberRange{-700, 700} : NumberRange{0, 1e15});
    row.welfare = welfare_of(value, p_.income, row);
    if (!reader.reason().empty()) return drop(line, reader.reason());
    if (row.welfare == 0 && p_.zero_incomes != "keep") return drop_zero(line);
    row.region = region_of(places_.region == no_column ? std::string("all") : fields[places_.region]);
    if (places_.id != no_column) note_id(row.id, line);
    survey_.rows.push_back(std::move(row));
  }

  /// Throws: DataError for what the rules refuse.
  Survey finish() {
    if (!duplicates_.empty()) {
      throw DataError(name_ + ": " + std::to_string(duplicates_count_) +
                      " rows have an id that an earlier row has (which one holds is "
                      "unknown) give each household its own " +
                      p_.columns.id + ", or leave survey.columns.id empty:" + duplicates_);
    }
    if (bad_ > 0 && p_.bad_rows == "refuse") {
      throw DataError(name_ + ": " + std::to_string(bad_) + " of " + std::to_string(survey_.read) +
                      " rows cannot be used (what they stand for would be lost) mend them, or set survey.bad_rows = \"drop\":" +
                      faults_ + more(bad_));
    }
    if (zeros_ > 0 && p_.zero_incomes == "refuse") {
      throw DataError(name_ + ": " + std::to_string(zeros_) + " of " + std::to_string(survey_.read) +
                      " households have an income of zero "
                      "(nobody lives on nothing, so it may mean \"not asked\") set survey.zero_incomes = \"keep\" or \"drop\":" +
                      zero_faults_ + more(zeros_));
    }
    double weight = 0;
    for (const SurveyRow& row : survey_.rows) weight += row.weight;
    if (!(weight > 0)) {
      throw DataError(name_ + ": no row is left that stands for anybody, of " + std::to_string(survey_.read) +
                      " read (there is no population) check the mapping of columns and the rules for bad rows:" + faults_ +
                      zero_faults_);
    }
    survey_.dropped = bad_ + zeros_;
    survey_.dropped_rows = faults_ + zero_faults_;
    survey_.order_rows();
    return std::move(survey_);
  }

 private:
  void read_household(RowReader& reader, SurveyRow& row) {
    const SurveyColumns& c = p_.columns;
    row.weight = reader.number(places_.weight, c.weight, 1, {0, 1e15});
    row.persons = reader.number(places_.size, c.size, 1, {1, most_persons, true});
    row.equivalents = p_.equivalence == "square_root" ? std::sqrt(row.persons) : row.persons;
    if (p_.equivalence == "column") row.equivalents = reader.number(places_.equivalents, c.equivalents, 1, {1e-3, most_persons});
    row.workers = reader.number(places_.workers, c.workers, -1, {0, most_persons, true});
    row.age = reader.number(places_.age, c.age, -1, {0, 130});
    row.urban = places_.urban == no_column ? p_.kind == "urban" : reader.category(places_.urban, c.urban, p_.urban);
    row.female = reader.category(places_.sex, c.sex, p_.female);
    row.minority = reader.category(places_.minority, c.minority, p_.minority);
    row.id = reader.text(places_.id, c.id);
    (void)reader.text(places_.region, c.region);
  }

  std::uint32_t region_of(const std::string& region) {
    const auto [known, is_new] = regions_.try_emplace(region, static_cast<std::uint32_t>(survey_.regions.size()));
    if (is_new) survey_.regions.push_back(region);
    return known->second;
  }

  void note_id(const std::string& id, std::int64_t line) {
    const auto [known, is_new] = lines_.try_emplace(id, line);
    if (is_new) return;
    if (++duplicates_count_ <= static_cast<std::int64_t>(shown_faults))
      duplicates_ +=
          "\n  " + name_ + ":" + std::to_string(line) + ": id \"" + id + "\" is that of line " + std::to_string(known->second);
  }

  void drop(std::int64_t line, const std::string& reason) {
    if (++bad_ <= static_cast<std::int64_t>(shown_faults)) faults_ += "\n  " + name_ + ":" + std::to_string(line) + ": " + reason;
  }
  void drop_zero(std::int64_t line) {
    if (++zeros_ <= static_cast<std::int64_t>(shown_faults))
      zero_faults_ += "\n  " + name_ + ":" + std::to_string(line) + ": " + p_.income.column + " is zero";
  }
  static std::string more(std::int64_t count) {
    const auto shown = static_cast<std::int64_t>(shown_faults);
    return count > shown ? "\n  and " + std::to_string(count - shown) + " more" : "";
  }

  const SurveyParameters& p_;
  Places places_;
  std::string name_;
  Survey survey_;
  std::unordered_map<std::string, std::uint32_t> regions_;
  std::unordered_map<std::string, std::int64_t> lines_;
  std::string faults_, zero_faults_, duplicates_;
  std::int64_t bad_ = 0, zeros_ = 0, duplicates_count_ = 0;
};

}  // namespace

Survey parse_survey(std::string bytes, const SurveyParameters& p, const std::string& name) {
  const std::string hash = hash_of(bytes);
  if (!p.hash.empty() && p.hash != hash) {
    throw DataError(name + " has the hash " + hash + " but survey.hash is " + p.hash +
                    " (it is not the file that was meant) find that file, or leave survey.hash empty");
  }
  const std::string text = decoded(std::move(bytes), p.encoding, name);
  CsvReader reader(text, delimiter_of(p));
  std::vector<std::string> fields;
  if (!reader.next(fields))
    throw DataError(name + " is empty (a header and a row for each household are needed) check that the export went well");
  const std::size_t columns = fields.size();
  Collector collector(p, find_columns(fields, p, name), name);
  bool any = false;
  while (reader.next(fields)) {
    collector.take(fields, reader.line(), columns, reader.torn());
    any = true;
  }
  if (!any) throw DataError(name + " has a header but no rows (there is no population) check that the export went well");
  Survey survey = collector.finish();
  survey.file = name;
  survey.hash = hash;
  return survey;
}

Survey read_survey(const SurveyParameters& p) {
  namespace fs = std::filesystem;
  const fs::path file(p.file);
  const std::string start = "survey.file = \"" + p.file + "\" ";
  std::error_code ignored;
  if (!fs::exists(file, ignored)) {
    throw IoError(
        start + "does not exist (there is nobody to start from) " +
        (p.origin.empty() ? "check the spelling; a relative path starts at the folder of the configuration" : p.origin));
  }
  if (fs::is_directory(file, ignored)) throw IoError(start + "is a folder (nothing was read) name a file in it");
  std::ifstream stream(file, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  if (!stream.good() && !stream.eof()) throw IoError(start + "cannot be read (nothing was read) check its permissions");
  return parse_survey(std::move(bytes), p, p.file);
}

}  // namespace povtrap
