#include <povtrap/household_block.hpp>

#include <algorithm>
#include <povtrap/error.hpp>
#include <string>

#include "core/kernel.hpp"
#include "economy/households.hpp"

namespace povtrap {

namespace {

template <class T>
std::span<const T> part(const Column<T>& column, std::size_t first, std::size_t size) {
  return {column.data() + first, size};
}

POVTRAP_KERNEL void add_incomes(std::size_t n, const float* POVTRAP_RESTRICT income, double* POVTRAP_RESTRICT sum) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) sum[i] += static_cast<double>(income[i]);
}

/// The same steps in the same order as when poverty is measured, so that the bits are equal.
POVTRAP_KERNEL void divide_by_heads(std::size_t n, double whole, double price_index, const float* POVTRAP_RESTRICT heads,
                                    double* POVTRAP_RESTRICT per_head) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) per_head[i] *= whole / (static_cast<double>(heads[i]) * price_index);
}

Mark mark_of(Trait trait) {
  switch (trait) {
    case Trait::ill:
      return Mark::ill;
    case Trait::female_head:
      return Mark::female_head;
    case Trait::minority:
      return Mark::minority;
    case Trait::on_top_up_list:
      return Mark::supported;
    case Trait::had_grant:
      return Mark::granted;
    default:
      return Mark::poor_now;
  }
}

}  // namespace

HouseholdBlock::HouseholdBlock(const Households& households, const Block& block, const PeriodFacts& period,
                               const RegionFacts& region, std::int64_t periods_lived)
    : households_(&households),
      first_(block.first),
      size_(block.size),
      period_(period),
      region_(region),
      periods_lived_(periods_lived) {}

std::span<const std::uint32_t> HouseholdBlock::id() const {
  return part(households_->id, first_, size_);
}
std::span<const float> HouseholdBlock::persons() const {
  return part(households_->persons, first_, size_);
}
std::span<const std::uint8_t> HouseholdBlock::workers() const {
  return part(households_->workers, first_, size_);
}
std::span<const std::uint8_t> HouseholdBlock::age() const {
  return part(households_->age, first_, size_);
}
std::span<const float> HouseholdBlock::ability() const {
  return part(households_->ability, first_, size_);
}
std::span<const double> HouseholdBlock::deposits() const {
  return part(households_->deposits, first_, size_);
}
std::span<const double> HouseholdBlock::debt() const {
  return part(households_->debt, first_, size_);
}
std::span<const double> HouseholdBlock::capital() const {
  return part(households_->capital, first_, size_);
}
std::span<const double> HouseholdBlock::nutrition() const {
  return part(households_->nutrition, first_, size_);
}
std::span<const double> HouseholdBlock::skill() const {
  return part(households_->skill, first_, size_);
}
std::span<const double> HouseholdBlock::aspiration() const {
  if (households_->aspiration.empty()) {
    throw ModelError(
        "aspiration() was asked where nobody follows goals (they exist only with development.aspiration = true) switch them on or "
        "do without");
  }
  return part(households_->aspiration, first_, size_);
}
std::span<const float> HouseholdBlock::own_income_last_year() const {
  return part(households_->own_income_last_year, first_, size_);
}

bool HouseholdBlock::has(std::size_t household, Trait trait) const {
  const std::size_t i = first_ + household;
  if (trait == Trait::employed) return households_->employer[i] >= 0;
  if (trait == Trait::sells_services) return households_->trade[i] == static_cast<std::uint8_t>(Trade::services);
  return households_->has(i, mark_of(trait));
}

void HouseholdBlock::income_per_head(std::span<double> income) const {
  if (income.size() != size_) {
    throw ModelError("income_per_head() was given room for " + std::to_string(income.size()) + " of " + std::to_string(size_) +
                     " households (each needs one entry) make the row as long as the block");
  }
  std::fill(income.begin(), income.end(), 0.0);
  const auto periods_per_year = households_->income_history.size();
  const std::size_t slots = std::min(static_cast<std::size_t>(periods_lived_), periods_per_year);
  if (slots == 0) return;
  for (std::size_t s = 0; s < slots; ++s) add_incomes(size_, households_->income_history[s].data() + first_, income.data());
  const double whole = static_cast<double>(periods_per_year) / static_cast<double>(slots);
  divide_by_heads(size_, whole, period_.price_index, persons().data(), income.data());
}

}  // namespace povtrap
