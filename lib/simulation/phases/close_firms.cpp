#include <algorithm>
#include <vector>

#include "simulation/phases/firm_renewal.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// Other firms of the region and the industry buy the capital with money that they can spare, at a discount.
void sell_capital(Stage& stage, Firm& closing) {
  Economy& e = stage.economy;
  const Region& region = e.regions[closing.region];
  std::vector<double> spare(region.firms, 0.0);
  Steps money = 0;
  for (std::size_t k = 0; k < region.firms; ++k) {
    const Firm& firm = e.firms[region.first_firm + k];
    if (&firm == &closing || !firm.open || firm.industry != closing.industry) continue;
    const Steps free = std::max<Steps>(0, firm.account.balance - wage_fund_of(firm, stage.model.firms, stage.dt()));
    spare[k] = static_cast<double>(free);
    money += free;
  }
  const double price = region.manufactures_price * (1.0 - stage.model.demography.resale_discount);
  const Steps asked = to_steps(floor_to_grid(closing.capital * price));
  const Steps sold = std::min(asked, money);
  if (sold <= 0) return;
  std::vector<Steps> parts(spare.size());
  split_steps(sold, spare, parts);
  for (std::size_t k = 0; k < parts.size(); ++k) {
    if (parts[k] == 0) continue;
    Firm& buyer = e.firms[region.first_firm + k];
    e.ledger.settle(buyer.account, -parts[k], Flow::firm_investment, Sector::firms_capital);
    e.ledger.settle(closing.account, parts[k], Flow::firm_investment, Sector::firms_capital);
    buyer.capital += to_lcu(parts[k]) / price;
  }
}

}  // namespace

void close_firms(Stage& stage) {
  Economy& e = stage.economy;
  for (Firm& firm : e.firms) {
    const double price = e.regions[firm.region].manufactures_price;
    if (!firm.open || !must_close(firm, price, stage.model.firms.capital_output)) continue;
    firm.open = false;
    sell_capital(stage, firm);
    lend_to_firm(stage, firm, -std::min(firm.debt, std::max<Steps>(0, firm.account.balance)));
    stage.renewal.write_off += firm.debt;
    stage.renewal.closed += 1;
    if (firm.account.balance > 0) e.ledger.pay(firm.account, e.dividend_pool, firm.account.balance, Flow::dividends);
    firm.debt = firm.profit = 0;
    firm.capital = firm.expected_sales = firm.target_labour = firm.labour = firm.expected_return = 0;
    firm.workers = 0;
  }
}

}  // namespace povtrap
