#include <algorithm>
#include <cmath>

#include "core/math.hpp"
#include "markets/goods.hpp"
#include "markets/labour.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

Steps share(Steps amount, double rate) {
  return static_cast<Steps>(std::floor(static_cast<double>(std::max<Steps>(0, amount)) * rate));
}

/// Tax on what a firm sold and earned; profit is what remains after wear of capital.
void tax_firm(Stage& stage, Firm& firm) {
  Economy& e = stage.economy;
  const GovernmentParameters& p = stage.model.programmes.government;
  const Region& region = e.regions[firm.region];
  const Steps vat = share(firm.sales, p.vat / (1.0 + p.vat));
  const Steps interest = -firm.account.posted[index(Flow::loan_interest)];
  const Steps wear =
      to_steps(floor_to_grid(stage.model.firms.depreciation * stage.dt() * firm.capital * region.manufactures_price));
  const Steps profit = firm.sales - vat - firm.wage_bill - interest - wear;
  const Steps tax = vat + share(profit, p.profit_tax);
  e.ledger.settle(firm.account, -tax, Flow::taxes);
  collect_tax(stage, region, tax);
  firm.profit = profit - share(profit, p.profit_tax);
}

/// Installs capital, repays, and turns an overdraft into a loan.
void settle_capital(Stage& stage, Firm& firm) {
  const FirmParameters& p = stage.model.firms;
  const double price = stage.economy.regions[firm.region].manufactures_price;
  firm.capital += to_lcu(firm.investment_plan) / price - p.depreciation * stage.dt() * firm.capital;
  const Steps spare = firm.account.balance - wage_fund_of(firm, p, stage.dt());
  const Steps due = share(firm.debt, stage.model.credit.repayment * stage.dt());
  const Steps repayment = std::clamp<Steps>(spare, 0, due);
  lend_to_firm(stage, firm, firm.account.balance < 0 ? -firm.account.balance : -repayment);
}

void update_prices(Stage& stage) {
  Economy& e = stage.economy;
  const GoodsParameters& p = stage.model.goods;
  const double dt = stage.dt();
  const double target = 1.0 + p.food_band * math::clamp(e.world.import_share_food / p.food_full_band, -1.0, 1.0);
  const bool trades_food = e.food_market.posted[index(Flow::trade)] != 0;
  if (trades_food && p.food_band > 0) e.world.food_price += std::min(1.0, p.food_response * dt) * (target - e.world.food_price);
  for (Region& region : e.regions) {
    region.services_price = next_services_price(region.services_price, region.services_pressure, dt, p);
    region.expected_utilisation += std::min(1.0, p.expectations * dt) * (region.utilisation - region.expected_utilisation);
    region.food_price = local_food_price(e.world.food_price, region.trade_cost, region.food_surplus);
    region.manufactures_price = region.next_manufactures_price;
  }
}

}  // namespace

void settle_firms(Stage& stage) {
  Economy& e = stage.economy;
  const double dt = stage.dt();
  e.ledger.settle(e.bank.account, national_sum(stage, &BlockTally::repayments), Flow::loans);
  for (const Region& region : e.regions) collect_tax(stage, region, region_sum(stage, region, &BlockTally::services_tax));
  for (Firm& firm : e.firms) {
    const Region& region = e.regions[firm.region];
    tax_firm(stage, firm);
    const bool had_capital = firm.capital > 0;  // a firm that only builds up gets no orders yet
    settle_capital(stage, firm);
    if (had_capital) learn_from_orders(firm, stage.model.firms, dt);
    firm.wage = next_wage(firm.wage, region.unemployment, region.vacancy_rate, stage.growing ? stage.model.firms.growth : 0.0, dt,
                          stage.model.labour);
  }
  update_prices(stage);
}

}  // namespace povtrap
