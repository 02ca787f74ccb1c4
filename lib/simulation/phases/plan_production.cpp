#include "simulation/phases/phases.hpp"

namespace povtrap {

void plan_production(Stage& stage) {
  Economy& e = stage.economy;
  for (Firm& firm : e.firms) {
    firm.productivity *= stage.firm_growth;
    const bool makes_services = firm.industry == Industry::services;
    firm.price =
        makes_services ? e.regions[firm.region].services_price : (1.0 + stage.model.firms.markup) * firm.wage / firm.productivity;
    plan_production(firm, stage.model.firms, stage.model.programmes.government.vat);
    firm.orders = firm.output = 0;
    firm.sales = firm.wage_bill = firm.investment_plan = firm.loan_request = 0;
  }
}

}  // namespace povtrap
