#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "core/random.hpp"
#include "economy/economy.hpp"
#include "economy/move.hpp"

namespace povtrap {

class Fields;

/// Poor villages move to better places, and the government pays for it.   Source: docs/model/programmes.md.
struct RelocationParameters {
  bool active = false;
  double start = 0, end = 0;  ///< years since the base year
  double share = 0;           ///< of the households of the poorest regions moved in a year [share]
  double origins = 0;         ///< rural regions, the least productive ones, from where people are moved [share]
  std::string targeting;      ///< "below_line" or "whole_region"
  std::string destination;    ///< "any", "towns" or "villages"
  double grant = 0;           ///< [poverty lines/head]
  std::string use;            ///< of the grant, "investment" or "deposits"
  double capital_loss = 0;    ///< of what a household cannot take along [share]

  void describe(Fields& fields);
};

/// Regions from where people are moved: the least productive ones, in rising order of what multiplies own output there.
[[nodiscard]] std::vector<std::size_t> poorest_regions(const Economy& economy, double share);

/// Where people of a region are moved: to the highest income per head in the province or, if no place there is better, in the
/// bloc; to nowhere that people are moved away from. The number of regions if no place is better.
class Destinations {
 public:
  Destinations(const Economy& economy, const RelocationParameters& parameters, const std::vector<std::size_t>& origins);
  [[nodiscard]] std::size_t of(std::size_t origin) const;

 private:
  const Economy& economy_;
  std::vector<std::size_t> in_province_, in_bloc_;  ///< the best places
};

/// The same for one region.
[[nodiscard]] std::size_t best_destination(const Economy& economy, const RelocationParameters& parameters, std::size_t origin,
                                           const std::vector<std::size_t>& origins);

/// Who moves this year, and where. `below_line`: a lottery among those whose own income of last year was below `line` per head.
/// `whole_region`: one region after the other, the least productive first.
/// Units: line [LCU/head/year].   Draws: `stream`, keyed by household and year.   Shape: in order of places.
[[nodiscard]] std::vector<Move> choose_moves(const RelocationParameters& parameters, const Economy& economy, double line,
                                             Stream stream, const Workers& threads);

/// Grant of a household that moves.   Units: [LCU], on the grid.
[[nodiscard]] double moving_grant(const RelocationParameters& parameters, double line, float persons);

}  // namespace povtrap
