#include "core/money.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "core/contracts.hpp"
#include "core/exact_sum.hpp"

namespace povtrap {

namespace {

__extension__ typedef unsigned __int128 Wide;

/// Adding it rounds a double of magnitude below 2^51 to the nearest integer, which then stands in the low bits.
constexpr double rounder = 0x1.8p52;

/// Whole number of a double that is one, |x| < 2^51, without a conversion instruction: those exist for doubles and 64-bit
/// integers only in the newest vector instruction sets.
POVTRAP_ALWAYS_INLINE std::uint64_t whole(double x) {
  return std::bit_cast<std::uint64_t>(x + rounder) - std::bit_cast<std::uint64_t>(rounder);
}

/// Weights as integers in the same proportions whose sum is below 2^62 but not much.
class IntegerWeights {
 public:
  explicit IntegerWeights(std::span<const double> weights) : weights_(weights) {
    const double largest = weights.empty() ? 0.0 : *std::max_element(weights.begin(), weights.end());
    if (largest <= 0.0) return;
    const int largest_exponent = std::ilogb(largest);
    double relative_sum = 0;
    for (const double weight : weights) relative_sum += std::scalbn(weight, -largest_exponent);
    constexpr int sum_exponent = 60;
    exponent_ = sum_exponent - std::ilogb(relative_sum) - largest_exponent;
    for (std::size_t i = 0; i < weights.size(); ++i) sum_ += at(i);
  }

  [[nodiscard]] std::uint64_t at(std::size_t i) const { return static_cast<std::uint64_t>(std::scalbn(weights_[i], exponent_)); }
  [[nodiscard]] std::uint64_t sum() const { return sum_; }

 private:
  std::span<const double> weights_;
  int exponent_ = 0;
  std::uint64_t sum_ = 0;
};

/// Gives `missing` steps, one each, to the first members allowed to take one, as often as it takes; a negative number is taken
/// back.
template <class MayGive, class MayTake>
void settle(Steps missing, double* parts, std::size_t n, const MayGive& may_give, const MayTake& may_take) {
  while (missing > 0) {
    [[maybe_unused]] const Steps before = missing;
    for (std::size_t i = 0; i < n && missing > 0; ++i) {
      const bool gives = may_give(i);
      parts[i] += gives ? lcu_per_step : 0.0;
      missing -= gives ? 1 : 0;
    }
    POVTRAP_REQUIRE(missing < before);
    if (missing == before) return;
  }
  while (missing < 0) {
    [[maybe_unused]] const Steps before = missing;
    for (std::size_t i = 0; i < n && missing < 0; ++i) {
      const bool takes = may_take(i);
      parts[i] -= takes ? lcu_per_step : 0.0;
      missing += takes ? 1 : 0;
    }
    POVTRAP_REQUIRE(missing > before);
    if (missing == before) return;
  }
}

/// floor_to_grid() of eight amounts.
POVTRAP_ALWAYS_INLINE void floor_lanes(detail::LaneVector& lcu) {
  typedef std::uint64_t LaneBits __attribute__((vector_size(sizeof(detail::LaneVector))));
  const detail::LaneVector zero = {}, grid_bound = zero + detail::grid_bound;
  const LaneBits sign = (LaneBits)lcu & (LaneBits{} + detail::sign_bit);
  const auto bound = (detail::LaneVector)((LaneBits)grid_bound | sign), size = (detail::LaneVector)((LaneBits)lcu ^ sign);
  const detail::LaneVector near = (lcu + bound) - bound, rounded = size < grid_bound ? near : lcu;
  lcu = rounded - (rounded > lcu ? zero + lcu_per_step : zero);
}

/// What an amount is multiplied with: a share of `whole`. The division comes first, so that nothing overflows.
struct Proportion {
  double amount, whole;
};

/// Each member's proportion of the amount, rounded down, and the sum of these parts.
POVTRAP_KERNEL void floor_products(Proportion p, const double* x, double* parts, std::size_t n, ExactSum& total) {
  ExactSum sum;
  std::size_t i = 0;
  for (; i + detail::lanes <= n; i += detail::lanes) {
    detail::LaneVector part;
    detail::load_lanes(part, x + i, detail::lanes);
    part = part / p.whole * p.amount;
    floor_lanes(part);
    std::memcpy(parts + i, &part, sizeof part);
    sum.add(part);
  }
  for (; i < n; ++i) {
    parts[i] = floor_to_grid(x[i] / p.whole * p.amount);
    sum.add_one(parts[i]);
  }
  total = sum;
}

POVTRAP_KERNEL void add_up(const double* amounts, std::size_t n, ExactSum& total) {
  ExactSum sum;
  std::size_t i = 0;
  for (; i + detail::lanes <= n; i += detail::lanes) {
    detail::LaneVector next;
    detail::load_lanes(next, amounts + i, detail::lanes);
    sum.add(next);
  }
  for (; i < n; ++i) sum.add_one(amounts[i]);
  total = sum;
}

/// Exact for any amounts, in whole numbers.
POVTRAP_KERNEL Steps sum_large(const double* amounts, std::size_t n) {
  constexpr double radix = 256.0;
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < n; ++i) {
    const double steps = amounts[i] * steps_per_lcu;
    const double high = (steps / radix + rounder) - rounder;
    sum += (whole(high) << 8) + whole(steps - high * radix);
  }
  return static_cast<Steps>(sum);
}

}  // namespace

Steps sum_steps(const double* amounts, std::size_t n) {
  ExactSum sum;
  add_up(amounts, n, sum);
  return sum.holds(n) ? to_steps(sum.total()) : sum_large(amounts, n);
}

void split_steps(Steps total, std::span<const double> weights, std::span<Steps> parts) {
  POVTRAP_REQUIRE(weights.size() == parts.size());
  if (total == 0) {
    std::fill(parts.begin(), parts.end(), Steps{0});
    return;
  }
  const IntegerWeights integer(weights);
  const std::uint64_t sum = integer.sum();
  POVTRAP_REQUIRE(sum > 0);
  const std::uint64_t magnitude = total < 0 ? -static_cast<std::uint64_t>(total) : static_cast<std::uint64_t>(total);
  std::uint64_t cumulative = 0, given = 0;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    cumulative += integer.at(i);
    const auto until = static_cast<std::uint64_t>((Wide{magnitude} * cumulative + sum / 2) / sum);
    const auto part = static_cast<Steps>(until - given);
    parts[i] = total < 0 ? -part : part;
    given = until;
  }
}

void split_in_block(Steps total, double weight_sum, const double* weights, double* parts, std::size_t n) {
  if (total == 0) {
    std::fill(parts, parts + n, 0.0);
    return;
  }
  POVTRAP_REQUIRE(weight_sum > 0);
  ExactSum given;
  floor_products({to_lcu(total < 0 ? -total : total), weight_sum}, weights, parts, n, given);
  const Steps missing = (total < 0 ? -total : total) - given.steps(parts, n);
  settle(
      missing, parts, n, [&](std::size_t i) { return weights[i] > 0; }, [&](std::size_t i) { return parts[i] > 0; });
  if (total > 0) return;
  for (std::size_t i = 0; i < n; ++i) parts[i] = 0.0 - parts[i];
}

void ration_in_block(Steps total, Steps limit_sum, const double* limits, double* parts, std::size_t n) {
  POVTRAP_REQUIRE(0 <= total && total <= limit_sum);
  if (total >= limit_sum) {
    std::copy(limits, limits + n, parts);
    return;
  }
  ExactSum given;
  floor_products({to_lcu(total) / to_lcu(limit_sum), 1.0}, limits, parts, n, given);
  const Steps missing = total - given.steps(parts, n);
  settle(
      missing, parts, n, [&](std::size_t i) { return parts[i] < limits[i]; }, [&](std::size_t i) { return parts[i] > 0; });
}

}  // namespace povtrap
