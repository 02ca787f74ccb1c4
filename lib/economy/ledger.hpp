#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <tuple>
#include <utility>

#include "economy/account.hpp"
#include "economy/fault.hpp"
#include "economy/flows.hpp"

namespace povtrap {

/// The transaction matrix of one period: every payment is posted with both legs, in whole grid steps, so sums are exact and
/// do not depend on order. Ensures (checked by audit.hpp): every row and every column adds up to zero.
class Ledger {
 public:
  explicit Ledger(Fault fault = {}) : fault_(fault) {}

  void open_period(std::int64_t period) {
    period_ = period;
    for (auto& row : cells_) row.fill(0);
  }

  /// Moves money between two accounts. Requires: amount >= 0 unless a flow may run both ways (loans, bonds, trade).
  void pay(Account& from, Account& to, Steps amount, Flow flow);

  /// Posts one leg for many agents at once; the other leg is posted by whoever stands on the other side.
  void post_leg(Flow flow, Sector sector, Steps amount) { cells_[index(flow)][index(sector)] += amount; }

  /// One leg of a payment whose other leg the household books have posted. amount > 0: the account receives.
  void settle(Account& account, Steps amount, Flow flow) { settle(account, amount, flow, account.sector); }
  /// The same, posted to another column than the account's own: a firm's investment and loans belong to its capital account.
  void settle(Account& account, Steps amount, Flow flow, Sector column);

  /// Moves an entry inside an agent, from its current to its capital account; no deposit changes.
  void transfer_within(Sector from, Sector to, Steps amount, Flow flow);

  [[nodiscard]] Steps cell(Flow flow, Sector sector) const { return cells_[index(flow)][index(sector)]; }
  [[nodiscard]] const Fault& fault() const { return fault_; }
  [[nodiscard]] std::int64_t period() const { return period_; }

  /// The planted fault is left out: it belongs to the configuration.
  static auto members(auto& self) { return std::tie(self.fault_done_, self.period_, self.cells_); }

 private:
  [[nodiscard]] bool hit(FaultKind kind, Flow flow) {
    return fault_.hits(kind, flow, period_) && !std::exchange(fault_done_, true);
  }

  Fault fault_;
  bool fault_done_ = false;
  std::int64_t period_ = 0;
  std::array<std::array<Steps, sector_count>, flow_count> cells_ = {};
};

}  // namespace povtrap
