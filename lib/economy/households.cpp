#include "economy/households.hpp"

#include <algorithm>

namespace povtrap {

namespace {

template <class T>
void for_each_column_of(Column<T>& column, auto visit) {
  visit(column);
}
template <class T>
void for_each_column_of(std::vector<Column<T>>& columns, auto visit) {
  for (Column<T>& column : columns) visit(column);
}

void for_each_column(Households& households, auto visit) {
  visit_members(households, [&](auto& member) { for_each_column_of(member, visit); });
}

bool is_optional(const Households& households, const void* column) {
  return std::apply([&](const auto&... member) { return ((static_cast<const void*>(&member) == column) || ...); },
                    Households::optional_members(households));
}

}  // namespace

void Households::resize(std::size_t households, std::size_t periods_per_year) {
  income_history.resize(periods_per_year);
  for_each_column(*this, [&](auto& column) {
    if (!is_optional(*this, &column)) column.resize(households, {});
  });
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
  for_each_column(const_cast<Households&>(*this), [&](const auto& column) {
    bytes += column.empty() && is_optional(*this, &column) ? 0 : sizeof(column[0]);
  });
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
