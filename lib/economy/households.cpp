#include "economy/households.hpp"

#include <algorithm>

namespace povtrap {

namespace {

void for_each_column(Households& h, auto visit) {
  visit(h.id), visit(h.persons), visit(h.workers), visit(h.age), visit(h.ability), visit(h.ownership), visit(h.trade),
      visit(h.marks);
  visit(h.spell), visit(h.employer), visit(h.deposits), visit(h.debt), visit(h.capital), visit(h.nutrition), visit(h.skill);
  visit(h.aspiration), visit(h.luck), visit(h.food_plan), visit(h.services_plan), visit(h.manufactures_plan);
  visit(h.investment_plan), visit(h.loan_request), visit(h.loan_rank), visit(h.services_capacity), visit(h.earnings),
      visit(h.cash_income), visit(h.grant);
  visit(h.support), visit(h.spent_away), visit(h.return_scale), visit(h.home_worth), visit(h.own_income_year),
      visit(h.own_income_last_year);
  for (auto& column : h.income_history) visit(column);
}

}  // namespace

void Households::resize(std::size_t households, std::size_t periods_per_year) {
  income_history.resize(periods_per_year);
  for_each_column(*this, [&](auto& column) { column.resize(households, {}); });
}

std::size_t Households::bytes_per_household() const {
  std::size_t bytes = 0;
  for_each_column(const_cast<Households&>(*this), [&](const auto& column) { bytes += sizeof(column[0]); });
  return bytes;
}

Column<std::uint32_t> Households::place_by_id() const {
  Column<std::uint32_t> places(size());
  for (std::size_t i = 0; i < size(); ++i) places[id[i]] = static_cast<std::uint32_t>(i);
  return places;
}

void Households::reorder(const Column<std::uint32_t>& from, const Workers& threads) {
  constexpr std::size_t piece = 65536;
  for_each_column(*this, [&](auto& column) {
    if (column.empty()) return;
    auto ordered = column;
    threads.for_each((column.size() + piece - 1) / piece, [&](std::size_t p) {
      for (std::size_t i = p * piece; i < std::min(column.size(), (p + 1) * piece); ++i) ordered[i] = column[from[i]];
    });
    column.swap(ordered);
  });
}

}  // namespace povtrap
