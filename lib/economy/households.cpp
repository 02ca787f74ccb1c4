#include "economy/households.hpp"

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

}  // namespace povtrap
