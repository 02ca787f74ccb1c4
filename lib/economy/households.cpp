#include "economy/households.hpp"

#include <algorithm>
#include <cstring>
#include <functional>

#include "economy/move.hpp"

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

/// Stretches slide in place. Of neighbours that all slide towards the front the first goes first, of those that slide towards
/// the end the last, so that nobody is overwritten; those who slide towards the other side are never in the way.
template <class T>
void slide(T* all, const std::vector<NewPlaces::Stretch>& stretches) {
  const auto go = [all](const NewPlaces::Stretch& s) { std::memmove(all + s.to, all + s.from, s.count * sizeof(T)); };
  const auto backwards = [&](std::size_t s) { return s < stretches.size() && stretches[s].to > stretches[s].from; };
  for (std::size_t s = 0; s < stretches.size();) {
    std::size_t last = s;
    while (backwards(last)) ++last;
    for (std::size_t b = last; b > s; --b) go(stretches[b - 1]);
    if (last == s && stretches[s].to < stretches[s].from) go(stretches[s]);
    s = std::max(last, s + 1);
  }
}

template <class T>
void move_all(T* all, const NewPlaces& places) {
  std::vector<T> moving(places.from.size());
  for (std::size_t k = 0; k < moving.size(); ++k) moving[places.rank[k]] = all[places.from[k]];
  slide(all, places.stretches);
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
  std::vector<std::function<void()>> columns;
  for_each_column(*this, [&](auto& column) {
    if (!column.empty()) columns.push_back([&places, all = column.data()] { move_all(all, places); });
  });
  threads.for_each(columns.size(), [&](std::size_t c) { columns[c](); });
}

}  // namespace povtrap
