#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/columns.hpp"

namespace povtrap {

/// An income per head [LCU/year], in single precision as panels keep it, and the people who have it.
struct RankedIncome {
  float income = 0;
  std::uint32_t persons = 0;
};

/// Puts incomes into rising order; those who have the same keep theirs.
void sort_incomes(std::vector<RankedIncome>& incomes);

/// Classes of income in rising order, "bins", so narrow that the Gini index hardly depends on who is richer within one. They are
/// of equal width up to a 32nd of the typical income and then 1024 for each doubling. The first and the last one are open.
class IncomeScale {
 public:
  static constexpr std::size_t per_doubling = 1024;
  static constexpr std::size_t doublings_below_zero = 1, doublings = 10;  ///< to -1/32 and 32 times the typical income
  static constexpr std::size_t bins = (doublings_below_zero + doublings) * per_doubling;

  /// `typical`: an income of the middle, such as the mean; only its power of two counts.   Requires: above zero, finite.
  explicit IncomeScale(double typical);

  [[nodiscard]] std::size_t bin_of(float income) const;
  /// Lowest income of a bin, minus infinity for the first one.   Requires: bin <= bins; infinity for that one.
  [[nodiscard]] double lower(std::size_t bin) const;
  /// Requires: the bin is not open.
  [[nodiscard]] double width(std::size_t bin) const { return widths_[bin / per_doubling]; }
  [[nodiscard]] static bool is_open(std::size_t bin) { return bin == 0 || bin + 1 == bins; }

  /// Incomes are added up in whole parts of this, so that sums do not depend on their order [LCU/year].
  [[nodiscard]] double quantum() const { return quantum_; }

  /// The bin of each income, and the income in quanta.
  void place(std::span<const float> incomes, std::uint32_t* bin, std::int64_t* quanta) const;

 private:
  float start_;
  double quantum_;
  std::array<double, doublings_below_zero + doublings> widths_;  ///< of the bins of each doubling
};

/// Who is in one bin.
struct IncomeBin {
  std::int64_t persons = 0;
  std::int64_t quanta = 0;  ///< their income; of no use in open bins
};

using IncomeBins = Column<IncomeBin>;  ///< one for each bin of a scale

/// Adds one group to another.
void add_bins(IncomeBins& to, const IncomeBins& from);

}  // namespace povtrap
