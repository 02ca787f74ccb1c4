#pragma once

#include <span>
#include <vector>

#include "economy/agents.hpp"
#include "markets/parameters.hpp"

namespace povtrap {

/// Output that a firm can sell in a period, from the labour that it paid for and its capital.   Units: [LCU at its price].
[[nodiscard]] double deliverable(const Firm& firm, double capital_output, double period_length);

/// How buyers of manufactures divide their money over domestic makers: attractive, large and cheap ones get more.
/// Equation: share ~ niche^.3 size^.7 (price / mean price)^-e; plain size x price would compound into runaway firms.
/// Source: docs/model/goods.md.
struct MakerShares {
  std::vector<double> share;  ///< of the firms in the order given; zero for makers of services
  double mean_price = 1;      ///< what a unit of domestic manufactures costs on average [LCU/unit]
};
[[nodiscard]] MakerShares divide_orders(std::span<const Firm> firms, std::span<const Region> regions, double price_elasticity);

/// Sales of makers when orders meet what they can deliver; what one cannot deliver goes to others with room.
/// Changes: `orders` and `sales` of manufacturers. Returns their sales [grid steps].
Steps sell_manufactures(std::span<Firm> firms, const MakerShares& shares, double demand);

/// Local price of food inside the trade band around the national price: at its floor where food leaves, at its top where it
/// comes from outside.   Equation: p_r = p (1 - tau)^s, s = net food surplus over a tenth of output, within -1 .. 1.
[[nodiscard]] double local_food_price(double national_price, double trade_cost, double surplus);

/// Price of services after a period with this use of capacity.
[[nodiscard]] double next_services_price(double price, double demand_over_capacity, double period_length,
                                         const GoodsParameters& parameters);

}  // namespace povtrap
