#include "simulation/model.hpp"

#include "core/field_text.hpp"
#include "core/fields.hpp"

namespace povtrap {

Model::Model() {
  add_builtin_rules(*this);
}

void Model::describe(Fields& fields) {
  run.describe(fields);
  poverty.describe(fields);
  regions.describe(fields);
  population.describe(fields);
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
  firms.describe(fields);
  labour.describe(fields);
  goods.describe(fields);
  credit.describe(fields);
  programmes.describe(fields);
  shocks.describe(fields);
  output.describe(fields);
  observed.describe(fields);
  audit.describe(fields);
}

std::vector<std::string> Model::contradictions() const {
  std::vector<std::string> faults = regions.contradictions(population.households);
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
  for (const std::string& fault : audit.contradictions()) faults.push_back(fault);
  return faults;
}

Model model_of(const Config& config) {
  config.check();
  Model model;
  Fields fields;
  model.describe(fields);
  config.apply_to(fields);
  for (const auto& shock : model.shocks.all) shock->seed(static_cast<std::uint64_t>(model.run.seed));
  return model;
}

}  // namespace povtrap
