#include "economy/household_books.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <povtrap/error.hpp>
#include <span>
#include <string>
#include <string_view>

#include "core/contracts.hpp"
#include "core/exact_sum.hpp"
#include "core/kernel.hpp"

namespace povtrap {

namespace {

using detail::LaneVector;
typedef std::uint64_t LaneBits __attribute__((vector_size(sizeof(LaneVector))));

POVTRAP_ALWAYS_INLINE void store(double* to, const LaneVector& amounts) {
  std::memcpy(to, &amounts, sizeof amounts);
}

POVTRAP_KERNEL void copy_and_sum(const double* from, double* to, std::size_t n, ExactSum& total) {
  ExactSum sum;
  std::size_t i = 0;
  for (; i + detail::lanes <= n; i += detail::lanes) {
    LaneVector amounts;
    detail::load_lanes(amounts, from + i, detail::lanes);
    store(to + i, amounts);
    sum.add(amounts);
  }
  for (; i < n; ++i) {
    to[i] = from[i];
    sum.add_one(from[i]);
  }
  total = sum;
}

/// Moves a row and adds it up in one passage.
POVTRAP_KERNEL void move_and_sum(double* deposits, const double* row, double sign, std::size_t n, ExactSum& total) {
  ExactSum sum;
  std::size_t i = 0;
  for (; i + detail::lanes <= n; i += detail::lanes) {
    LaneVector amounts, held;
    detail::load_lanes(amounts, row + i, detail::lanes);
    detail::load_lanes(held, deposits + i, detail::lanes);
    held += sign * amounts;
    store(deposits + i, held);
    sum.add(amounts);
  }
  for (; i < n; ++i) {
    deposits[i] += sign * row[i];
    sum.add_one(row[i]);
  }
  total = sum;
}

constexpr std::size_t vectors = 4, width = vectors * detail::lanes;

/// Do the posted rows explain how deposits changed? A few vectors of households at a time stay in registers while all rows pass
/// over them. Adds the deposits up while it looks.   Requires: n is a multiple of width.
POVTRAP_KERNEL bool explain(const double* deposits, const double* opening, std::span<const PostedRow> rows, std::size_t n,
                            ExactSum& total) {
  ExactSum sum;
  LaneBits unexplained = {};
  for (std::size_t first = 0; first < n; first += width) {
    LaneVector gaps[vectors], next;
    for (std::size_t v = 0; v < vectors; ++v) {
      detail::load_lanes(gaps[v], deposits + first + v * detail::lanes, detail::lanes);
      detail::load_lanes(next, opening + first + v * detail::lanes, detail::lanes);
      sum.add(gaps[v]);
      gaps[v] -= next;
    }
    for (const PostedRow& row : rows) {
      for (std::size_t v = 0; v < vectors; ++v) {
        detail::load_lanes(next, row.amounts + first + v * detail::lanes, detail::lanes);
        gaps[v] -= row.sign * next;
      }
    }
    for (std::size_t v = 0; v < vectors; ++v) unexplained |= (LaneBits)gaps[v];
  }
  total = sum;
  std::uint64_t any = 0;
  for (std::size_t l = 0; l < detail::lanes; ++l) any |= unexplained[l];
  return (any & ~detail::sign_bit) == 0;
}

}  // namespace

HouseholdBooks::HouseholdBooks(double* deposits, double* opening, std::size_t households, const Ledger& ledger,
                               DepositsBefore before)
    : deposits_(deposits), opening_(opening), size_(households), ledger_(ledger), before_(before) {
#ifdef POVTRAP_CONTRACTS
  if (deposits_ != nullptr) open();  // so that whatever changes before the first payment is seen household by household
#endif
}

void HouseholdBooks::open() {
  if (deposits_ == nullptr)
    throw ModelError("money was to be paid in a pass that moves none (nobody would have kept the payment). Please report this with the configuration.");
  ExactSum sum;
  copy_and_sum(deposits_, opening_, size_, sum);
  check_untouched(sum.steps(deposits_, size_));
  open_ = true;
}

void HouseholdBooks::check_untouched(Steps deposits) const {
  if (deposits == before_.sum) return;
  throw ModelError("Deposits of households " + std::to_string(before_.first_household) + " to " +
                   std::to_string(before_.first_household + size_ - 1) + " changed outside the books in period " +
                   std::to_string(ledger_.period()) + " (only pay() may move money). Please report this with the configuration.");
}

/// Planted faults strike the first block.
bool HouseholdBooks::plants(FaultKind kind, Flow flow) const {
  return before_.first_household == 0 && ledger_.fault().hits(kind, flow, ledger_.period());
}

Steps HouseholdBooks::move(Flow flow, const double* amounts, double sign) {
  if (!open_) open();
  ExactSum moved;
  move_and_sum(deposits_, amounts, plants(FaultKind::skipped_deposit, flow) ? 0.0 : sign, size_, moved);
  const Steps sum = moved.steps(amounts, size_);
  if (sum == 0 && moved.most() == 0 && before_.first_household != 0) return 0;  // a sum of zero may be of payments that run both ways
  POVTRAP_REQUIRE(row_count_ < rows_.size());
  rows_[row_count_++] = {flow, amounts, sign};
  Steps total = sum;
  if (plants(FaultKind::step_in_one_leg, flow)) total += sign > 0 ? 1 : -1;  // in favour of households, or both legs would agree
  if (plants(FaultKind::double_posting, flow)) total *= 2;
  if (plants(FaultKind::off_grid_amount, flow)) deposits_[0] += 1.0 / 4096;
  if (!plants(FaultKind::skipped_posting, flow)) totals_.net[index(flow)] += sign > 0 ? total : -total;
  return sum;
}

Steps HouseholdBooks::close() const {
  if (!open_) {
    check_untouched(sum_steps(deposits_, size_));
    return before_.sum;
  }
  ExactSum sum;
  const std::size_t whole = size_ / width * width;
  bool fine = explain(deposits_, opening_, {rows_.data(), row_count_}, whole, sum);
  for (std::size_t i = whole; i < size_; ++i) {
    sum.add_one(deposits_[i]);
    fine = fine && gap(i) == 0.0;
  }
  if (!fine) report();
  return sum.steps(deposits_, size_);
}

double HouseholdBooks::gap(std::size_t household) const {
  double gap = deposits_[household] - opening_[household];
  for (std::size_t r = 0; r < row_count_; ++r) gap -= rows_[r].sign * rows_[r].amounts[household];
  return gap;
}

void HouseholdBooks::report() const {
  const std::size_t first_household = before_.first_household;
  std::size_t wrong = 0;
  while (gap(wrong) == 0.0) ++wrong;
  const double unexplained = gap(wrong);
  std::array<double, flow_count> net = {};
  for (std::size_t r = 0; r < row_count_; ++r) net[index(rows_[r].flow)] += rows_[r].sign * rows_[r].amounts[wrong];
  std::string_view culprit = name(Flow::deposits);  // unless a payment explains it
  for (std::size_t r = 0; r < row_count_; ++r) {
    const auto [flow, amounts, sign] = rows_[r];
    const bool off_grid = !on_grid(amounts[wrong]) || plants(FaultKind::off_grid_amount, flow);
    const bool missing = unexplained == -sign * amounts[wrong] || unexplained == -net[index(flow)];
    if (off_grid || missing) culprit = name(flow);
  }
  constexpr double exact_limit = 4398046511104.0;  // 2^42 LCU: beyond it a double cannot hold all steps of 2^-10 safely
  if (!(std::abs(deposits_[wrong]) < exact_limit)) {
    throw ModelError(
        "Money outgrew the exact grid: household " + std::to_string(first_household + wrong) + " holds " +
        std::to_string(deposits_[wrong]) + " LCU in period " + std::to_string(ledger_.period()) +
        ", but amounts are exact only below 4.4e12 LCU: choose a larger unit of money (a smaller poverty.line), lower "
        "interest or growth, or a shorter run.");
  }
  throw ModelError(
      "The books do not balance in flow '" + std::string(culprit) + "': household " + std::to_string(first_household + wrong) +
      " closes period " + std::to_string(ledger_.period()) + " with " + std::to_string(unexplained) +
      " LCU that no posted payment explains (money appeared or vanished). Please report this with the configuration.");
}

}  // namespace povtrap
