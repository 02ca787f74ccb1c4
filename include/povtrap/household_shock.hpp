#pragma once

#include <cstdint>
#include <span>

#include "povtrap/draws.hpp"
#include "povtrap/rule.hpp"

namespace povtrap {

/// What a shock does to the households of a block: multipliers and declared losses, nothing else.
/// All entries hold "nothing happens" when the shock is asked.
struct ShockEffects {
  std::span<double> capital_left;     ///< part of the productive capital that is left, 1 before [share 0..1]
  std::span<double> output;           ///< multiplier of own output in this period, 1 before [>= 0]
  std::span<std::uint8_t> falls_ill;  ///< 1: somebody falls ill and works less until recovery (`shocks.illness.duration`)
  std::span<std::uint8_t> loses_job;  ///< 1: the wage job ends
};

/// Bad luck of one's own, in phase 1, after the built-in shocks. Its parameters are `shocks.NAME.*`; `shocks.NAME.active` and
/// `shocks.active` switch it.
class HouseholdShock : public Rule {
 public:
  virtual void strike(const HouseholdBlock& households, const Draws& draws, const ShockEffects& effects) const = 0;
};

}  // namespace povtrap
