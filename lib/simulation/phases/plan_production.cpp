#include "simulation/phases/phases.hpp"

namespace povtrap {

void plan_production(Stage& stage) {
  Economy& e = stage.economy;
  renew_firms(stage);
  for (Firm& firm : e.firms) {
    firm.productivity *= stage.firm_growth;
    const Region& region = e.regions[firm.region];
    firm.price = firm.industry == Industry::services ? region.services_price
                 : firm.industry == Industry::food   ? region.food_price
                                                     : maker_price(firm, stage.model.firms, stage.memory.maker_price);
    plan_production(firm, stage.model.firms, stage.model.programmes.government.vat);
    firm.orders = firm.output = 0;
    firm.sales = firm.wage_bill = firm.investment_plan = firm.loan_request = 0;
  }
}

}  // namespace povtrap
