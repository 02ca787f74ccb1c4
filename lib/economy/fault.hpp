#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "economy/flows.hpp"

namespace povtrap {

class Fields;

/// An error planted on purpose, so that anybody can see the audit catch it: `--set audit.fault=skipped_posting`.
enum class FaultKind : std::uint8_t {
  none,
  step_in_one_leg,    ///< the receiving leg gets one grid step more than was paid
  skipped_posting,    ///< money moves but the ledger is not told
  skipped_deposit,    ///< the ledger is told but no money moves
  dropped_remainder,  ///< the rounding remainder of a split is lost
  double_posting,     ///< one leg is posted twice
  off_grid_amount     ///< an amount that is no multiple of the grid step
};

/// Which fault to plant, into which flow, in which period.
struct Fault {
  FaultKind kind = FaultKind::none;
  Flow flow = Flow::wages;
  std::int64_t period = 0;

  /// Is this flow to be falsified in this way now?
  [[nodiscard]] bool hits(FaultKind wanted, Flow posted, std::int64_t now) const {
    return kind == wanted && flow == posted && period == now;
  }
};

/// Parameters of the audit: only the planted fault. The checks themselves cannot be switched off.
struct AuditParameters {
  std::string fault, flow;
  std::int64_t period = 1;

  void describe(Fields& fields);
  [[nodiscard]] Fault planted() const;
  /// Faults that cannot happen to a flow, in words.
  [[nodiscard]] std::vector<std::string> contradictions() const;
};

}  // namespace povtrap
