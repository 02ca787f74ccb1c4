#include "markets/goods.hpp"

#include <algorithm>
#include <cmath>

#include "core/math.hpp"
#include "core/money.hpp"

namespace povtrap {

double deliverable(const Firm& firm, double capital_output, double dt) {
  if (firm.wage <= 0) return 0.0;
  const double labour = to_lcu(firm.wage_bill) / firm.wage;  // efficiency units x time
  return firm.price * std::min(firm.productivity * labour, firm.capital / capital_output * dt);
}

MakerShares divide_orders(std::span<const Firm> firms, std::span<const Region> regions, double elasticity) {
  constexpr double niche_power = 0.3, size_power = 0.7;
  MakerShares result{std::vector<double>(firms.size(), 0.0), 1.0};
  const auto delivered_price = [&](const Firm& firm) { return firm.price / (1.0 - regions[firm.region].trade_cost); };
  double all = 0, price_sum = 0;
  for (std::size_t f = 0; f < firms.size(); ++f) {
    const Firm& firm = firms[f];
    if (firm.industry != Industry::manufactures || firm.expected_sales <= 0) continue;
    result.share[f] = math::pow(firm.niche, niche_power) * math::pow(firm.expected_sales, size_power) *
                      math::pow(delivered_price(firm), -elasticity);
    all += result.share[f];
    price_sum += result.share[f] * firm.price;
  }
  if (all <= 0) return result;
  result.mean_price = price_sum / all;
  for (double& share : result.share) share /= all;
  return result;
}

Steps sell_manufactures(std::span<Firm> firms, const MakerShares& shares, double demand) {
  double unmet = 0, room = 0;
  for (std::size_t f = 0; f < firms.size(); ++f) {
    Firm& firm = firms[f];
    if (firm.industry != Industry::manufactures) continue;
    firm.orders = shares.share[f] * demand;
    unmet += std::max(0.0, firm.orders - firm.output);
    room += std::max(0.0, firm.output - firm.orders);
  }
  const double overflow = room > 0 ? std::min(1.0, unmet / room) : 0.0;
  Steps total = 0;
  for (Firm& firm : firms) {
    if (firm.industry != Industry::manufactures) continue;
    const double sold = std::min(firm.orders, firm.output) + overflow * std::max(0.0, firm.output - firm.orders);
    firm.sales = to_steps(floor_to_grid(sold));
    total += firm.sales;
  }
  return total;
}

double local_food_price(double national_price, double trade_cost, double surplus) {
  const double position = math::clamp(surplus / 0.1, -1.0, 1.0);
  return national_price * math::pow(1.0 - trade_cost, position);
}

double next_services_price(double price, double demand_over_capacity, double dt, const GoodsParameters& p) {
  const double pressure = p.services_price_response * (demand_over_capacity / p.normal_utilisation - 1.0);
  return price * (1.0 + math::clamp(pressure, -p.services_price_bound, p.services_price_bound) * dt);
}

}  // namespace povtrap
