#include "economy/household_books.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <povtrap/error.hpp>
#include <string>
#include <string_view>

#include "core/contracts.hpp"
#include "core/kernel.hpp"

namespace povtrap {

namespace {

POVTRAP_KERNEL void add_signed(double* POVTRAP_RESTRICT deposits, const double* POVTRAP_RESTRICT amounts, double sign,
                               std::size_t n) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) deposits[i] += sign * amounts[i];
}

POVTRAP_KERNEL void subtract_signed(double* POVTRAP_RESTRICT residual, const double* POVTRAP_RESTRICT amounts, double sign,
                                    std::size_t n) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) residual[i] -= sign * amounts[i];
}

/// Is every amount zero? A sum of zero leaves that open, because payments of capital run both ways.
POVTRAP_KERNEL bool all_zero(const double* POVTRAP_RESTRICT amounts, std::size_t n) {
  std::uint64_t seen = 0;
  for (std::size_t i = 0; i < n; ++i) seen |= std::bit_cast<std::uint64_t>(amounts[i]);
  constexpr std::uint64_t sign_bit = std::uint64_t{1} << 63;
  return (seen & ~sign_bit) == 0;
}

}  // namespace

HouseholdBooks::HouseholdBooks(double* deposits, double* opening, std::size_t households, const Ledger& ledger,
                               bool carries_fault)
    : deposits_(deposits), opening_(opening), size_(households), ledger_(ledger), carries_fault_(carries_fault) {
  std::copy_n(deposits, households, opening);
}

bool HouseholdBooks::plants(FaultKind kind, Flow flow) const {
  return carries_fault_ && ledger_.fault().hits(kind, flow, ledger_.period());
}

Steps HouseholdBooks::move(Flow flow, const double* amounts, double sign) {
  const Steps sum = sum_steps(amounts, size_);
  if (sum == 0 && !carries_fault_ && all_zero(amounts, size_)) return 0;
  POVTRAP_REQUIRE(row_count_ < rows_.size());
  rows_[row_count_++] = {flow, amounts, sign};
  if (!plants(FaultKind::skipped_deposit, flow)) add_signed(deposits_, amounts, sign, size_);
  Steps total = sum;
  if (plants(FaultKind::step_in_one_leg, flow)) total += sign > 0 ? 1 : -1;  // in favour of households, or both legs would agree
  if (plants(FaultKind::double_posting, flow)) total *= 2;
  if (plants(FaultKind::off_grid_amount, flow)) deposits_[0] += 1.0 / 4096;
  if (!plants(FaultKind::skipped_posting, flow)) totals_.net[index(flow)] += sign > 0 ? total : -total;
  return sum;
}

void HouseholdBooks::close(std::size_t first_household, double* residual) const {
  constexpr std::size_t few = 256;  // so that residuals stay in the first-level cache while all rows pass over them
  for (std::size_t first = 0; first < size_; first += few) {
    const std::size_t n = std::min(few, size_ - first);
    for (std::size_t i = first; i < first + n; ++i) residual[i] = deposits_[i] - opening_[i];
    for (std::size_t r = 0; r < row_count_; ++r) subtract_signed(residual + first, rows_[r].amounts + first, rows_[r].sign, n);
  }
  if (!all_zero(residual, size_)) report(first_household, residual);
}

void HouseholdBooks::report(std::size_t first_household, const double* residual) const {
  const auto wrong =
      static_cast<std::size_t>(std::find_if(residual, residual + size_, [](double gap) { return gap != 0.0; }) - residual);
  std::array<double, flow_count> net = {};
  for (std::size_t r = 0; r < row_count_; ++r) net[index(rows_[r].flow)] += rows_[r].sign * rows_[r].amounts[wrong];
  std::string_view culprit = name(Flow::deposits);  // unless a payment explains it
  for (std::size_t r = 0; r < row_count_; ++r) {
    const auto [flow, amounts, sign] = rows_[r];
    const bool off_grid = !on_grid(amounts[wrong]) || plants(FaultKind::off_grid_amount, flow);
    const bool missing = residual[wrong] == -sign * amounts[wrong] || residual[wrong] == -net[index(flow)];
    if (off_grid || missing) culprit = name(flow);
  }
  constexpr double exact_limit = 4398046511104.0;  // 2^42 LCU: beyond it a double cannot hold all steps of 2^-10 safely
  if (!(std::abs(deposits_[wrong]) < exact_limit)) {
    throw ModelError("Money outgrew the exact grid: household " + std::to_string(first_household + wrong) + " holds " +
                     std::to_string(deposits_[wrong]) + " LCU in period " + std::to_string(ledger_.period()) +
                     ", but amounts are exact only below 4.4e12 LCU: choose a larger unit of money (a smaller poverty.line), lower "
                     "interest or growth, or a shorter run.");
  }
  throw ModelError(
      "The books do not balance in flow '" + std::string(culprit) + "': household " + std::to_string(first_household + wrong) +
      " closes period " + std::to_string(ledger_.period()) + " with " + std::to_string(residual[wrong]) +
      " LCU that no posted payment explains (money appeared or vanished). Please report this with the configuration.");
}

}  // namespace povtrap
