#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

#include "core/parallel.hpp"
#include "core/random.hpp"
#include "economy/economy.hpp"
#include "simulation/household_pass.hpp"
#include "simulation/model.hpp"
#include "simulation/own_work.hpp"
#include "simulation/survey_start.hpp"

namespace povtrap {

struct JobMarket;
class Profile;

/// Streams of keyed draws that belong to phases (each shock has its own).
struct Streams {
  Stream separations, applications, ranks, rounding, score, founding;
};

/// Sums of the nation that phases of the next period read.
struct NationalMemory {
  double income = 0;          ///< of all households, last period [LCU/year]
  double log_variance = 0.5;  ///< of own income per head
  double taxes = 0;           ///< last period [LCU/period]
  double grant_funds = 0;     ///< that givers of grants had for the period [LCU]
  double price_index = 1;     ///< consumer prices over those of the opening day or, after the burn-in, of its end [1]
  double basket_food = 1, basket_services = 0, basket_manufactures = 0;  ///< weights of it, shares of spending
  double maker_price = 1;     ///< mean price of manufactures at the factory, last period [LCU/unit]
  double basket_cost = 1;                                                ///< of the basket when the index was one
  double reference_works = 0;  ///< public works per head and year that keep public capital, at the start [LCU]
  double relocated = 0;        ///< moved by the relocation programme since the year began [persons]
  double relocation_cost = 0;  ///< of it, since the year began [LCU]
  double moved = 0;            ///< by themselves since the year began [persons]

  static auto members(auto& self) {
    return std::tie(self.income, self.log_variance, self.taxes, self.grant_funds, self.price_index, self.basket_food,
                    self.basket_services, self.basket_manufactures, self.maker_price, self.basket_cost, self.reference_works,
                    self.relocated, self.relocation_cost, self.moved);
  }
};

/// Physical quantities whose conservation the audit checks.
struct GoodsCheck {
  double capital_opening = 0;      ///< [real LCU]
  double capital_left_behind = 0;  ///< by households that moved [real LCU]
  double persons = 0;              ///< of all regions when the period began

  static auto members(auto& self) { return std::tie(self.capital_opening, self.capital_left_behind, self.persons); }
};

/// What became of firms in the running year.
struct FirmRenewal {
  std::int64_t founded = 0, closed = 0, moved = 0;
  Steps equity = 0;     ///< that founders paid [grid steps]
  Steps write_off = 0;  ///< debt of closed firms that the bank lost, a revaluation outside the ledger [grid steps]

  static auto members(auto& self) { return std::tie(self.founded, self.closed, self.moved, self.equity, self.write_off); }
};

/// A configuration that was at work until a simulation was branched.
struct EarlierConfiguration {
  std::int64_t until = 0;  ///< periods that were done then, burn-in included
  std::string toml;

  static auto members(auto& self) { return std::tie(self.until, self.toml); }
};

/// Everything that one period hands to the next: what a checkpoint keeps.
struct CarriedState {
  Economy economy;
  NationalDecisions nation;
  NationalMemory memory;
  GoodsCheck goods;
  FirmRenewal renewal;
  std::vector<BlockTally> tallies;
  std::vector<BlockShares> shares;
  SurveyStart survey;
  std::vector<EarlierConfiguration> earlier;  ///< in the order of time
  /// Growth trends that compound: 1 at the start of the run, moved only while growth is on.
  double own_growth = 1;    ///< level of own productivity
  double firm_growth = 1;   ///< factor of firms' productivity in this period
  double world_growth = 1;  ///< level of foreign demand
  bool growing = false;

  static auto members(auto& self) {
    return std::tie(self.economy, self.nation, self.memory, self.goods, self.renewal, self.tallies, self.shares, self.survey, self.earlier, self.own_growth,
                    self.firm_growth, self.world_growth, self.growing);
  }
};

/// A running simulation: what it carries from period to period, the model, and what phases hand to each other within a period.
struct Stage : CarriedState {
  Stage(const Model& configured, int threads);
  ~Stage();

  const Model& model;
  Workers workers;
  Streams streams;
  OwnWork own;                               ///< of users' rules
  std::vector<Column<double>> rows_between_rounds;  ///< PassRows of all households, where plans are revised; else none
  Payroll payroll;                           ///< of this period
  std::unique_ptr<JobMarket> jobs;           ///< of this period
  std::unique_ptr<Profile> profile;          ///< of time, if anybody asked for it

  [[nodiscard]] double dt() const { return economy.calendar.length(); }
};

/// Sum of one exact quantity over the blocks of a region; nothing where nobody lives.
template <class Member>
[[nodiscard]] auto region_sum(const Stage& stage, const Region& region, Member member) {
  if (region.blocks == 0) return std::remove_cvref_t<decltype(stage.tallies.front().*member)>{};
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

/// Bank loans of all households.
[[nodiscard]] inline Steps household_loans(const Stage& stage) {
  return national_sum(stage, &BlockTally::debt);
}

/// Settles the region, firms and balance sheets of the opening day.
void open_economy(Stage& stage);

/// What only some economies need and this one has not had so far; who went to school before is drawn.
void open_optional_columns(Stage& stage);

/// Room for what users' rules hand on within a period, as large as today's households and blocks need.
void open_own_work(Stage& stage);

/// Blank tallies and shares for the blocks as they are cut now, with what blocks own.
void open_tallies(Stage& stage);

}  // namespace povtrap
