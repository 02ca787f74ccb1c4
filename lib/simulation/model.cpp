#include "simulation/model.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <povtrap/error.hpp>
#include <set>

#include "core/field_text.hpp"
#include "core/fields.hpp"
#include "simulation/survey_start.hpp"

namespace povtrap {

Model::Model() {
  add_builtin_rules(*this);
}

Model::Model(const Registry& registry) : Model() {
  add_own_rules(*this, registry);
}

void Model::describe(Fields& fields) {
  run.describe(fields);
  poverty.describe(fields);
  regions.describe(fields);
  population.describe(fields);
  survey.describe(fields);
  enterprise.describe(fields);
  {
    Fields::Scope scope(fields, "saving", "how much of its income a household keeps");
    saving.describe(fields, "rule", "stone_geary", {.meaning = "the saving rule; 'stone_geary' holds the savings trap"});
  }
  {
    Fields::Scope scope(fields, "nutrition", "how food limits work");
    work_capacity.describe(fields, "rule", "hill", {.meaning = "'hill' holds the nutrition trap, 'off' has none"});
  }
  consumption.describe(fields);
  development.describe(fields);
  schooling.describe(fields);
  portfolio.describe(fields);
  firms.describe(fields);
  demography.describe(fields);
  labour.describe(fields);
  moving.describe(fields);
  goods.describe(fields);
  credit.describe(fields);
  programmes.describe(fields);
  shocks.describe(fields);
  own.describe(fields);
  output.describe(fields);
  observed.describe(fields);
  audit.describe(fields);
}

namespace {

/// Families decide in whole years, and a child is the family's worker before its own child decides.
std::vector<std::string> schooling_faults(const SchoolingParameters& p) {
  std::vector<std::string> faults;
  if (p.generation != std::floor(p.generation) || p.delay != std::floor(p.delay)) {
    faults.push_back("schooling.generation = " + number_text(p.generation) + " and schooling.delay = " + number_text(p.delay) +
                     " must be whole years (families decide once a year)");
  }
  if (p.delay >= p.generation) {
    faults.push_back("schooling.delay = " + number_text(p.delay) + " is not below schooling.generation = " +
                     number_text(p.generation) + " (the child would work after its own child's turn): shorten the delay");
  }
  return faults;
}

}  // namespace

std::vector<std::string> Model::contradictions() const {
  std::vector<std::string> faults = survey.contradictions();
  if (!survey.wanted()) faults = regions.contradictions(population.households);
  const auto unless = [&](bool fine, const std::string& fault) {
    if (!fine) faults.push_back(fault);
  };
  const std::int64_t n = run.periods_per_year;
  unless(n == 1 || n == 2 || n == 4 || n == 12,
         "run.periods_per_year = " + std::to_string(n) + " does not divide a year into whole months: use 1, 2, 4 or 12");
  unless(run.growth_burn_in_years <= run.burn_in_years,
         "run.growth_burn_in_years = " + std::to_string(run.growth_burn_in_years) +
             " is longer than run.burn_in_years = " + std::to_string(run.burn_in_years) + ", of which it is a part");
  unless(consumption.committed_food <= consumption.distress,
         "consumption.committed_food = " + number_text(consumption.committed_food) +
             " exceeds consumption.distress = " + number_text(consumption.distress) +
             " (who is in distress still has to eat): raise consumption.distress or lower consumption.committed_food");
  unless(consumption.food_share + consumption.services_share <= 1 + 1e-12,
         "consumption.food_share + consumption.services_share exceed 1, which leaves less than nothing for manufactures");
  unless(poverty.lines.size() < 8,
         "poverty.lines lists " + std::to_string(poverty.lines.size()) + " further lines; at most 7 are reported");
  unless(population.sizes.size() < 32, "population.sizes lists " + std::to_string(population.sizes.size()) +
                                           " household sizes; at most 31 persons live in one");
  unless(!population.sizes.empty(), "population.sizes is empty: give the shares of households with 1, 2, 3, ... persons");
  unless(observed.years.size() == observed.headcount.size(), "observed.years has " + std::to_string(observed.years.size()) +
                                                                 " entries, observed.headcount " +
                                                                 std::to_string(observed.headcount.size()));
  unless(population.capital_low <= population.capital_high, "population.capital_low exceeds population.capital_high");
  if (faults.empty() && !survey.wanted()) {
    for (const std::string& fault : empty_regions(regions, population)) faults.push_back(fault);
  }
  unless(firms.households_per_firm == 0 || firms.households_per_firm >= 1,
         "firms.households_per_firm = " + number_text(firms.households_per_firm) +
             " founds more firms than there are households: use 0 (no firms) or at least 1");
  unless(programmes.grants.start <= programmes.grants.end, "grants.start = " + number_text(programmes.grants.start) +
                                                               " lies after grants.end = " + number_text(programmes.grants.end));
  const bool move_early = moving.active || (programmes.relocation.active && programmes.relocation.start < 0);
  unless(!(survey.wanted() && survey.refit && run.burn_in_years > 0 && move_early),
         "survey.refit = true fits surveyed incomes to places that households leave in the burn-in: switch off moving.active and start "
         "relocation.start at 0 or later, or set survey.refit = false");
  unless(programmes.relocation.start <= programmes.relocation.end,
         "relocation.start = " + number_text(programmes.relocation.start) +
             " lies after relocation.end = " + number_text(programmes.relocation.end));
  unless(!programmes.top_up.active || (!programmes.top_up.standard.empty() && !programmes.top_up.coverage.empty()),
         "top_up.active is true but top_up.standard or top_up.coverage is empty: give at least one entry or switch it off");
  unless(std::set<std::string>(regions.blocs.begin(), regions.blocs.end()).size() == regions.blocs.size(),
         "regions.blocs names a bloc twice (results are labelled by bloc): give each its own name");
  const double shares = std::accumulate(population.sizes.begin(), population.sizes.end(), 0.0);
  unless(population.sizes.empty() || std::abs(shares - 1.0) < 1e-6,
         "population.sizes adds up to " + number_text(shares) + " instead of 1");
  for (const std::string& fault : programmes.cash.contradictions(regions.blocs)) faults.push_back(fault);
  for (const std::string& bloc : programmes.grants.blocs) {
    unless(std::find(regions.blocs.begin(), regions.blocs.end(), bloc) != regions.blocs.end(),
           "grants.blocs names '" + bloc + "', which is not among regions.blocs");
  }
  unless(programmes.grants.blocs.empty() || programmes.grants.targeting == "universal",
         "grants.blocs is set, but grants.targeting = \"" + programmes.grants.targeting +
             "\" (only universal grants are given by bloc): set grants.targeting=universal or leave grants.blocs empty");
  unless(population.deposits_low <= population.deposits_high, "population.deposits_low exceeds population.deposits_high");
  unless(programmes.cash.targeting != "top_up_list" || !programmes.cash.active || programmes.top_up.active,
         "cash.targeting is \"top_up_list\" but top_up.active is false (there is no list): switch the top-up on");
  unless(credit.evasion <= 1 || credit.household_rate() <= 100,
         "credit.evasion = " + number_text(credit.evasion) + " makes households pay " +
             number_text(100 * credit.household_rate()) + " % a year: raise it, or use 0 for credit.loan_rate");
  for (const std::string& fault : schooling_faults(schooling)) faults.push_back(fault);
  unless(
      regions.blocs.size() > 1 || std::all_of(regions.services_elsewhere.begin(), regions.services_elsewhere.end(),
                                              [](double share) { return share == 0; }),
      "regions.services_elsewhere sends households to other blocs, but regions.blocs names only one: use [0] or name more blocs");
  for (const std::string& fault : programmes.funds.contradictions()) faults.push_back(fault);
  for (const auto& shock : shocks.all) {
    for (const std::string& fault : shock->contradictions()) faults.push_back(fault);
  }
  for (const std::string& fault : audit.contradictions()) faults.push_back(fault);
  for (const Rule* rule : {static_cast<const Rule*>(&saving.rule()), static_cast<const Rule*>(&enterprise.technique.rule()),
                           static_cast<const Rule*>(&work_capacity.rule())}) {
    for (const std::string& fault : rule->contradictions()) faults.push_back(fault);
  }
  for (const std::string& fault : own.contradictions()) faults.push_back(fault);
  return faults;
}

void reseed(Model& model, std::int64_t seed) {
  model.run.seed = seed;
  model.shocks.seed(static_cast<std::uint64_t>(seed));
}

void fill_model(Model& model, Fields& fields, const Config& config) {
  model.describe(fields);
  try {
    config.apply_to(fields);
  } catch (const ConfigError&) {
    config.check();  // says everything that is wrong
    throw;
  }
  if (!model.contradictions().empty()) config.check();
  reseed(model, model.run.seed);
  if (model.survey.wanted()) model.surveyed = config.survey();
  if (model.surveyed) take_line_from_survey(model);
}

Model model_of(const Config& config) {
  Model model(config.own_rules());
  Fields fields = config.fields_again();
  fill_model(model, fields, config);
  return model;
}

}  // namespace povtrap
