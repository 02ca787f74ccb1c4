#pragma once

#include <cstdint>
#include <limits>
#include <span>

#include "povtrap/draws.hpp"
#include "povtrap/rule.hpp"

namespace povtrap {

/// Who pays an instrument: the central government, by bonds if taxes do not suffice, or the NGO of the households' bloc, out of
/// its funds.
enum class Payer : std::uint8_t { central_government, ngos };

/// What a household gets: money to live on, or money that it must put into the capital of its own enterprise.
enum class Transfer : std::uint8_t { cash, asset };

/// A policy that promises amounts to households. Promises are made in phase 2, cut to the budgets in phase 3 (everybody in a
/// block by the same fraction), and paid through the ledger in phase 7, exactly.
/// Its parameters are `instruments.NAME.*`; `instruments.NAME.active` switches it. A result has `NAME_paid` and `NAME_reached`.
class Instrument : public Rule {
 public:
  /// What each household is to get in this period, zero before.   Units: [LCU/period], rounded down to the grid of money.
  /// Ensures: finite and >= 0.
  virtual void promise(const HouseholdBlock& households, const Draws& draws, std::span<double> amounts) const = 0;

  [[nodiscard]] virtual Payer payer() const { return Payer::central_government; }
  [[nodiscard]] virtual Transfer transfer() const { return Transfer::cash; }
  /// The most that may be spent in this period in the whole nation.   Units: [LCU/period].   Ensures: >= 0, not NaN.
  [[nodiscard]] virtual double budget(const PeriodFacts&) const { return std::numeric_limits<double>::infinity(); }
};

}  // namespace povtrap
