#include "simulation/phases/service_orders.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "laws/small_economy.hpp"

namespace povtrap {
namespace {

Steps sum(const std::vector<Steps>& parts) {
  return std::accumulate(parts.begin(), parts.end(), Steps{0});
}

TEST(ServiceOrders, StayAtHomeByDefault) {
  test::OpenEconomy nation(test::small_economy());
  nation.live(2);
  const ServiceOrders orders = order_services(nation.stage());
  EXPECT_TRUE(orders.from_bloc.empty());
  for (std::size_t r = 0; r < nation.economy().regions.size(); ++r)
    EXPECT_EQ(orders.in(r), region_sum(nation.stage(), nation.economy().regions[r], &BlockTally::services));
}

TEST(ServiceOrders, GoElsewhereToOtherBlocsOnlyAndNoneIsLost) {
  test::OpenEconomy nation(test::small_economy({{"regions.services_elsewhere", "[0.3, 0.1]"}}));
  nation.live(2);
  const Economy& e = nation.economy();
  const ServiceOrders orders = order_services(nation.stage());
  Steps ordered = 0;
  for (std::size_t r = 0; r < e.regions.size(); ++r) {
    ordered += orders.in(r);
    EXPECT_EQ(orders.from_bloc[e.regions[r].bloc][r], 0) << "a region that buys elsewhere in its own bloc";
    const double planned = static_cast<double>(orders.at_home[r] + orders.elsewhere[r]);
    EXPECT_NEAR(static_cast<double>(orders.elsewhere[r]), (e.regions[r].bloc == 0 ? 0.3 : 0.1) * planned, 1.0);
  }
  EXPECT_EQ(ordered, national_sum(nation.stage(), &BlockTally::services));
}

TEST(ServiceOrders, AreServedAsFarAsTheSellersCan) {
  test::OpenEconomy nation(test::small_economy({{"regions.services_elsewhere", "[0.3, 0.1]"}}));
  nation.live(2);
  const ServiceOrders orders = order_services(nation.stage());
  const std::vector<double> half(nation.economy().regions.size(), 0.5);
  const ServicesFromElsewhere served = serve_elsewhere(nation.stage(), orders, half);
  EXPECT_EQ(sum(served.bought), sum(served.sold));
  EXPECT_NEAR(static_cast<double>(sum(served.bought)), 0.5 * static_cast<double>(sum(orders.elsewhere)), 100.0);
}

}  // namespace
}  // namespace povtrap
