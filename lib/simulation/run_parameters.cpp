#include "simulation/run_parameters.hpp"

#include "core/fields.hpp"

namespace povtrap {

void RunParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "run", "time and luck");
  fields.text("title", title, "povtrap run", {.meaning = "one line that says what this configuration is"});
  fields.integer("seed", seed, 1, {.minimum = 0, .maximum = 9.2e18, .meaning = "same seed and configuration, same bytes"});
  fields.integer("years", years, 10,
                 {.unit = "year", .minimum = 1, .maximum = 100000, .meaning = "simulated time after the burn-in"});
  fields.integer("periods_per_year", periods_per_year, 4,
                 {.unit = "1/year", .minimum = 1, .maximum = 12, .meaning = "length of a period: 1, 2, 4 or 12 in a year"});
  fields.integer("burn_in_years", burn_in_years, 5,
                 {.unit = "year",
                  .minimum = 0,
                  .maximum = 1000,
                  .meaning = "years simulated before the base year; the economy keeps drifting, so the base year depends on it"});
  fields.integer("growth_burn_in_years", growth_burn_in_years, 3,
                 {.unit = "year", .minimum = 0, .maximum = 1000, .meaning = "of these, the last ones have growth switched on"});
  fields.integer("base_year", base_year, 1,
                 {.unit = "calendar year", .minimum = -10000, .maximum = 100000, .meaning = "first year after the burn-in"});
}

void PovertyParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "poverty", "who counts as poor; everything is in money of the base year");
  fields.number("line", line, 1000,
                {.unit = "LCU/head/year",
                 .minimum = 1e-3,
                 .maximum = 1.2e10,
                 .meaning = "poverty line; a person is poor if the household's income of the last year per head is below it"});
  fields.numbers("lines", lines, {1.5, 2.0},
                 {.unit = "poverty lines", .minimum = 0.01, .maximum = 1000, .meaning = "further lines to report"});
  fields.flag("towns_count", towns_count, true,
              {.meaning = "headcounts include households of towns; the observed Chinese series does not"});
}

std::vector<double> reported_lines(const PovertyParameters& p) {
  std::vector<double> lines{p.line};
  for (double multiple : p.lines) lines.push_back(multiple * p.line);
  return lines;
}

void OutputParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "output", "what is written besides the series");
  fields.integer("panel_households", panel_households, 1000,
                 {.unit = "households",
                  .minimum = 0,
                  .maximum = 100'000'000,
                  .meaning = "households of the sampled panel, evenly spread over all"});
  fields.number("panel_every", panel_every, 1.0,
                {.unit = "year", .minimum = 0, .maximum = 1000, .meaning = "time between panel waves; 0: every period"});
  fields.number("ranked_every", ranked_every, 1.0,
                {.unit = "year",
                 .minimum = 0,
                 .maximum = 1000,
                 .meaning = "time between measures that need sorting (Gini, quantiles, Palma); 0: every period"});
}

void ObservedParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "observed", "a published series, printed beside the simulated one; the model does not read it");
  fields.numbers("years", years, {},
                 {.unit = "calendar year", .minimum = -10000, .maximum = 100000, .meaning = "years of the series"});
  fields.numbers("headcount", headcount, {}, {.minimum = 0, .maximum = 1, .meaning = "observed share of poor persons"});
  fields.text("source", source, "", {.meaning = "where it was published"});
}

}  // namespace povtrap
