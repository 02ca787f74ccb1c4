#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "povtrap/household_block.hpp"
#include "povtrap/rule.hpp"

namespace povtrap {

/// One series of the result, by period, for the whole nation.
struct ResultRow {
  std::string name;       ///< variable of the result file: lower-case letters, digits and _
  std::string units;      ///< UDUNITS text, "1" for shares and counts
  std::string long_name;  ///< what a plot writes at its axis
};

/// A measure of one's own, taken when a period is over. It adds up sums over all households, block by block in a fixed order,
/// and makes rows of the result out of them; counts in classes are sums too. It changes nothing and draws nothing.
/// Its parameters are `indicators.NAME.*`; `indicators.NAME.active` switches it.
class Indicator : public Rule {
 public:
  [[nodiscard]] virtual std::vector<ResultRow> rows() const = 0;
  /// How many sums it needs.
  [[nodiscard]] virtual std::size_t sums() const = 0;
  /// Adds a block to the sums, which begin at zero.
  virtual void add(const HouseholdBlock& households, std::span<double> sums) const = 0;
  /// What the sums of the nation say, one value for each row; NaN where there is nothing to say.
  virtual void conclude(std::span<const double> sums, std::span<double> values) const = 0;
};

}  // namespace povtrap
