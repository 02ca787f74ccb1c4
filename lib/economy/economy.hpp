#pragma once

#include <algorithm>
#include <tuple>
#include <vector>

#include "economy/agents.hpp"
#include "economy/calendar.hpp"
#include "economy/households.hpp"
#include "economy/ledger.hpp"

namespace povtrap {

/// Everybody and everything in a simulated nation: the complete state. It holds no behaviour.
struct Economy {
  Calendar calendar;
  Households households;
  std::vector<Block> blocks;  ///< sorted by region; a region's blocks are consecutive
  std::vector<Region> regions;
  std::vector<Firm> firms;  ///< sorted by region
  std::uint32_t firms_founded = 0;  ///< since the opening day, counting the first ones: the number of the next one
  std::vector<Province> provinces;
  std::vector<Ngo> ngos;
  std::vector<VillageFund> funds;  ///< sorted by region; empty unless the programme exists
  Insurer insurer;
  CentralGovernment government;
  Bank bank;
  World world;
  Account food_market{.sector =
                          Sector::firms_current};  ///< trades food between farmers, eaters and the world; empty at every close
  Account manufactures_market{.sector = Sector::firms_current};  ///< the same for manufactures; empty at every close
  Account dividend_pool{.sector = Sector::firms_current};        ///< profits on their way to the owners; empty at every close
  Ledger ledger;
  std::vector<std::string> bloc_names;

  Steps household_opening = 0;  ///< deposits of all households when the period began [grid steps]

  /// What everybody in the nation and abroad has at the bank. A negative account of the world is a claim of the bank on it.
  [[nodiscard]] double deposits() const { return to_lcu(std::max<Steps>(0, -world.account.balance) - bank.account.balance); }

  /// Visits every account except those of households.
  void for_each_account(auto visit) {
    for (auto& firm : firms) visit(firm.account);
    for (auto& province : provinces) visit(province.account);
    for (auto& ngo : ngos) visit(ngo.account);
    for (auto& fund : funds) visit(fund.account);
    visit(insurer.account);
    for (auto& region : regions) visit(region.services_market);
    visit(government.account), visit(bank.account), visit(world.account);
    visit(food_market), visit(manufactures_market), visit(dividend_pool);
  }

  static auto members(auto& self) {
    return std::tie(self.calendar, self.households, self.blocks, self.regions, self.firms, self.firms_founded, self.provinces,
                    self.ngos, self.funds, self.insurer, self.government, self.bank, self.world, self.food_market, self.manufactures_market, self.dividend_pool,
                    self.ledger, self.bloc_names, self.household_opening);
  }
};

}  // namespace povtrap
