#include "simulation/survey_report.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "indicators/inequality.hpp"
#include "population/survey.hpp"
#include "simulation/measures.hpp"
#include "simulation/stage.hpp"

namespace povtrap {

namespace {

constexpr double never = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t stages = 3;

/// Welfare per equivalent of people, and the regions that they live in.
struct People {
  std::vector<double> welfare, persons;
  std::vector<std::size_t> region;

  void add(double value, double people, std::size_t where) {
    welfare.push_back(value);
    persons.push_back(people);
    region.push_back(where);
  }
};

/// Which region of the economy holds a region and kind of the survey.
std::size_t region_of(const Economy& e, const SurveyRow& row) {
  const RegionKind kind = row.urban ? RegionKind::urban : RegionKind::rural;
  for (std::size_t r = 0; r < e.regions.size(); ++r) {
    if (e.regions[r].province == row.region && e.regions[r].kind == kind) return r;
  }
  return e.regions.size();
}

People surveyed_people(const Stage& stage) {
  People people;
  std::size_t where = 0;
  const SurveyRow* before = nullptr;
  for (const SurveyRow& row : stage.model.surveyed->rows) {  // they are sorted by region and kind
    if (before == nullptr || before->region != row.region || before->urban != row.urban) where = region_of(stage.economy, row);
    before = &row;
    people.add(row.welfare / row.equivalents, row.weight * row.persons, where);
  }
  return people;
}

People settled_people(const Stage& stage) {
  const Households& h = stage.economy.households;
  People people;
  for (std::size_t r = 0; r < stage.economy.regions.size(); ++r) {
    const Region& region = stage.economy.regions[r];
    for (std::size_t i = region.first_household; i < region.first_household + region.households; ++i)
      people.add(stage.survey.expected[i] / static_cast<double>(h.equivalents()[i]), static_cast<double>(h.persons[i]), r);
  }
  return people;
}

/// The part of people who live in one region; they are sorted by region.
People part(const People& all, std::size_t region) {
  const auto [first, last] = std::equal_range(all.region.begin(), all.region.end(), region);
  People people;
  for (auto at = first; at != last; ++at) {
    const auto i = static_cast<std::size_t>(at - all.region.begin());
    people.add(all.welfare[i], all.persons[i], region);
  }
  return people;
}

/// Values of one stage in the order in which the report lists them.
struct Measures {
  std::vector<double> headcount;  ///< by line
  double relative = never, gini = never, mean = never, median = never;
};

Measures measure(const People& people, const std::vector<double>& lines, double line_share) {
  Measures m;
  const Distribution incomes(people.welfare, people.persons);
  for (const double line : lines) m.headcount.push_back(incomes.share_below(line));
  m.gini = incomes.gini();
  m.mean = incomes.mean();
  m.median = incomes.median();
  if (line_share > 0) m.relative = incomes.share_below(line_share * m.median);
  return m;
}

/// Value of a recorded series at the end of the base year, of the part that comes `at` in it.
double recorded(const Dataset& result, const std::string& name, std::size_t at, std::size_t width, std::size_t periods) {
  if (!result.has_variable(name)) return never;
  const auto& values = std::get<std::vector<double>>(result.variable(name).values);
  const std::size_t place = (periods - 1) * width + at;
  return place < values.size() ? values[place] : never;
}

Measures measure_base_year(const Stage& stage, const Dataset& result) {
  const std::size_t lines = reported_lines(stage.model.poverty).size();
  const auto periods = static_cast<std::size_t>(stage.economy.calendar.periods_per_year);
  Measures m;
  for (std::size_t l = 0; l < lines; ++l) m.headcount.push_back(recorded(result, "headcount", l, lines, periods));
  m.relative = recorded(result, "relative_headcount", 0, 1, periods);
  m.gini = recorded(result, "gini", 0, 1, periods);
  m.mean = recorded(result, "mean_income", 0, 1, periods);
  m.median = recorded(result, "median_income", 0, 1, periods);
  return m;
}

void add_national(Dataset& group, const std::vector<Measures>& all) {
  const auto collect = [&](auto value) {
    std::vector<double> values;
    for (const Measures& m : all) values.push_back(value(m));
    return values;
  };
  std::vector<double> headcounts;
  for (const Measures& m : all) headcounts.insert(headcounts.end(), m.headcount.begin(), m.headcount.end());
  group.variables.push_back({"headcount", {"stage", "line"}, "1", "share of persons below the line", headcounts, {}});
  group.variables.push_back({"relative_headcount",
                             {"stage"},
                             "1",
                             "share of persons below survey.line_share of the stage's own median",
                             collect([](const Measures& m) { return m.relative; }),
                             {}});
  group.variables.push_back(
      {"gini", {"stage"}, "1", "Gini index per adult equivalent", collect([](const Measures& m) { return m.gini; }), {}});
  group.variables.push_back(
      {"mean", {"stage"}, "LCU/year", "mean per adult equivalent", collect([](const Measures& m) { return m.mean; }), {}});
  group.variables.push_back(
      {"median", {"stage"}, "LCU/year", "median per adult equivalent", collect([](const Measures& m) { return m.median; }), {}});
}

/// The same measures by region, of the first line.
void add_regional(Dataset& group, const Stage& stage, const Dataset& result, const People& survey, const People& settled,
                  double surveyed_line) {
  const std::size_t regions = stage.economy.regions.size(), lines = reported_lines(stage.model.poverty).size();
  const auto periods = static_cast<std::size_t>(stage.economy.calendar.periods_per_year);
  std::vector<double> headcount(stages * regions, never), gini = headcount, mean = headcount;
  std::vector<std::string> names;
  for (std::size_t r = 0; r < regions; ++r) {
    const Region& region = stage.economy.regions[r];
    names.push_back(stage.model.surveyed->regions[region.province]);
    const auto put = [&](std::size_t at, const Measures& m) {
      headcount[at * regions + r] = m.headcount[0];
      gini[at * regions + r] = m.gini;
      mean[at * regions + r] = m.mean;
    };
    put(0, measure(part(survey, r), {surveyed_line}, 0));
    put(1, measure(part(settled, r), {stage.model.poverty.line}, 0));
    Measures base;
    base.headcount = {recorded(result, "headcount_region", r * lines, regions * lines, periods)};
    base.gini = recorded(result, "gini_region", r, regions, periods);
    base.mean = recorded(result, "mean_income_region", r, regions, periods);
    put(2, base);
  }
  group.variables.push_back({"region_name", {"region"}, "1", "name of the region in the survey", names, {}});
  group.variables.push_back(
      {"headcount_region", {"stage", "region"}, "1", "share of persons below the first line, by region", headcount, {}});
  group.variables.push_back({"gini_region", {"stage", "region"}, "1", "Gini index, by region", gini, {}});
  group.variables.push_back({"mean_region", {"stage", "region"}, "LCU/year", "mean per adult equivalent, by region", mean, {}});
}

Variable count(const std::string& name, const std::string& meaning, std::int64_t value) {
  return {name, {}, "1", meaning, std::vector<std::int64_t>{value}, {}};
}

}  // namespace

Dataset survey_report(const Stage& stage, const Dataset& result) {
  const Model& model = stage.model;
  const Survey& survey = *model.surveyed;
  const std::vector<double> lines = reported_lines(model.poverty);
  std::vector<double> surveyed_lines = lines;
  for (double& line : surveyed_lines) line *= model.surveyed_line / model.poverty.line;
  const People answered = surveyed_people(stage), settled = settled_people(stage);
  Dataset group;
  group.dimensions = {{"stage", stages, false}};
  group.variables.push_back(
      {"stage", {"stage"}, "1", "what is measured", std::vector<std::string>{"survey", "before burn-in", "base year"}, {}});
  group.variables.push_back({"survey_line", {"line"}, "LCU/year", "poverty line in the survey's measure", surveyed_lines, {}});
  add_national(group, {measure(answered, surveyed_lines, model.survey.line_share),
                       measure(settled, lines, model.survey.line_share), measure_base_year(stage, result)});
  add_regional(group, stage, result, answered, settled, surveyed_lines[0]);
  group.variables.push_back(count("rows_read", "households in the file", survey.read));
  group.variables.push_back(count("rows_dropped", "left out by the stated rule", survey.dropped));
  group.variables.push_back(count("households_unmet",
                                  "households that get more from property alone than the survey gives them, at the last fit",
                                  stage.survey.unmet));
  return group;
}

}  // namespace povtrap
