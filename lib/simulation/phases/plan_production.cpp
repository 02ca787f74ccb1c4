#include "simulation/phases/phases.hpp"

namespace povtrap {

void plan_production(Stage& stage) {
  Economy& e = stage.economy;
  renew_firms(stage);
  stage.workers.for_each(e.regions.size(), [&](std::size_t r) {
    const Region& region = e.regions[r];
    for (std::size_t f = region.first_firm; f < region.first_firm + region.firms; ++f) {
      Firm& firm = e.firms[f];
      firm.productivity *= stage.firm_growth;
      firm.price = firm.industry == Industry::services ? region.services_price
                   : firm.industry == Industry::food   ? region.food_price
                                                       : maker_price(firm, stage.model.firms, stage.memory.maker_price);
      plan_production(firm, stage.model.firms, stage.model.programmes.government.vat);
      firm.orders = firm.output = 0;
      firm.sales = firm.wage_bill = firm.investment_plan = firm.loan_request = 0;
    }
  });
}

}  // namespace povtrap
