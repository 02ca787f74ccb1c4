#pragma once

#include <vector>

#include "simulation/stage.hpp"

namespace povtrap {

/// Where households want to buy services: in their own region, or a share of it anywhere in the other blocs, divided over regions
/// there by people. Units: grid steps.   Source: docs/model/goods.md.
struct ServiceOrders {
  std::vector<Steps> at_home;                 ///< by region
  std::vector<Steps> elsewhere;               ///< by region that buys; empty if nobody buys elsewhere
  std::vector<std::vector<Steps>> from_bloc;  ///< [bloc that buys][region that sells]

  /// What the households of the nation order in a region.
  [[nodiscard]] Steps in(std::size_t region) const;
};

[[nodiscard]] ServiceOrders order_services(const Stage& stage);

/// What households of each region get from other blocs, if every region serves a part of its orders.
struct ServicesFromElsewhere {
  std::vector<Steps> bought;  ///< by region that buys
  std::vector<Steps> sold;    ///< by region that sells; the same sum
};
[[nodiscard]] ServicesFromElsewhere serve_elsewhere(const Stage& stage, const ServiceOrders& orders,
                                                    const std::vector<double>& fill);

/// The part of an order that can be had.
[[nodiscard]] Steps served_part(Steps planned, double fill);

}  // namespace povtrap
