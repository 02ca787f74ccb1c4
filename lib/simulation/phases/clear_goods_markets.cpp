#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "core/math.hpp"
#include "markets/goods.hpp"
#include "simulation/phases/phases.hpp"
#include "simulation/phases/service_orders.hpp"

namespace povtrap {

namespace {

/// Divides a sum over the blocks of a region in proportion to weights, none getting more than its limit.
Steps share_over_blocks(Stage& stage, const Region& region, Steps total, auto weight, auto limit, Steps BlockShares::*target) {
  std::vector<double> weights;
  for (std::size_t b = 0; b < region.blocks; ++b) weights.push_back(weight(stage.tallies[region.first_block + b]));
  std::vector<Steps> parts(weights.size(), 0);
  if (total != 0) split_steps(total, weights, parts);
  Steps given = 0;
  for (std::size_t b = 0; b < region.blocks; ++b) {
    const Steps share = std::min(parts[b], limit(stage.tallies[region.first_block + b]));
    stage.shares[region.first_block + b].*target = share;
    given += share;
  }
  return given;
}

/// What was planned for services but could not be had, and is spent on manufactures in the same period instead.
struct Unserved {
  Steps households = 0, central = 0, local = 0, ngos = 0, funds = 0, insurer = 0, migrants = 0;
  Steps schools = 0;  ///< paid in advance
};

/// Services that a region can deliver, and the part of orders that it serves: migrants first, who live on services, as far as the
/// capacity reaches; then all others alike.
struct ServicesSupply {
  double own = 0, firms = 0, demand = 0, fill = 1;
  Steps migrants = 0;  ///< what they get

  [[nodiscard]] double capacity() const { return own + firms; }
};

/// Pays own-account sellers and service firms what was sold, by capacity.
void pay_service_sellers(Stage& stage, Region& region, Steps sold, double own, double firms) {
  Economy& e = stage.economy;
  const Steps to_firms = own <= 0 ? sold : static_cast<Steps>(std::llround(static_cast<double>(sold) * firms / (own + firms)));
  const Steps to_own = sold - to_firms;
  share_over_blocks(
      stage, region, to_own, [](const BlockTally& t) { return t.services_capacity; },
      [](const BlockTally&) { return std::numeric_limits<Steps>::max(); }, &BlockShares::services_sold);
  e.ledger.settle(region.services_market, -to_own, Flow::consumption);
  std::vector<double> outputs;
  for (std::size_t f = region.first_firm; f < region.first_firm + region.firms; ++f)
    outputs.push_back(e.firms[f].industry == Industry::services ? e.firms[f].output : 0.0);
  std::vector<Steps> sales(outputs.size(), 0);
  if (to_firms > 0) split_steps(to_firms, outputs, sales);
  for (std::size_t f = 0; f < outputs.size(); ++f) {
    if (outputs[f] <= 0) continue;
    e.firms[region.first_firm + f].sales = sales[f];
    e.ledger.pay(region.services_market, e.firms[region.first_firm + f].account, sales[f], Flow::consumption);
  }
}

ServicesSupply supply_services(Stage& stage, const Region& region, Steps ordered) {
  Economy& e = stage.economy;
  ServicesSupply supply;
  supply.own = region_sum(stage, region, &BlockTally::services_capacity);
  for (std::size_t f = region.first_firm; f < region.first_firm + region.firms; ++f) {
    if (e.firms[f].industry != Industry::services) continue;
    e.firms[f].output = deliverable(e.firms[f], stage.model.firms.capital_output, stage.dt());
    supply.firms += e.firms[f].output;
  }
  const double others = to_lcu(ordered + region.public_services + region.services_market.balance), capacity = supply.capacity();
  supply.demand = others + to_lcu(region.migrant_spending);
  supply.migrants = std::min(region.migrant_spending, to_steps(floor_to_grid(capacity)));
  supply.fill = others > 0 ? std::min(1.0, (capacity - to_lcu(supply.migrants)) / others) : 1.0;
  return supply;
}

/// What a region's households buy at home and elsewhere, and what it sells to other blocs.   Units: grid steps.
struct Orders {
  Steps at_home, elsewhere, to_others;
};

/// What the market holds before anybody pays is the money of schools.
Unserved clear_services(Stage& stage, Region& region, const ServicesSupply& supply, const Orders& orders) {
  Economy& e = stage.economy;
  const Steps wanted = region_sum(stage, region, &BlockTally::services);
  const auto [own, firms, demand, fill, migrants] = supply;
  const double capacity = supply.capacity();
  const Steps central = served_part(region.central_services, fill), local = served_part(region.local_services, fill),
              ngos = served_part(region.ngo_services, fill), funds = served_part(region.fund_services, fill),
              insurer = served_part(region.insurer_services, fill), paid = region.services_market.balance,
              schools = served_part(paid, fill);
  const Steps bought = share_over_blocks(
      stage, region, served_part(orders.at_home, fill) + orders.elsewhere,
      [](const BlockTally& t) { return static_cast<double>(t.services); }, [](const BlockTally& t) { return t.services; },
      &BlockShares::services_bought);
  const Steps from_households = bought - orders.elsewhere + orders.to_others + migrants;
  e.ledger.settle(region.services_market, from_households, Flow::consumption);
  e.ledger.pay(e.government.account, region.services_market, central, Flow::public_purchases);
  e.ledger.pay(e.provinces[region.province].account, region.services_market, local, Flow::public_purchases);
  if (!e.ngos.empty())
    e.ledger.pay(e.ngos[region.bloc % e.ngos.size()].account, region.services_market, ngos, Flow::ngo_purchases);
  if (paid > schools) e.ledger.pay(region.services_market, e.manufactures_market, paid - schools, Flow::consumption);
  if (region.fund != no_fund) e.ledger.pay(e.funds[region.fund].account, region.services_market, funds, Flow::ngo_purchases);
  e.ledger.pay(e.insurer.account, region.services_market, insurer, Flow::ngo_purchases);
  const Steps sold = from_households + central + local + ngos + funds + insurer + schools;
  if (capacity > 0) pay_service_sellers(stage, region, sold, own, firms);
  for (std::size_t f = region.first_firm; f < region.first_firm + region.firms; ++f) {
    if (e.firms[f].industry == Industry::services && capacity > 0) e.firms[f].orders = demand * e.firms[f].output / capacity;
  }
  region.utilisation = capacity > 0 ? to_lcu(sold) / capacity : 1.0;
  region.services_pressure = capacity > 0 ? demand / capacity : stage.model.goods.normal_utilisation;
  return {.households = wanted - bought,
          .central = region.central_services - central,
          .local = region.local_services - local,
          .ngos = region.ngo_services - ngos,
          .funds = region.fund_services - funds,
          .insurer = region.insurer_services - insurer,
          .migrants = region.migrant_spending - migrants,
          .schools = paid - schools};
}

/// Firms sell all the food that they make, as farmers do, and reckon with what their capital can make.
Steps sell_food_of_firms(Stage& stage, const Region& region) {
  Economy& e = stage.economy;
  Steps sold = 0;
  for (std::size_t f = region.first_firm; f < region.first_firm + region.firms; ++f) {
    Firm& firm = e.firms[f];
    if (firm.industry != Industry::food) continue;
    firm.output = deliverable(firm, stage.model.firms.capital_output, stage.dt());
    firm.orders = firm.price * firm.capital / stage.model.firms.capital_output * stage.dt();
    firm.sales = to_steps(floor_to_grid(firm.output));
    e.ledger.pay(e.food_market, firm.account, firm.sales, Flow::farm_sales);
    sold += firm.sales;
  }
  return sold;
}

/// Food is eaten where it grows first; the nation's surplus or shortage is traded with the world.
void clear_food(Stage& stage) {
  Economy& e = stage.economy;
  const Steps eaten = national_sum(stage, &BlockTally::food);
  std::vector<Steps> made;
  for (const Region& region : e.regions) made.push_back(sell_food_of_firms(stage, region));
  const Steps grown = std::accumulate(made.begin(), made.end(), national_sum(stage, &BlockTally::farm_sales));
  e.ledger.settle(e.food_market, eaten, Flow::consumption);
  const Steps surplus = grown - eaten;
  e.ledger.pay(e.world.account, e.food_market, surplus, Flow::trade);
  e.world.import_share_food = eaten > 0 ? -static_cast<double>(surplus) / static_cast<double>(eaten) : 0.0;
  for (std::size_t r = 0; r < e.regions.size(); ++r) {
    Region& region = e.regions[r];
    const Steps here = region_sum(stage, region, &BlockTally::farm_sales) + made[r];
    const Steps plates = region_sum(stage, region, &BlockTally::food);
    region.food_surplus =
        here + plates > 0 ? static_cast<double>(here - plates) / static_cast<double>(std::max(here, plates)) : 0.0;
  }
}

/// Buyers' money for manufactures reaches the market; households' own part follows in their third pass.
Steps collect_manufactures_money(Stage& stage, const std::vector<Unserved>& unserved) {
  Economy& e = stage.economy;
  Account& market = e.manufactures_market;
  Steps before = market.balance;
  for (const Unserved& u : unserved) before -= u.schools;
  Steps consumption = national_sum(stage, &BlockTally::manufactures);
  for (const Unserved& u : unserved) consumption += u.households + u.migrants;
  e.ledger.settle(market, consumption, Flow::consumption);
  e.ledger.settle(market,
                  national_sum(stage, &BlockTally::investment) + national_sum(stage, &BlockTally::loans_granted) +
                      national_sum(stage, &BlockTally::fund_lent),
                  Flow::household_capital);
  for (Firm& firm : e.firms) {
    e.ledger.settle(firm.account, -firm.investment_plan, Flow::firm_investment, Sector::firms_capital);
    e.ledger.settle(market, firm.investment_plan, Flow::firm_investment);
  }
  for (std::size_t r = 0; r < e.regions.size(); ++r) {
    Region& region = e.regions[r];
    e.ledger.pay(e.government.account, market, region.central_manufactures + unserved[r].central, Flow::public_purchases);
    e.ledger.pay(e.provinces[region.province].account, market, region.local_manufactures + unserved[r].local,
                 Flow::public_purchases);
    if (!e.ngos.empty()) e.ledger.pay(e.ngos[region.bloc % e.ngos.size()].account, market, unserved[r].ngos, Flow::ngo_purchases);
    if (region.fund != no_fund) e.ledger.pay(e.funds[region.fund].account, market, unserved[r].funds, Flow::ngo_purchases);
    e.ledger.pay(e.insurer.account, market, unserved[r].insurer, Flow::ngo_purchases);
  }
  return market.balance - before;
}

/// Foreign orders fall with the domestic price, and while the world is indebted to this nation.
double foreign_orders(const Stage& stage, double price) {
  const World& world = stage.economy.world;
  const double claims = world.smoothed_income > 0 ? to_lcu(world.account.balance) / world.smoothed_income : 0.0;
  return world.export_demand * stage.world_growth * stage.dt() * math::pow(price, 1.0 - stage.model.goods.trade_elasticity) *
         math::exp(std::min(0.0, claims));
}

void clear_manufactures(Stage& stage, const std::vector<Unserved>& unserved) {
  Economy& e = stage.economy;
  const GoodsParameters& p = stage.model.goods;
  for (Firm& firm : e.firms) {
    if (firm.industry == Industry::manufactures) firm.output = deliverable(firm, stage.model.firms.capital_output, stage.dt());
  }
  const Steps domestic = collect_manufactures_money(stage, unserved);
  const MakerShares shares = divide_orders(e.firms, e.regions, p.price_elasticity);
  stage.memory.maker_price = shares.mean_price;
  const bool have_makers = std::any_of(shares.share.begin(), shares.share.end(), [](double s) { return s > 0; });
  const double imports = have_makers ? std::min(1.0, p.import_share * math::pow(shares.mean_price, p.price_elasticity)) : 1.0;
  const double at_home = std::max(0.0, to_lcu(domestic) * (1.0 - imports));
  const double abroad = have_makers ? foreign_orders(stage, shares.mean_price) : 0.0;
  const Steps sold = sell_manufactures(e.firms, shares, at_home + abroad);
  const double foreign_part = at_home + abroad > 0 ? abroad / (at_home + abroad) : 0.0;
  e.ledger.pay(e.world.account, e.manufactures_market, served_part(sold, foreign_part), Flow::trade);
  for (Firm& firm : e.firms) {
    if (firm.industry == Industry::manufactures) e.ledger.pay(e.manufactures_market, firm.account, firm.sales, Flow::consumption);
  }
  e.ledger.pay(e.manufactures_market, e.world.account, e.manufactures_market.balance, Flow::trade);
  const double price = (1.0 - imports) * shares.mean_price + imports;
  for (Region& region : e.regions) region.next_manufactures_price = price / (1.0 - region.trade_cost);
}

}  // namespace

void clear_goods_markets(Stage& stage) {
  std::vector<Region>& regions = stage.economy.regions;
  const ServiceOrders orders = order_services(stage);
  std::vector<ServicesSupply> supplies;
  std::vector<double> fill;
  for (std::size_t r = 0; r < regions.size(); ++r) {
    supplies.push_back(supply_services(stage, regions[r], orders.in(r)));
    fill.push_back(supplies[r].fill);
  }
  const ServicesFromElsewhere elsewhere = serve_elsewhere(stage, orders, fill);
  std::vector<Unserved> unserved;
  for (std::size_t r = 0; r < regions.size(); ++r) {
    unserved.push_back(
        clear_services(stage, regions[r], supplies[r], {orders.at_home[r], elsewhere.bought[r], elsewhere.sold[r]}));
  }
  clear_food(stage);
  clear_manufactures(stage, unserved);
}

}  // namespace povtrap
