#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "simulation/phases/phases.hpp"

namespace povtrap {

/// Who a phase deals with.
enum class Reach : std::uint8_t { household, region, nation };

/// One step of the period: what happens, by whom, and the functions that do it.
struct Phase {
  int number;
  std::string_view name;
  std::string_view by;     ///< H household by household, R region by region, N once for the nation
  int pass;                ///< household pass that it is fused into, 0 if none
  void (*before)(Stage&);  ///< region and nation part that runs before the pass, or all there is
  void (*households)(HouseholdPass&);
  void (*after)(Stage&);  ///< region and nation part that runs after the pass
  std::string_view sentence;
};

/// The fifteen phases in their order.
[[nodiscard]] std::span<const Phase> period_story();

/// Lives through one period. Throws: ModelError if the books do not balance at its end.
void run_period(Stage& stage);

}  // namespace povtrap
