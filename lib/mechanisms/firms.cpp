#include "mechanisms/firms.hpp"

#include <algorithm>
#include <cmath>

#include "core/fields.hpp"

namespace povtrap {

void FirmParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "firms", "who employs people outside the own enterprise");
  fields.number(
      "households_per_firm", households_per_firm, 80,
      {.unit = "households", .minimum = 0, .maximum = 1e9, .meaning = "simulated households for each firm; 0: no firms"});
  fields.number("jobs", jobs, 0.6,
                {.unit = "jobs/household",
                 .minimum = 0,
                 .maximum = 1,
                 .meaning = "wage jobs at the start",
                 .source = "calibrated to the wage share of rural income",
                 .origin = Origin::calibrated});
  fields.number("town_share", town_share, 0.65,
                {.minimum = 0, .maximum = 1, .meaning = "share of these jobs that is in towns, where a bloc has both"});
  fields.number("services_share", services_share, 0.5,
                {.minimum = 0,
                 .maximum = 1,
                 .meaning = "share of village jobs that is in service firms; services must find their buyers in the region"});
  fields.number("town_services_share", town_services_share, 0.22,
                {.minimum = 0, .maximum = 1, .meaning = "the same in towns, where most jobs make goods for the nation"});
  fields.number("debt", debt, 0.3, {.minimum = 0, .maximum = 1, .meaning = "bank loans over capital at the start"});
  fields.number("markup", markup, 0.50,
                {.minimum = 0,
                 .maximum = 10,
                 .meaning = "price over unit wage cost, less one",
                 .source = "profit after tax about 7 % of capital",
                 .origin = Origin::calibrated});
  fields.number("undercut", undercut, 0.05,
                {.minimum = 0, .maximum = 1, .meaning = "how far below the mean price a manufacturer with lower cost goes; 1: prices follow own cost alone"});
  fields.number("capital_output", capital_output, 1.5,
                {.unit = "year", .minimum = 0.01, .maximum = 100, .meaning = "v, capital per yearly output at full capacity"});
  fields.number("depreciation", depreciation, 0.08,
                {.unit = "1/year", .minimum = 0, .maximum = 1, .meaning = "wear of firms' capital"});
  fields.number("growth", growth, 0.0,
                {.unit = "1/year", .minimum = -0.5, .maximum = 0.3, .meaning = "trend of labour productivity"});
  fields.number("expectations", expectations, 0.4,
                {.unit = "1/year",
                 .minimum = 0,
                 .maximum = 12,
                 .meaning = "rho, speed at which expected sales follow orders; with capital_adjustment .5 and .6 towns cycle",
                 .source = "calibrated to steady town unemployment",
                 .origin = Origin::calibrated});
  fields.number("capital_adjustment", capital_adjustment, 0.2,
                {.unit = "1/year",
                 .minimum = 0,
                 .maximum = 12,
                 .meaning = "share of the missing capital bought in a year",
                 .source = "calibrated to steady town unemployment",
                 .origin = Origin::calibrated});
  fields.number("payout", payout, 0.6,
                {.minimum = 0,
                 .maximum = 1,
                 .meaning = "share of profit distributed to owners; idle money beyond the wage fund follows slowly"});
  fields.number("max_leverage", max_leverage, 2.0,
                {.minimum = 0,
                 .maximum = 100,
                 .meaning = "largest debt over net worth",
                 .source = "Delli Gatti et al. (2011)",
                 .origin = Origin::sourced});
  fields.number(
      "niche", niche, 0.3,
      {.unit = "log", .minimum = 0, .maximum = 3, .meaning = "spread of the lasting attractiveness of manufacturers to buyers"});
  fields.number(
      "wage", wage, 7.5,
      {.unit = "poverty lines/year", .minimum = 1e-3, .maximum = 1e4, .meaning = "wage of an efficiency unit at the start"});
  fields.number("wage_fund", wage_fund, 0.25,
                {.unit = "year",
                 .minimum = 0,
                 .maximum = 10,
                 .meaning = "wages that a firm keeps as money before it pays dividends or repays"});
  fields.number("donations", donations, 0.02,
                {.minimum = 0, .maximum = 1, .meaning = "share of profits that firms give to NGOs"});
}

namespace {

/// Part of expected sales that a firm dares to spend on investment before buyers have paid.
constexpr double certain_sales = 0.7;

/// Part of idle money, beyond the wage fund, that owners take out in a year.
constexpr double idle_payout = 0.2;

}  // namespace

double maker_price(const Firm& firm, const FirmParameters& p, double mean_price) {
  return std::max((1.0 + p.markup) * firm.wage / firm.productivity, (1.0 - p.undercut) * mean_price);
}

void plan_production(Firm& firm, const FirmParameters& p, double vat) {
  const double capacity = firm.capital / p.capital_output;
  const bool worthwhile = firm.price / (1.0 + vat) * firm.productivity > firm.wage;
  const double target_output = worthwhile ? std::min(firm.expected_sales, capacity) : 0.0;
  firm.target_labour = target_output / firm.productivity;
}

void plan_investment(Firm& firm, const FirmParameters& p, const InvestmentTerms& t) {
  const double dt = t.period_length, goods_price = t.goods_price;
  const bool is_new = firm.capital == 0;
  const double wanted_capital = p.capital_output * firm.expected_sales;
  const double gross = is_new ? wanted_capital
                              : (p.depreciation * firm.capital + p.capital_adjustment * (wanted_capital - firm.capital)) * dt;
  const double unit_margin = firm.price / (1.0 + t.vat) - firm.wage / firm.productivity;
  firm.expected_return = unit_margin / (p.capital_output * goods_price) - p.depreciation;
  const double worth = to_lcu(firm.account.balance) + firm.capital * goods_price - to_lcu(firm.debt);
  const double wished = firm.expected_return > 0 ? std::max(0.0, gross) * goods_price : 0.0;
  const double coming_sales = is_new ? -p.wage_fund * firm.expected_sales / firm.productivity * firm.wage
                                     : certain_sales * firm.price * firm.expected_sales * dt;
  const double own_money = std::max(0.0, to_lcu(firm.account.balance) + coming_sales);
  const double room = std::max(0.0, p.max_leverage * worth - to_lcu(firm.debt));
  const double loan = firm.expected_return > t.loan_rate ? std::min(std::max(0.0, wished - own_money), room) : 0.0;
  firm.loan_request = to_steps(floor_to_grid(loan));
  firm.investment_plan = to_steps(floor_to_grid(std::min(wished, own_money)));
}

void learn_from_orders(Firm& firm, const FirmParameters& p, double dt) {
  const double ordered = firm.orders / firm.price / dt;
  firm.expected_sales += std::min(1.0, p.expectations * dt) * (ordered - firm.expected_sales);
}

Steps wage_fund_of(const Firm& firm, const FirmParameters& p, double dt) {
  return to_steps(floor_to_grid(p.wage_fund * to_lcu(firm.wage_bill) / dt));
}

Steps dividends_of(const Firm& firm, const FirmParameters& p, double dt) {
  const Steps free = firm.account.balance - wage_fund_of(firm, p, dt);
  if (free <= 0) return 0;
  const double growth = p.capital_adjustment * dt * std::max(0.0, p.capital_output * firm.expected_sales - firm.capital);
  const double profit = std::max(0.0, to_lcu(firm.profit) - growth);
  const double idle = idle_payout * dt * to_lcu(free);
  return std::min(free, to_steps(floor_to_grid(p.payout * profit + idle)));
}

}  // namespace povtrap
