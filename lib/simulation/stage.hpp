#pragma once

#include <cstdint>
#include <vector>

#include "core/parallel.hpp"
#include "core/random.hpp"
#include "economy/economy.hpp"
#include "markets/labour.hpp"
#include "simulation/household_pass.hpp"
#include "simulation/model.hpp"
#include "simulation/survey_start.hpp"

namespace povtrap {

/// Streams of keyed draws that belong to phases (each shock has its own).
struct Streams {
  Stream separations, applications, ranks, rounding, score;
};

/// Sums of the nation that phases of the next period read.
struct NationalMemory {
  double income = 0;          ///< of all households, last period [LCU/year]
  double log_variance = 0.5;  ///< of own income per head
  double taxes = 0;           ///< last period [LCU/period]
  double grant_funds = 0;     ///< that givers of grants had for the period [LCU]
  double price_index = 1;     ///< consumer prices over those of the opening day or, after the burn-in, of its end [1]
  double basket_food = 1, basket_services = 0, basket_manufactures = 0;  ///< weights of it, shares of spending
  double basket_cost = 1;                                                ///< of the basket when the index was one
  double reference_works = 0;  ///< public works per head and year that keep public capital, at the start [LCU]
};

/// Physical quantities whose conservation the audit checks.
struct GoodsCheck {
  double capital_opening = 0;  ///< [real LCU]
  double persons = 0;
};

/// A running simulation: the model, the economy, and what phases hand to each other within a period.
struct Stage {
  Stage(const Model& configured, int threads);

  const Model& model;
  Workers workers;
  Economy economy;
  NationalDecisions nation;
  NationalMemory memory;
  GoodsCheck goods;
  Streams streams;
  std::vector<BlockTally> tallies;
  std::vector<BlockShares> shares;
  SurveyStart survey;
  std::vector<std::vector<Seeker>> seekers;  ///< by region, unplaced ones of this period

  [[nodiscard]] double dt() const { return economy.calendar.length(); }
  /// Growth trends that compound: 1 at the start of the run, moved only while growth is on.
  double own_growth = 1;    ///< level of own productivity
  double firm_growth = 1;   ///< factor of firms' productivity in this period
  double world_growth = 1;  ///< level of foreign demand
  bool growing = false;
};

/// Sum of one exact quantity over the blocks of a region.
template <class Member>
[[nodiscard]] auto region_sum(const Stage& stage, const Region& region, Member member) {
  auto sum = stage.tallies[region.first_block].*member;
  for (std::size_t b = region.first_block + 1; b < region.first_block + region.blocks; ++b) sum += stage.tallies[b].*member;
  return sum;
}

/// The same over the nation, block by block.
template <class Member>
[[nodiscard]] auto national_sum(const Stage& stage, Member member) {
  auto sum = stage.tallies[0].*member;
  for (std::size_t b = 1; b < stage.tallies.size(); ++b) sum += stage.tallies[b].*member;
  return sum;
}

/// Settles the region, firms and balance sheets of the opening day.
void open_economy(Stage& stage);

}  // namespace povtrap
