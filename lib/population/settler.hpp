#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/random.hpp"
#include "economy/economy.hpp"
#include "population/synthetic.hpp"

namespace povtrap {

/// Everything about households that is there at the start: who they are and what they own, drawn household by household.
/// It is as quick as a period or two, because sweeps of small runs draw their people anew for every seed.
class Settler {
 public:
  /// `households`: of the nation; `line`: poverty line [LCU/head/year].
  Settler(const PopulationParameters& parameters, double line, std::uint64_t seed, std::size_t households);

  /// Fills the columns of one block.
  void settle(Households& households, const Block& block, const Region& region) const;

 private:
  struct Luck;

  void draw(Luck& luck, const Block& block) const;
  void draw_workers(Luck& luck, std::size_t n) const;
  void endow(Households& h, const Block& block, bool urban, Luck& luck) const;
  [[nodiscard]] double spaced_capital(std::size_t i) const;
  [[nodiscard]] double spaced_deposits(std::size_t i) const;

  const PopulationParameters& p_;
  double line_;
  std::size_t count_;
  std::vector<double> below_;  ///< share of households with at most 1, 2, ... persons
  Stream people_, means_;
};

}  // namespace povtrap
