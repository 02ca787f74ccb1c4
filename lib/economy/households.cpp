#include "economy/households.hpp"

namespace povtrap {

namespace {

void for_each_column(Households& h, auto visit) {
  visit(h.id), visit(h.persons), visit(h.workers), visit(h.age), visit(h.ability), visit(h.ownership), visit(h.trade),
      visit(h.marks);
  visit(h.spell), visit(h.employer), visit(h.deposits), visit(h.debt), visit(h.capital), visit(h.nutrition), visit(h.skill);
  visit(h.aspiration), visit(h.luck), visit(h.food_plan), visit(h.services_plan), visit(h.manufactures_plan);
  visit(h.investment_plan), visit(h.loan_request), visit(h.loan_rank), visit(h.services_capacity), visit(h.earnings),
      visit(h.cash_income), visit(h.grant);
  visit(h.support), visit(h.return_scale), visit(h.home_worth), visit(h.own_income_year), visit(h.own_income_last_year);
  for (auto& column : h.income_history) visit(column);
}

/// Columns that some economies leave empty.
void for_each_optional_column(Households& h, auto visit) {
  visit(h.schooling), visit(h.school_debt), visit(h.bonds);
}

}  // namespace

void Households::resize(std::size_t households, std::size_t periods_per_year) {
  income_history.resize(periods_per_year);
  for_each_column(*this, [&](auto& column) { column.resize(households, {}); });
}

void Households::open_schools() {
  schooling.resize(size(), 0);
  school_debt.resize(size(), 0.0);
}

void Households::open_portfolios() {
  bonds.resize(size(), 0.0);
}

std::size_t Households::bytes_per_household() const {
  std::size_t bytes = 0;
  Households& h = const_cast<Households&>(*this);
  for_each_column(h, [&](const auto& column) { bytes += sizeof(column[0]); });
  for_each_optional_column(h, [&](const auto& column) { bytes += column.empty() ? 0 : sizeof(column[0]); });
  return bytes;
}

}  // namespace povtrap
