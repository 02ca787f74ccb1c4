#include "simulation/phases/service_orders.hpp"

#include <cmath>
#include <numeric>

namespace povtrap {

namespace {

/// Shares of a bloc's purchases elsewhere by region: nothing at home, elsewhere by people.
std::vector<double> people_elsewhere(const Economy& e, std::size_t bloc) {
  std::vector<double> weights;
  for (const Region& region : e.regions) weights.push_back(region.bloc == bloc ? 0.0 : region.persons);
  return weights;
}

}  // namespace

Steps served_part(Steps planned, double fill) {
  return fill >= 1.0 ? planned : static_cast<Steps>(std::floor(static_cast<double>(planned) * fill));
}

Steps ServiceOrders::in(std::size_t region) const {
  Steps orders = at_home[region];
  for (const std::vector<Steps>& bloc : from_bloc) orders += bloc[region];
  return orders;
}

ServiceOrders order_services(const Stage& stage) {
  const Economy& e = stage.economy;
  const std::vector<double>& shares = stage.model.regions.services_elsewhere;
  ServiceOrders orders;
  for (const Region& region : e.regions) orders.at_home.push_back(region_sum(stage, region, &BlockTally::services));
  const std::size_t blocs = e.bloc_names.size();
  if (shares.empty() || blocs < 2) return orders;
  std::vector<Steps> pools(blocs, 0);
  for (std::size_t r = 0; r < e.regions.size(); ++r) {
    const std::size_t bloc = e.regions[r].bloc;
    const auto away = static_cast<Steps>(std::llround(shares[bloc] * static_cast<double>(orders.at_home[r])));
    orders.elsewhere.push_back(away);
    orders.at_home[r] -= away;
    pools[bloc] += away;
  }
  for (std::size_t bloc = 0; bloc < blocs; ++bloc) {
    orders.from_bloc.emplace_back(e.regions.size(), 0);
    if (pools[bloc] > 0) split_steps(pools[bloc], people_elsewhere(e, bloc), orders.from_bloc[bloc]);
  }
  return orders;
}

ServicesFromElsewhere serve_elsewhere(const Stage& stage, const ServiceOrders& orders, const std::vector<double>& fill) {
  const Economy& e = stage.economy;
  const std::size_t regions = e.regions.size();
  ServicesFromElsewhere served{std::vector<Steps>(regions, 0), std::vector<Steps>(regions, 0)};
  for (std::size_t bloc = 0; bloc < orders.from_bloc.size(); ++bloc) {
    Steps bought = 0;
    for (std::size_t r = 0; r < regions; ++r) {
      const Steps here = served_part(orders.from_bloc[bloc][r], fill[r]);
      served.sold[r] += here;
      bought += here;
    }
    if (bought == 0) continue;
    std::vector<double> weights(regions, 0.0);
    for (std::size_t r = 0; r < regions; ++r)
      weights[r] = e.regions[r].bloc == bloc ? static_cast<double>(orders.elsewhere[r]) : 0.0;
    std::vector<Steps> parts(regions, 0);
    split_steps(bought, weights, parts);
    for (std::size_t r = 0; r < regions; ++r) served.bought[r] += parts[r];
  }
  return served;
}

}  // namespace povtrap
