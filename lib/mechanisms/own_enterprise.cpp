#include "mechanisms/own_enterprise.hpp"

namespace povtrap {

void EnterpriseParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "enterprise", "the household's own farm or service stall (supply-side circle)");
  technique.describe(fields, "technique", "step",
                     {.meaning = "how capital becomes output; 'step' holds the technology trap, 'solow' has none"});
  fields.number("level", level, 1.0,
                {.minimum = 0, .maximum = 1e6, .meaning = "productivity of all own enterprises at the start of the run"});
  fields.number("growth", growth, 0.0,
                {.unit = "1/year", .minimum = -0.5, .maximum = 0.3, .meaning = "trend of their productivity"});
  fields.number("labour_exponent", labour_exponent, 0.30,
                {.minimum = 0,
                 .maximum = 1,
                 .meaning = "mu, elasticity of own output with respect to own labour; 0: labour does not matter"});
  fields.number("depreciation", depreciation, 0.073,
                {.unit = "1/year",
                 .minimum = 0,
                 .maximum = 1,
                 .meaning = "wear of productive capital, losses by shocks not included",
                 .source = "Ikegami et al. (2016): .08-.09 with losses",
                 .origin = Origin::sourced});
  fields.number("luck", luck, 0.15,
                {.unit = "log",
                 .minimum = 0,
                 .maximum = 2,
                 .meaning = "standard deviation of the yearly luck of an enterprise",
                 .source = "calibrated to spells of poverty",
                 .origin = Origin::calibrated});
  fields.flag("incentive", incentive, true,
              {.meaning = "households invest only if the return at expected sales beats the deposit rate (demand-side circle)",
               .source = "Nurkse (1953)"});
}

}  // namespace povtrap
