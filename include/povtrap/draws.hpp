#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "povtrap/household_block.hpp"

namespace povtrap {

/// Luck for one rule and one block. A draw is a function of the run's seed, the rule's name, the purpose, the household and the
/// time, and of nothing else: who draws or does not draw changes nobody else's luck, and all policies of one seed share it.
class Draws {
 public:
  /// How long a household keeps its draw of one purpose.
  enum class Keep : std::uint8_t { period, year, forever };

  /// For povtrap itself.
  Draws(std::uint64_t seed, std::string_view rule, const HouseholdBlock& households);

  /// One number in (0, 1) for each household.   Requires: out.size() == size of the block.
  void uniform(std::string_view purpose, std::span<double> out, Keep keep = Keep::period) const;
  /// One standard normal number for each household.
  void normal(std::string_view purpose, std::span<double> out, Keep keep = Keep::period) const;
  /// One number in (0, 1), the same for everybody in the region.
  [[nodiscard]] double region_uniform(std::string_view purpose, Keep keep = Keep::period) const;

 private:
  [[nodiscard]] std::uint32_t time_of(Keep keep) const;

  std::uint64_t seed_;
  std::string rule_;
  const HouseholdBlock* households_;
};

}  // namespace povtrap
