#include "mechanisms/development.hpp"

#include "core/fields.hpp"

namespace povtrap {

void DevelopmentParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "development", "skill, aspiration and public capital");
  fields.flag("skill", skill, true, {.meaning = "people without a job lose skill, people with one learn: the skill trap"});
  fields.number("learning", learning, 0.05,
                {.unit = "1/year",
                 .minimum = 0,
                 .maximum = 1,
                 .meaning = "share of the distance to the ceiling learnt in a year of wage work"});
  fields.number(
      "forgetting", forgetting, 0.02,
      {.unit = "1/year", .minimum = 0, .maximum = 1, .meaning = "share of the distance to the floor lost in a year without it"});
  fields.number("skill_floor", skill_floor, 0.5,
                {.minimum = 0, .maximum = 10, .meaning = "skill that nobody falls below, efficiency units"});
  fields.number("skill_ceiling", skill_ceiling, 1.5,
                {.minimum = 0, .maximum = 100, .meaning = "skill that work alone leads to, efficiency units"});
  fields.flag("aspiration", aspiration, false,
              {.meaning = "effort follows the gap between goal and own income, an inverted U: the aspiration trap",
               .source = "Genicot and Ray (2017)"});
  fields.number(
      "adaptation", adaptation, 0.2,
      {.unit = "1/year", .minimum = 0, .maximum = 12, .meaning = "speed at which goals follow the income of the region"});
  fields.number(
      "effort_loss", effort_loss, 0.15,
      {.minimum = 0, .maximum = 1, .meaning = "share of effort lost by who has no goal above the own income, or a hopeless one"});
  fields.number(
      "best_gap", best_gap, 0.3,
      {.unit = "log", .minimum = 0.01, .maximum = 5, .meaning = "most motivating distance of the goal above own income"});
  fields.number("public_elasticity", public_elasticity, 0.10,
                {.minimum = 0, .maximum = 1, .meaning = "eta, elasticity of own output with respect to public capital"});
  fields.number("public_depreciation", public_depreciation, 0.06,
                {.unit = "1/year", .minimum = 0, .maximum = 1, .meaning = "wear of public capital"});
  fields.number("neighbourhood_elasticity", neighbourhood_elasticity, 0.0,
                {.minimum = 0,
                 .maximum = 1,
                 .meaning = "psi, elasticity of own output with respect to the region's mean capital",
                 .source = "Azariadis and Drazen (1990)"});
}

}  // namespace povtrap
