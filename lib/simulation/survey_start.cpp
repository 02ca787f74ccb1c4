#include "simulation/survey_start.hpp"

#include <algorithm>
#include <cmath>
#include <povtrap/error.hpp>

#include "indicators/inequality.hpp"
#include "mechanisms/rest_point.hpp"
#include "population/survey.hpp"
#include "simulation/stage.hpp"

namespace povtrap {

namespace {

/// Median of welfare per adult equivalent, each person counting once.
double surveyed_median(const Survey& survey) {
  std::vector<double> values, persons;
  for (const SurveyRow& row : survey.rows) {
    values.push_back(row.welfare / row.equivalents);
    persons.push_back(row.weight * row.persons);
  }
  return Distribution(values, persons).median();
}

/// Yearly disposable incomes of the survey's rows; for a survey of consumption those that allow it.
std::vector<double> incomes_of_rows(const Model& model) {
  std::vector<double> welfare, lines;
  for (const SurveyRow& row : model.surveyed->rows) {
    welfare.push_back(row.welfare);
    lines.push_back(model.poverty.line * row.persons);
  }
  return model.survey.income.measures == "consumption" ? income_for_consumption(model.saving.rule(), welfare, lines) : welfare;
}

/// Deposits at rest, and capital whose wear investment just replaces. Without wear there is no such capital; then it is the
/// synthetic population's. Who saves nothing still holds a little, or no work could yield anything.
void give_property(Stage& stage) {
  constexpr double least_capital = 0.05;  // [years of income]
  Households& h = stage.economy.households;
  const Model& model = stage.model;
  const std::vector<double>& income = stage.survey.target;
  std::vector<double> lines(h.size());
  for (std::size_t i = 0; i < h.size(); ++i) lines[i] = model.poverty.line * static_cast<double>(h.persons[i]);
  const RestPoint rest = rest_point(model.saving.rule(), income, lines);
  const double wear = model.enterprise.depreciation;
  const ConsumptionParameters& c = model.consumption;
  for (std::size_t i = 0; i < h.size(); ++i) {
    const double capital = wear > 0 ? rest.investing[i] / wear : model.population.capital * lines[i];
    h.capital[i] = std::max({capital, least_capital * income[i], 1e-9 * lines[i]});
    h.deposits[i] = round_to_grid(rest.deposits[i]);
    h.ownership[i] = static_cast<float>(income[i]);
    const double spending = income[i] - rest.investing[i], committed = std::min(spending, c.committed_food * lines[i]);
    h.nutrition[i] = (committed + c.food_share * (spending - committed)) / (c.requirement * lines[i]);
    h.services_capacity[i] = static_cast<float>(c.services_share * (spending - committed) * stage.dt());  // to be found there
  }
}

}  // namespace

void take_line_from_survey(Model& model) {
  const Survey& survey = *model.surveyed;
  if (const std::string fault = empty_surveyed_regions(survey, model.population.households); !fault.empty())
    throw ConfigError(fault);
  if (std::none_of(survey.rows.begin(), survey.rows.end(),
                   [](const SurveyRow& row) { return row.weight > 0 && row.welfare > 0; })) {
    throw DataError(survey.file +
                    ": nobody has an income above zero (an economy without income cannot run) check survey.income.column");
  }
  const double share = model.survey.line_share;
  if (share > 0) model.poverty.line = share * surveyed_median(survey);
  if (!(model.poverty.line > 0))
    throw DataError(survey.file +
                    ": the surveyed median is zero (no line can be a share of it) set survey.line_share = 0 and poverty.line");
  model.surveyed_line = model.poverty.line;
  if (model.survey.income.measures == "consumption")
    model.poverty.line = line_for_consumption(model.saving.rule(), model.surveyed_line);
}

void open_from_survey(Stage& stage) {
  const Model& model = stage.model;
  const std::vector<std::uint32_t> row_of =
      settle_survey(stage.economy, *model.surveyed, model.survey, model.population, static_cast<std::uint64_t>(model.run.seed));
  const std::vector<double> incomes = incomes_of_rows(model);
  for (const std::uint32_t row : row_of) stage.survey.target.push_back(incomes[row]);
  give_property(stage);
  Economy& e = stage.economy;
  for (Region& region : e.regions) {
    region.food_price = 1.0;
    region.expected_utilisation = model.goods.normal_utilisation;
    for (std::size_t i = region.first_household; i < region.first_household + region.households; ++i)
      region.capital_sum += e.households.capital[i];
  }
  fit_opening(stage);
}

}  // namespace povtrap
