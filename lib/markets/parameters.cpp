#include "markets/parameters.hpp"

#include "core/fields.hpp"

namespace povtrap {

void LabourParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "labour", "who gets a wage job, and at which wage");
  fields.number("separations", separations, 0.10,
                {.unit = "1/year", .minimum = 0, .maximum = 12, .meaning = "share of jobs that end without a layoff"});
  fields.integer("applications", applications, 4,
                 {.unit = "firms",
                  .minimum = 0,
                  .maximum = 16,
                  .meaning = "firms of the home region that a seeker applies to in a period",
                  .source = "Delli Gatti et al. (2011)",
                  .origin = Origin::sourced});
  fields.flag("elsewhere", elsewhere, true, {.meaning = "who finds nothing applies once outside the region (labour migration)"});
  fields.number(
      "open_to_all", open_to_all, 0.0,
      {.minimum = 0,
       .maximum = 1,
       .meaning = "share of vacancies for which people of all regions compete; the others go to those at home first, and "
                  "elsewhere only if nobody there wants them"});
  fields.number("migration_cost", migration_cost, 0.15,
                {.minimum = 0,
                 .maximum = 1,
                 .meaning = "share of the pay elsewhere that a seeker counts as the burden of being away; nobody is paid it"});
  fields.number("network", network, 0.0,
                {.minimum = 0,
                 .maximum = 100,
                 .meaning = "fall of the log of that burden with the share of the region's households that work elsewhere",
                 .source = "Carrington, Detragiache and Vishwanath (1996): the idea"});
  fields.number("job_risk", job_risk, 0.0,
                {.minimum = 0,
                 .maximum = 1,
                 .meaning = "weight of unemployment where the job is in the pay expected there; 1: the expected wage",
                 .source = "Harris and Todaro (1970): the idea"});
  fields.number("living_cost", living_cost, 0.0,
                {.minimum = 0,
                 .maximum = 0.9,
                 .meaning = "share of pay earned in another region that the worker spends there; the rest is sent home"});
  fields.number("wage_response", wage_response, 0.15,
                {.unit = "1/year",
                 .minimum = 0,
                 .maximum = 12,
                 .meaning = "wage change per point of unfilled vacancies less unemployment"});
  fields.number(
      "wage_fall", wage_fall, 0.01,
      {.unit = "1/year", .minimum = 0, .maximum = 0.9, .meaning = "largest yearly fall of a wage below the productivity trend"});
  fields.number("wage_rise", wage_rise, 0.04,
                {.unit = "1/year", .minimum = 0, .maximum = 1, .meaning = "largest yearly rise above it"});
  fields.number("natural_unemployment", natural_unemployment, 0.05,
                {.minimum = 0, .maximum = 1, .meaning = "unemployment at which wages follow productivity"});
  fields.number("illness_loss", illness_loss, 0.4,
                {.minimum = 0, .maximum = 1, .meaning = "share of work capacity that a household loses while somebody is ill"});
}

void GoodsParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "goods", "markets for food, local services and manufactures, and the world");
  fields.number(
      "services_price_response", services_price_response, 0.10,
      {.unit = "1/year", .minimum = 0, .maximum = 12, .meaning = "change of the price of services per unit of excess demand"});
  fields.number("services_price_bound", services_price_bound, 0.05,
                {.unit = "1/year", .minimum = 0, .maximum = 0.9, .meaning = "its largest yearly change"});
  fields.number("normal_utilisation", normal_utilisation, 0.90,
                {.minimum = 0.01, .maximum = 1, .meaning = "use of services capacity at which the price stays"});
  fields.number("expectations", expectations, 2.0,
                {.unit = "1/year",
                 .minimum = 0,
                 .maximum = 12,
                 .meaning = "speed at which expected sales of own services follow the last ones"});
  fields.integer(
      "planning_rounds", planning_rounds, 1,
      {.unit = "rounds",
       .minimum = 1,
       .maximum = 200,
       .meaning =
           "1: households reckon with last sales; more: plans are revised until expected and realised sales of services agree"});
  fields.number("food_band", food_band, 0.15,
                {.minimum = 0, .maximum = 0.9, .meaning = "largest distance of the national food price from the world price"});
  fields.number("food_full_band", food_full_band, 0.5,
                {.minimum = 0.01,
                 .maximum = 10,
                 .meaning = "net food trade over consumption at which the food price is at the end of its band"});
  fields.number(
      "food_response", food_response, 0.5,
      {.unit = "1/year", .minimum = 0, .maximum = 12, .meaning = "speed at which the food price moves inside its band"});
  fields.number("import_share", import_share, 0.12,
                {.minimum = 0, .maximum = 1, .meaning = "share of manufactures that is imported at equal prices"});
  fields.number("export_share", export_share, 0.14,
                {.minimum = 0, .maximum = 1, .meaning = "exports of manufactures over their first sales"});
  fields.number("world_growth", world_growth, 0.0,
                {.unit = "1/year", .minimum = -0.5, .maximum = 0.3, .meaning = "growth of foreign demand"});
  fields.number("trade_elasticity", trade_elasticity, 1.5,
                {.minimum = 0, .maximum = 20, .meaning = "fall of exports with their price"});
  fields.number("price_elasticity", price_elasticity, 2.0,
                {.minimum = 0,
                 .maximum = 20,
                 .meaning = "how strongly buyers turn to cheaper manufacturers",
                 .source = "calibrated to stable firm sizes",
                 .origin = Origin::calibrated});
}

void CreditParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "credit", "the bank and who may borrow");
  fields.flag("households", households, true, {.meaning = "households may borrow at all"});
  fields.flag("collateral", collateral, true, {.meaning = "a household loan needs capital as security: the credit trap"});
  fields.number("minimum_capital", minimum_capital, 1.0,
                {.unit = "U", .minimum = 0, .maximum = 1e6, .meaning = "w_min, capital below which nobody gets a loan"});
  fields.number("loan_to_value", loan_to_value, 0.5, {.minimum = 0, .maximum = 1, .meaning = "largest debt over capital"});
  fields.number(
      "wished_growth", wished_growth, 0.2,
      {.unit = "1/year", .minimum = 0, .maximum = 12, .meaning = "growth of capital that a household wants where it pays"});
  fields.number("repayment", repayment, 0.25,
                {.unit = "1/year", .minimum = 0, .maximum = 12, .meaning = "share of debt repaid in a year"});
  fields.number("loan_rate", loan_rate, 0.06, {.unit = "1/year", .minimum = 0, .maximum = 1, .meaning = "interest on loans"});
  fields.number("deposit_rate", deposit_rate, 0.02,
                {.unit = "1/year", .minimum = 0, .maximum = 1, .meaning = "interest on deposits, if the bank can afford it"});
  fields.number("bond_rate", bond_rate, 0.03,
                {.unit = "1/year", .minimum = 0, .maximum = 1, .meaning = "interest on government bonds"});
  fields.number("foreign_rate", foreign_rate, 0.02,
                {.unit = "1/year", .minimum = 0, .maximum = 1, .meaning = "interest on claims against the world"});
  fields.number("deposit_pass_through", deposit_pass_through, 0.85,
                {.minimum = 0,
                 .maximum = 1,
                 .meaning = "largest share of the bank's income that depositors get, or its equity melts",
                 .source = "calibrated to positive equity",
                 .origin = Origin::calibrated});
  fields.number("capital_ratio", capital_ratio, 0.10,
                {.minimum = 0,
                 .maximum = 1,
                 .meaning = "equity over loans and bonds that the bank keeps",
                 .source = "Delli Gatti et al. (2011)",
                 .origin = Origin::sourced});
  fields.number(
      "bank_payout", bank_payout, 0.25,
      {.unit = "1/year", .minimum = 0, .maximum = 12, .meaning = "share of equity beyond it that the bank pays to its owners"});
  fields.number("loan_limit", loan_limit, 0.75,
                {.minimum = 0,
                 .maximum = 100,
                 .meaning = "largest loans over deposits",
                 .source = "Chinese law 1995-2015",
                 .origin = Origin::sourced});
  fields.number("local_lending", local_lending, 0.0,
                {.minimum = 0,
                 .maximum = 1,
                 .meaning = "share of the pot that is divided over regions by their deposits and serves them first; 0: the pot "
                            "goes to the highest return anywhere"});
  fields.number(
      "evasion", evasion, 0.0,
      {.minimum = 0,
       .maximum = 1e6,
       .meaning = "beta, cost of evading the bank over its cost of keeping track of a household that owes; the loan rate of "
                  "households is then (1 + beta deposit_rate) / (beta - 1); up to 1: they pay loan_rate",
       .source = "Galor and Zeira (1993)",
       .origin = Origin::sourced});
  fields.number(
      "bond_remittance", bond_remittance, 0.0,
      {.minimum = 0,
       .maximum = 1,
       .meaning = "share of the interest on its bonds that the bank, being the central bank, hands back to the government"});
  fields.flag(
      "dividends_from_closed_books", dividends_from_closed_books, false,
      {.meaning = "the bank pays dividends from equity at the end of the last period, not with interest that has come in since "
                  "and is due to depositors"});
  fields.number(
      "foreign_claims", foreign_claims, 0.0,
      {.minimum = 0, .maximum = 100, .meaning = "claims of the bank on the world at the start, over the deposits of households"});
}

}  // namespace povtrap
