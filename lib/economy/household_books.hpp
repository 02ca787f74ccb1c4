#pragma once

#include <array>
#include <cstddef>
#include <tuple>

#include "core/money.hpp"
#include "economy/fault.hpp"
#include "economy/flows.hpp"
#include "economy/ledger.hpp"

namespace povtrap {

/// Net receipts of a group of households in one period, by flow [grid steps].
struct FlowTotals {
  std::array<Steps, flow_count> net = {};

  [[nodiscard]] Steps operator[](Flow flow) const { return net[index(flow)]; }
  FlowTotals& operator+=(const FlowTotals& other) {
    for (std::size_t f = 0; f < flow_count; ++f) net[f] += other.net[f];
    return *this;
  }

  static auto members(auto& self) { return std::tie(self.net); }
};

/// What every household of a block receives (sign 1) or pays (sign -1) for one reason.
struct PostedRow {
  Flow flow;
  const double* amounts;
  double sign;
};

/// Deposits of a block as the pass before left them.
struct DepositsBefore {
  std::size_t first_household = 0;
  Steps sum = 0;
};

/// Moves money of one block of households during one pass, the only way a household's deposits change.
/// Each household's payments are kept as rows until the pass ends; then `close` checks for every household, without using
/// the moves themselves, that opening deposits + posted flows = closing deposits, bit for bit.
/// Shape: every row has one amount per household of the block.   Units: [LCU], on the grid of 2^-10.
class HouseholdBooks {
 public:
  /// `opening` is room for a copy of the deposits, made when the first payment comes; it must live as long as the books.
  HouseholdBooks(double* deposits, double* opening, std::size_t households, const Ledger& ledger, DepositsBefore before);

  /// Everyone's deposits grow by the row. The row must stay as it is until `close`. Returns its sum.
  Steps receive(Flow flow, const double* amounts) { return move(flow, amounts, 1.0); }
  /// Everyone's deposits shrink by the row. Returns its sum.
  Steps spend(Flow flow, const double* amounts) { return move(flow, amounts, -1.0); }

  /// The second path. Returns the sum of all deposits. Throws: ModelError naming the flow and the household; where nothing was
  /// paid, the block, if its deposits changed all the same.
  [[nodiscard]] Steps close() const;

  [[nodiscard]] const FlowTotals& totals() const { return totals_; }
  /// Deposits before the first payment of the pass. Throws: ModelError if they are not what the pass before left.
  [[nodiscard]] const double* opening() {
    if (!open_) open();
    return opening_;
  }

 private:
  void open();
  /// Nothing may touch deposits between two passes.
  void check_untouched(Steps deposits) const;
  Steps move(Flow flow, const double* amounts, double sign);
  [[nodiscard]] bool plants(FaultKind kind, Flow flow) const;
  /// What no posted payment of a household explains.
  [[nodiscard]] double gap(std::size_t household) const;
  [[noreturn]] void report() const;

  double* deposits_;
  double* opening_;
  std::size_t size_;
  const Ledger& ledger_;
  DepositsBefore before_;
  bool open_ = false;
  FlowTotals totals_;
  std::array<PostedRow, 48> rows_ = {};
  std::size_t row_count_ = 0;
};

}  // namespace povtrap
