#include <algorithm>
#include <cmath>

#include "simulation/household_runner.hpp"
#include "simulation/phases/phases.hpp"
#include "simulation/phases/service_orders.hpp"

namespace povtrap {

namespace {

/// Use of own-service capacity that households' plans would bring about. Returns how far expectations were off.
double revise_expectations(Stage& stage) {
  Economy& e = stage.economy;
  double largest = 0;
  const ServiceOrders orders = order_services(stage);
  for (std::size_t r = 0; r < e.regions.size(); ++r) {
    Region& region = e.regions[r];
    const double capacity = region_sum(stage, region, &BlockTally::services_capacity);
    if (capacity <= 0) continue;
    const double demand = to_lcu(orders.in(r) + region.public_services + region.services_market.balance + region.migrant_spending);
    const double use = std::min(1.0, demand / capacity);
    largest = std::max(largest, std::abs(use - region.expected_utilisation) * capacity);
    region.expected_utilisation = use;
  }
  return largest;
}

/// Plans are made again with the sales that the last plans imply, until no region's expected income moves by a grid step.
void agree_on_services_income(Stage& stage) {
  for (std::int64_t round = 1; round < stage.model.goods.planning_rounds; ++round) {
    if (revise_expectations(stage) < lcu_per_step) break;
    run_without_money(stage, sound_out_plans);
  }
  if (stage.model.goods.planning_rounds > 1) run_again(stage, settle_plans);
}

/// Central purchases: what taxes leave after interest and transfers, less a part of the debt above its first ratio to income.
double central_purchases(const Stage& stage) {
  const GovernmentParameters& p = stage.model.programmes.government;
  const CentralGovernment& g = stage.economy.government;
  const double dt = stage.dt();
  if (p.rule == "fixed")
    return p.fixed_purchases * stage.model.poverty.line * static_cast<double>(stage.economy.households.size()) * dt;
  const double taxes = g.smoothed_taxes * (1.0 - p.local_share) * dt;
  const double interest = to_lcu(g.bonds) * stage.model.credit.bond_rate * dt;
  const double excess_debt = to_lcu(g.bonds) - g.initial_debt_ratio * g.smoothed_income;
  return std::max(p.minimum_spending * taxes, taxes - interest - g.transfers - p.debt_response * dt * excess_debt);
}

/// Purchases of services and manufactures by the governments, spread over regions by people; provinces buy at home only.
void plan_public_purchases(Stage& stage) {
  Economy& e = stage.economy;
  const GovernmentParameters& p = stage.model.programmes.government;
  double persons = 0;
  for (const Region& region : e.regions) persons += region.persons;
  const double central = std::max(0.0, central_purchases(stage));
  for (Province& province : e.provinces) {
    province.purchases = static_cast<Steps>(std::floor(static_cast<double>(std::max<Steps>(0, province.account.balance)) *
                                                       std::min(1.0, p.local_spending * stage.dt())));
  }
  for (Region& region : e.regions) {
    const Province& province = e.provinces[region.province];
    region.works = province.persons > 0 ? to_lcu(province.purchases) * region.persons / province.persons : 0.0;
    const double money = central * region.persons / persons;
    region.central_services = to_steps(floor_to_grid(p.services_share * money));
    region.local_services = to_steps(floor_to_grid(p.services_share * region.works));
    region.central_manufactures = to_steps(floor_to_grid((1.0 - p.services_share) * money));
    region.local_manufactures = to_steps(floor_to_grid((1.0 - p.services_share) * region.works));
    region.ngo_services = 0;
  }
  for (Ngo& ngo : e.ngos) {
    const double overhead = to_lcu(ngo.budget) * stage.model.programmes.ngos.overhead;
    for (Region& region : e.regions) {
      if (region.bloc % e.ngos.size() == ngo.bloc)
        region.ngo_services += to_steps(floor_to_grid(overhead * region.persons / ngo.persons));
    }
  }
  add_relief_works(stage);
  plan_fund_costs(stage);
  plan_insurer_costs(stage);
  for (Region& region : e.regions) {
    region.public_services =
        region.central_services + region.local_services + region.ngo_services + region.fund_services + region.insurer_services;
  }
}

}  // namespace

void plan_purchases(Stage& stage) {
  plan_public_purchases(stage);
  agree_on_services_income(stage);
  Economy& e = stage.economy;
  stage.workers.for_each(e.regions.size(), [&](std::size_t r) {
    const Region& region = e.regions[r];
    const InvestmentTerms terms{stage.dt(), region.manufactures_price, stage.model.credit.loan_rate,
                                stage.model.programmes.government.vat};
    for (std::size_t f = region.first_firm; f < region.first_firm + region.firms; ++f)
      plan_investment(e.firms[f], stage.model.firms, terms);
  });
}

}  // namespace povtrap
