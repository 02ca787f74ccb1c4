#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/parallel.hpp"

namespace povtrap {

class Fields;
struct Economy;

/// Which regions there are. Lists have one entry for each bloc.
struct RegionParameters {
  std::vector<std::string> blocs;
  std::vector<double> rural, towns;        ///< number of regions of each kind
  std::vector<double> household_share;     ///< of all households [share]
  std::vector<double> productivity;        ///< of own enterprises [1]
  std::vector<double> trade_cost;          ///< tau of rural regions [share]; towns have a third of it
  double town_productivity = 0;            ///< of own enterprises in towns over those of the bloc [1]
  double productivity_spread = 0;          ///< sd of the log over rural regions, stratified
  double size_spread = 0;                  ///< sd of the log of region sizes, stratified
  std::int64_t provinces = 0;              ///< for each bloc
  std::vector<double> saving_factor;       ///< saving over what the saving rule says, by bloc; empty: 1 [1]
  std::vector<double> services_elsewhere;  ///< services that households buy in other blocs, by bloc; empty: 0 [share]

  void describe(Fields& fields);
  [[nodiscard]] std::vector<std::string> contradictions(std::int64_t households) const;
};

/// Who lives there at the start.   Source: docs/model/population.md.
struct PopulationParameters {
  std::int64_t households = 0;
  double urban_share = 0;                         ///< of households [share]
  std::vector<double> sizes;                      ///< shares of households with 1, 2, ... persons
  double worker_share = 0;                        ///< probability that a member beyond the first works
  double ability = 0;                             ///< sd of the log
  double skill = 0;                               ///< sd of the log
  double urban_efficiency = 0;                    ///< of town workers over village workers, second earners included
  double services_rural = 0, services_urban = 0;  ///< households whose enterprise sells services [share]
  std::string capital_shape;                      ///< "lognormal" or "grid"
  double capital = 0;                             ///< median at the start [U]
  double capital_spread = 0;                      ///< sd of the log
  double capital_low = 0, capital_high = 0;       ///< ends of the grid [U]
  double deposits = 0;                            ///< of villagers at the start [poverty lines/head]
  double urban_deposits = 0;                      ///< of town households over village households
  std::string deposits_shape;                     ///< "claims" or "grid"
  double deposits_low = 0, deposits_high = 0;     ///< ends of the grid [poverty lines/head]
  double nutrition = 1;                           ///< food stock at the start [requirement]
  double ownership = 0;                           ///< sd of the log of claims on profits
  double urban_ownership = 0;                     ///< mean claim of town households over village households

  void describe(Fields& fields);
};

/// Regions that would have nobody, in words.   Requires: regions' own contradictions() empty.
[[nodiscard]] std::vector<std::string> empty_regions(const RegionParameters& regions, const PopulationParameters& population);

/// Numbers the households of the regions and cuts them into blocks that each lie in one region.
/// Requires: Region::households set.
void cut_into_blocks(Economy& economy);

/// Lays out regions and settles households in them.
/// Requires: contradictions() empty.   Draws: streams "population.*", keyed by household.
void settle_population(Economy& economy, const RegionParameters& regions, const PopulationParameters& population, double line,
                       std::uint64_t seed, const Workers& workers = Workers(1));

}  // namespace povtrap
