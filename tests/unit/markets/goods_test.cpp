#include "markets/goods.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "unit/described.hpp"

namespace povtrap {
namespace {

std::vector<Region> places(std::vector<double> trade_costs) {
  std::vector<Region> regions(trade_costs.size());
  for (std::size_t r = 0; r < regions.size(); ++r) regions[r].trade_cost = trade_costs[r];
  return regions;
}

std::vector<Firm> makers(std::size_t count) {
  std::vector<Firm> firms(count);
  for (Firm& firm : firms) {
    firm.industry = Industry::manufactures;
    firm.expected_sales = 100;
    firm.output = 50;
  }
  return firms;
}

TEST(Goods, DivideOrdersIntoSharesThatAddUpToOne) {
  std::vector<Firm> firms = makers(7);
  firms[2].industry = Industry::services;
  firms[3].expected_sales = 5000;
  firms[4].price = 2;
  firms[5].expected_sales = 0;
  const MakerShares shares = divide_orders(firms, places({0.1}), 2.0);
  EXPECT_NEAR(std::accumulate(shares.share.begin(), shares.share.end(), 0.0), 1.0, 1e-12);
  EXPECT_EQ(shares.share[2], 0.0);
  EXPECT_EQ(shares.share[5], 0.0);
  EXPECT_GT(shares.share[3], shares.share[0]);
  EXPECT_LT(shares.share[4], shares.share[0]);
  EXPECT_TRUE(shares.mean_price > 1 && shares.mean_price < 2);
}

TEST(Goods, SendOrdersToTheCheapAndTheNear) {
  std::vector<Firm> firms = makers(3);
  firms[1].region = 1;
  firms[2].price = 1.25;
  const MakerShares shares = divide_orders(firms, places({0.0, 0.2}), 2.0);
  EXPECT_NEAR(shares.share[1] / shares.share[0], std::pow(0.8, 2.0), 1e-12);
  EXPECT_NEAR(shares.share[2] / shares.share[0], std::pow(1.25, -2.0), 1e-12);
}

TEST(Goods, AreMadeByNobodyWhereThereIsNoMaker) {
  const MakerShares shares = divide_orders({}, places({0.1}), 2.0);
  EXPECT_TRUE(shares.share.empty());
  EXPECT_EQ(shares.mean_price, 1.0);
}

TEST(Goods, AreSoldUpToCapacityAndTheRestGoesToOthersWithRoom) {
  std::vector<Firm> firms = makers(2);
  firms[0].expected_sales = 1e6;  // nearly all orders, more than it can deliver
  const MakerShares shares = divide_orders(firms, places({0.0}), 2.0);
  const Steps sold = sell_manufactures(firms, shares, 80);
  EXPECT_EQ(firms[0].sales, to_steps(50));
  EXPECT_NEAR(to_lcu(sold), 80, 2 * lcu_per_step);
  const Steps all = sell_manufactures(firms, shares, 1000);
  EXPECT_EQ(all, to_steps(100)) << "more than capacity cannot be sold";
  EXPECT_NEAR(firms[0].orders + firms[1].orders, 1000, 1e-9);
}

TEST(Goods, AreDeliveredFromPaidLabourAndCapital) {
  Firm firm;
  firm.price = 2;
  firm.wage = 10;
  firm.productivity = 15;
  firm.capital = 300;
  firm.wage_bill = to_steps(40);
  EXPECT_NEAR(deliverable(firm, 1.5, 0.25), 2 * std::min(15 * 4.0, 300 / 1.5 * 0.25), 1e-9);
  firm.capital = 1e6;
  EXPECT_NEAR(deliverable(firm, 1.5, 0.25), 2 * 60.0, 1e-9);
  firm.wage = 0;
  EXPECT_EQ(deliverable(firm, 1.5, 0.25), 0.0);
}

TEST(Goods, KeepTheLocalPriceOfFoodInItsBand) {
  EXPECT_NEAR(local_food_price(2.0, 0.2, 1.0), 2.0 * 0.8, 1e-12);
  EXPECT_NEAR(local_food_price(2.0, 0.2, -1.0), 2.0 / 0.8, 1e-12);
  EXPECT_EQ(local_food_price(2.0, 0.2, 0.0), 2.0);
  EXPECT_NEAR(local_food_price(2.0, 0.2, 0.05), 2.0 * std::sqrt(0.8), 1e-12);
  EXPECT_EQ(local_food_price(2.0, 0.0, 0.7), 2.0);
}

TEST(Goods, MoveThePriceOfServicesSlowly) {
  GoodsParameters p;
  test::describe(
      p, {{"goods.services_price_response", 0.1}, {"goods.services_price_bound", 0.05}, {"goods.normal_utilisation", 0.9}});
  EXPECT_NEAR(next_services_price(3, 0.9, 0.25, p), 3, 1e-12);
  EXPECT_NEAR(next_services_price(3, 0.99, 0.25, p), 3 * (1 + 0.1 * 0.1 * 0.25), 1e-12);
  EXPECT_NEAR(next_services_price(3, 100, 0.25, p), 3 * (1 + 0.05 * 0.25), 1e-12);
  EXPECT_NEAR(next_services_price(3, 0, 0.25, p), 3 * (1 - 0.05 * 0.25), 1e-12);
}

}  // namespace
}  // namespace povtrap
