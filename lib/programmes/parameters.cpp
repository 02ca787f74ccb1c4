#include "programmes/parameters.hpp"

#include <algorithm>
#include <cmath>

#include "core/fields.hpp"

namespace povtrap {

namespace {

/// The entry of a yearly path; the last one holds on, the first one holds before.
double entry(const std::vector<double>& path, std::int64_t year) {
  if (path.empty()) return 0.0;
  return path[static_cast<std::size_t>(std::clamp<std::int64_t>(year, 0, static_cast<std::int64_t>(path.size()) - 1))];
}

}  // namespace

void GovernmentParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "government", "taxes, purchases and transfers between governments");
  fields.number("vat", vat, 0.10,
                {.minimum = 0, .maximum = 1, .meaning = "value added tax on what firms sell, over the price before tax"});
  fields.number("income_tax", income_tax, 0.05,
                {.minimum = 0, .maximum = 1, .meaning = "tax on household income above the threshold"});
  fields.number("income_threshold", income_threshold, 3.0,
                {.unit = "poverty lines/head/year", .minimum = 0, .maximum = 1e6, .meaning = "income that is free of tax"});
  fields.number("profit_tax", profit_tax, 0.25,
                {.minimum = 0,
                 .maximum = 1,
                 .meaning = "tax on firms' profits",
                 .source = "Enterprise Income Tax Law of China, 2008",
                 .origin = Origin::sourced});
  fields.number("local_share", local_share, 0.30,
                {.minimum = 0, .maximum = 1, .meaning = "share of taxes that stays with the province"});
  fields.choice("rule", rule, "deficit", {"deficit", "fixed"},
                {.meaning = "'deficit': purchases follow taxes and bring debt back to its first ratio; 'fixed': a constant sum"});
  fields.number("fixed_purchases", fixed_purchases, 0.0,
                {.unit = "poverty lines/household/year",
                 .minimum = 0,
                 .maximum = 1e6,
                 .meaning = "central purchases under the rule 'fixed'"});
  fields.number("debt_response", debt_response, 0.03,
                {.unit = "1/year",
                 .minimum = 0,
                 .maximum = 1,
                 .meaning = "fall of purchases per unit of debt above its first ratio to income"});
  fields.number("minimum_spending", minimum_spending, 0.3,
                {.minimum = 0, .maximum = 1, .meaning = "purchases never fall below this share of taxes"});
  fields.number("services_share", services_share, 0.5,
                {.minimum = 0, .maximum = 1, .meaning = "share of purchases that is local services, the rest manufactures"});
  fields.number("initial_debt", initial_debt, 0.3,
                {.unit = "year", .minimum = 0, .maximum = 10, .meaning = "bonds over yearly national income at the start"});
  fields.number("local_spending", local_spending, 2.0,
                {.unit = "1/year",
                 .minimum = 0,
                 .maximum = 12,
                 .meaning = "share of its money that a province spends on public works in a year"});
  fields.number(
      "east_west", east_west, 0.10,
      {.unit = "1/year",
       .minimum = 0,
       .maximum = 12,
       .meaning =
           "share of their money that provinces of the most productive bloc give to the other blocs in a year; 0: no transfer"});
  fields.number("vertical_transfer", vertical_transfer, 0.0,
                {.minimum = 0, .maximum = 1, .meaning = "share of its taxes that the centre gives to provinces; 0: no transfer"});
  fields.choice(
      "vertical_rule", vertical_rule, "persons", {"persons", "need"},
      {.meaning =
           "'persons': the same for each head; 'need': more where income per head is further below the richest province's"});
}

void TopUpParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "top_up",
                      "cash that lifts income to a standard, for households that a proxy means test finds (Dibao)");
  fields.flag("active", active, true, {.meaning = "the programme exists"});
  fields.numbers("standard", standard, {0.8},
                 {.unit = "poverty lines/head/year",
                  .minimum = 0,
                  .maximum = 100,
                  .meaning = "standard, one entry a year from the base year on; the last one holds on"});
  fields.numbers("coverage", coverage, {0.05},
                 {.minimum = 0, .maximum = 1, .meaning = "rural persons on the list, one entry a year"});
  fields.number("floor", floor, 0.3,
                {.minimum = 0, .maximum = 1, .meaning = "least support of somebody on the list, over the standard"});
  fields.number("accuracy", accuracy, 0.5,
                {.minimum = 0.001,
                 .maximum = 1,
                 .meaning = "R2, share of the variance of log income that the test sees",
                 .source = "Brown, Ravallion and van de Walle (2018): .3-.7",
                 .origin = Origin::sourced});
  fields.integer(
      "renewal", renewal, 3,
      {.unit = "year", .minimum = 1, .maximum = 1000, .meaning = "years for which a household keeps its measuring error"});
  fields.number("local_share", local_share, 0.0,
                {.minimum = 0,
                 .maximum = 1,
                 .meaning = "share of top-ups that the province pays as far as its money reaches; the centre pays the rest"});
}

double TopUpParameters::standard_of(std::int64_t year) const {
  return entry(standard, year);
}
double TopUpParameters::coverage_of(std::int64_t year) const {
  return entry(coverage, year);
}

void GrantParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "grants", "one-off grants of productive assets");
  fields.flag("active", active, true, {.meaning = "the programme exists"});
  fields.choice("targeting", targeting, "proxy_means_test", {"proxy_means_test", "universal"},
                {.meaning = "who can get a grant"});
  fields.choice("provider", provider, "ngos", {"ngos", "central_government", "provinces"},
                {.meaning = "who pays: NGOs and provinces only spend what they have, the central government borrows"});
  fields.number("amount", amount, 0.5,
                {.unit = "poverty lines/head",
                 .minimum = 0,
                 .maximum = 1000,
                 .meaning = "size of a grant; universal ones are given every period"});
  fields.number("reach", reach, 0.0139,
                {.unit = "1/year",
                 .minimum = 0,
                 .maximum = 12,
                 .meaning = "rural persons who get one in a year",
                 .source = "13.5 of 970 million persons a year",
                 .origin = Origin::sourced});
  fields.number("candidates", candidates, 0.10,
                {.minimum = 0, .maximum = 1, .meaning = "lowest-scored rural persons among whom recipients are drawn"});
  fields.number("accuracy", accuracy, 0.5, {.minimum = 0.001, .maximum = 1, .meaning = "R2 of the test"});
  fields.number("start", start, -1000,
                {.unit = "years since the base year", .minimum = -1000, .maximum = 1000, .meaning = "first moment of giving"});
  fields.number(
      "end", end, 1000,
      {.unit = "years since the base year", .minimum = -1000, .maximum = 1000, .meaning = "moment from which nothing is given"});
  fields.names("blocs", blocs, {}, {.meaning = "blocs in which universal grants are given; empty: all"});
}

void NgoParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "ngos", "donations and how they are spent");
  fields.number("donations", donations, 0.002,
                {.minimum = 0, .maximum = 1, .meaning = "share of income that households above the donor line give"});
  fields.number(
      "donor_line", donor_line, 5.0,
      {.unit = "poverty lines/head/year", .minimum = 0, .maximum = 1e6, .meaning = "income from which households give"});
  fields.number("foreign_aid", foreign_aid, 0.0005,
                {.unit = "poverty lines/head/year",
                 .minimum = 0,
                 .maximum = 100,
                 .meaning = "given by the world, for each head of the nation"});
  fields.number("overhead", overhead, 0.10,
                {.minimum = 0, .maximum = 1, .meaning = "share of spending that buys services for the NGO itself"});
  fields.number("spending", spending, 2.0,
                {.unit = "1/year", .minimum = 0, .maximum = 12, .meaning = "share of their funds that NGOs spend in a year"});
  fields.number("procurement", procurement, 0.0,
                {.unit = "poverty lines/head/year",
                 .minimum = 0,
                 .maximum = 100,
                 .meaning = "paid by the central government for their services, for each head of the nation"});
  fields.number("capacity", capacity, 0.0,
                {.unit = "1/year",
                 .minimum = 0,
                 .maximum = 12,
                 .meaning = "rural persons of its bloc that an NGO's staff can reach in a year; 0: no limit"});
  fields.number(
      "signal", signal, 0.0,
      {.minimum = 0,
       .maximum = 1,
       .meaning = "R2 of an NGO's own test, by which it ranks the villagers of its bloc; 0: grants.accuracy, in the nation"});
  fields.number("project", project, 0.0,
                {.unit = "year",
                 .minimum = 0,
                 .maximum = 1000,
                 .meaning = "length of a foreign project, at whose end aid stops; 0: no end"});
  fields.number("pause", pause, 0.0,
                {.unit = "year", .minimum = 0, .maximum = 1000, .meaning = "years without foreign aid until the next project"});
  fields.number("first_project", first_project, 0.0,
                {.unit = "years since the base year",
                 .minimum = -1000,
                 .maximum = 1000,
                 .meaning = "when the first project begins; read if projects end"});
}

bool NgoParameters::aided(double now) const {
  constexpr double same_moment = 1e-9;
  if (project <= 0) return true;
  const double since = now - first_project + same_moment, round = project + pause;
  return since >= 0 && since - round * std::floor(since / round) < project;
}

void ProgrammeParameters::describe(Fields& fields) {
  government.describe(fields);
  top_up.describe(fields);
  grants.describe(fields);
  cash.describe(fields);
  ngos.describe(fields);
  relocation.describe(fields);
  funds.describe(fields);
  interest_discount.describe(fields);
  insurance.describe(fields);
  work_relief.describe(fields);
}

}  // namespace povtrap
