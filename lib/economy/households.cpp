#include "economy/households.hpp"

#include <algorithm>
#include <functional>

#include "economy/slide.hpp"

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

template <class T>
void move_all(T* all, const NewPlaces& places, const std::vector<NewPlaces::Stretch>& stretches) {
  std::vector<T> moving(places.from.size());
  for (std::size_t k = 0; k < moving.size(); ++k) moving[places.rank[k]] = all[places.from[k]];
  slide(all, sizeof(T), stretches);
  for (std::size_t k = 0; k < moving.size(); ++k) all[places.to[k]] = moving[k];
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

void Households::rearrange(const NewPlaces& places, const Workers& threads) {
  const std::vector<NewPlaces::Stretch> stretches = sliding_order(places.stretches);
  std::vector<std::function<void()>> columns;
  for_each_column(*this, [&](auto& column) {
    if (!column.empty()) columns.push_back([&, all = column.data()] { move_all(all, places, stretches); });
  });
  threads.for_each(columns.size(), [&](std::size_t c) { columns[c](); });
}

}  // namespace povtrap
