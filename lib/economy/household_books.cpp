#include "economy/household_books.hpp"

#include <algorithm>
#include <cmath>
#include <povtrap/error.hpp>
#include <string>
#include <string_view>

#include "core/contracts.hpp"
#include "core/kernel.hpp"

namespace povtrap {

namespace {

POVTRAP_KERNEL void add_signed(double* POVTRAP_RESTRICT deposits, const double* POVTRAP_RESTRICT amounts, double sign, std::size_t n) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) deposits[i] += sign * amounts[i];
}

POVTRAP_KERNEL void subtract_signed(double* POVTRAP_RESTRICT residual, const double* POVTRAP_RESTRICT amounts, double sign, std::size_t n) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) residual[i] -= sign * amounts[i];
}

}  // namespace

HouseholdBooks::HouseholdBooks(double* deposits, double* opening, std::size_t households, const Ledger& ledger, bool carries_fault)
    : deposits_(deposits), opening_(opening), size_(households), ledger_(ledger), carries_fault_(carries_fault) {
  std::copy_n(deposits, households, opening);
}

bool HouseholdBooks::plants(FaultKind kind, Flow flow) const {
  return carries_fault_ && ledger_.fault().hits(kind, flow, ledger_.period());
}

void HouseholdBooks::move(Flow flow, const double* amounts, double sign) {
  POVTRAP_REQUIRE(row_count_ < rows_.size());
  rows_[row_count_++] = {flow, amounts, sign};
  if (!plants(FaultKind::skipped_deposit, flow)) add_signed(deposits_, amounts, sign, size_);
  Steps total = sum_steps(amounts, size_);
  if (plants(FaultKind::step_in_one_leg, flow)) total += sign > 0 ? 1 : -1;  // in favour of households, or both legs would agree
  if (plants(FaultKind::double_posting, flow)) total *= 2;
  if (plants(FaultKind::off_grid_amount, flow)) deposits_[0] += 1.0 / 4096;
  if (!plants(FaultKind::skipped_posting, flow)) totals_.net[index(flow)] += sign > 0 ? total : -total;
}

void HouseholdBooks::close(std::size_t first_household, double* residual) const {
  for (std::size_t i = 0; i < size_; ++i) residual[i] = deposits_[i] - opening_[i];
  for (std::size_t r = 0; r < row_count_; ++r) subtract_signed(residual, rows_[r].amounts, rows_[r].sign, size_);
  double largest = 0;
  for (std::size_t i = 0; i < size_; ++i) largest = std::max(largest, std::abs(residual[i]));
  if (largest != 0) report(first_household, residual);
}

void HouseholdBooks::report(std::size_t first_household, const double* residual) const {
  const auto wrong = static_cast<std::size_t>(std::find_if(residual, residual + size_, [](double gap) { return gap != 0.0; }) - residual);
  std::array<double, flow_count> net = {};
  for (std::size_t r = 0; r < row_count_; ++r) net[index(rows_[r].flow)] += rows_[r].sign * rows_[r].amounts[wrong];
  std::string_view culprit = name(Flow::deposits);  // unless a payment explains it
  for (std::size_t r = 0; r < row_count_; ++r) {
    const auto [flow, amounts, sign] = rows_[r];
    const bool off_grid = !on_grid(amounts[wrong]) || plants(FaultKind::off_grid_amount, flow);
    const bool missing = residual[wrong] == -sign * amounts[wrong] || residual[wrong] == -net[index(flow)];
    if (off_grid || missing) culprit = name(flow);
  }
  throw ModelError("The books do not balance in flow '" + std::string(culprit) + "': household " + std::to_string(first_household + wrong) +
                   " closes period " + std::to_string(ledger_.period()) + " with " + std::to_string(residual[wrong]) +
                   " LCU that no posted payment explains (money appeared or vanished). Please report this with the configuration.");
}

}  // namespace povtrap
