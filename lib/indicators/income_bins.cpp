#include "indicators/income_bins.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "core/contracts.hpp"
#include "core/kernel.hpp"
#include "indicators/radix_sort.hpp"

namespace povtrap {
namespace {

constexpr int mantissa_bits = 23;
constexpr int drop_bits = mantissa_bits - std::countr_zero(IncomeScale::per_doubling);
constexpr auto zero_bin = static_cast<std::int32_t>(IncomeScale::doublings_below_zero * IncomeScale::per_doubling);
constexpr auto last_bin = static_cast<std::int32_t>(IncomeScale::bins) - 1;
constexpr double most_quanta = 0x1p38;  // only in open bins can an income be more
constexpr double rounder = 0x1.8p52;    // what is added to it loses its fraction

/// Integers in the same order as the numbers, both zeros being one.
std::uint64_t key_of(float income) {
  constexpr std::uint32_t sign = std::uint32_t{1} << 31;
  const auto bits = std::bit_cast<std::uint32_t>(income + 0.0F);
  return bits & sign ? ~bits : bits | sign;
}

/// The bin of an income: the leading bits of |y| + start say how many steps it lies from zero.
POVTRAP_ALWAYS_INLINE std::int32_t bin_at(float income, float start) {
  const float size = (income < 0 ? -income : income) + start;
  const std::int32_t steps = (std::bit_cast<std::int32_t>(size) - std::bit_cast<std::int32_t>(start)) >> drop_bits;
  const std::int32_t bin = income < 0 ? zero_bin - 1 - steps : zero_bin + steps;
  const std::int32_t not_below = bin < 0 ? 0 : bin;
  return not_below > last_bin ? last_bin : not_below;
}

POVTRAP_KERNEL void place_incomes(std::size_t n, const float* POVTRAP_RESTRICT income, float start, double quanta_per_lcu,
                                  std::uint32_t* POVTRAP_RESTRICT bin, std::int64_t* POVTRAP_RESTRICT quanta) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    bin[i] = static_cast<std::uint32_t>(bin_at(income[i], start));
    const double exact = static_cast<double>(income[i]) * quanta_per_lcu;
    const double not_below = exact < -most_quanta ? -most_quanta : exact;
    const double bounded = not_below > most_quanta ? most_quanta : not_below;
    quanta[i] = std::bit_cast<std::int64_t>(bounded + rounder) - std::bit_cast<std::int64_t>(rounder);
  }
}

}  // namespace

void sort_incomes(std::vector<RankedIncome>& incomes) {
  std::vector<RankedIncome> other(incomes.size());
  radix::sort(std::span(incomes), std::span(other), [](const RankedIncome& one) { return key_of(one.income); });
}

IncomeScale::IncomeScale(double typical)
    : start_(std::ldexp(1.0F, std::clamp(std::ilogb(typical), -80, 80) - 5)),
      quantum_(static_cast<double>(start_) * 0x1p-24) {
  POVTRAP_REQUIRE(typical > 0 && std::isfinite(typical));
  for (std::size_t d = 0; d < widths_.size(); ++d) {
    const std::size_t from_zero = d < doublings_below_zero ? doublings_below_zero - 1 - d : d - doublings_below_zero;
    widths_[d] = std::ldexp(static_cast<double>(start_) / per_doubling, static_cast<int>(from_zero));
  }
}

std::size_t IncomeScale::bin_of(float income) const {
  return static_cast<std::size_t>(bin_at(income, start_));
}

double IncomeScale::lower(std::size_t bin) const {
  if (bin == 0) return -std::numeric_limits<double>::infinity();
  if (bin == bins) return std::numeric_limits<double>::infinity();
  const auto edge = [&](std::int32_t steps) {
    const std::int32_t bits = std::bit_cast<std::int32_t>(start_) + steps * (std::int32_t{1} << drop_bits);
    return static_cast<double>(std::bit_cast<float>(bits)) - static_cast<double>(start_);
  };
  const auto steps = static_cast<std::int32_t>(bin) - zero_bin;
  return steps < 0 ? -edge(-steps) : edge(steps);
}

void IncomeScale::place(std::span<const float> incomes, std::uint32_t* bin, std::int64_t* quanta) const {
  place_incomes(incomes.size(), incomes.data(), start_, 1 / quantum_, bin, quanta);
}

void add_bins(IncomeBins& to, const IncomeBins& from) {
  POVTRAP_REQUIRE(to.size() == from.size());
  for (std::size_t b = 0; b < to.size(); ++b) {
    to[b].persons += from[b].persons;
    to[b].quanta += from[b].quanta;
  }
}

}  // namespace povtrap
