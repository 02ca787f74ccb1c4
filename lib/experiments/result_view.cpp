#include "experiments/result_view.hpp"

#include <algorithm>
#include <cmath>
#include <povtrap/error.hpp>
#include <povtrap/replicates.hpp>
#include <type_traits>
#include <utility>

#include "core/field_text.hpp"

namespace povtrap {

namespace {

std::vector<double> as_numbers(const Values& values) {
  return std::visit(
      []<class T>(const std::vector<T>& all) -> std::vector<double> {
        if constexpr (std::is_same_v<T, std::string>) {
          return {};
        } else {
          return {all.begin(), all.end()};
        }
      },
      values);
}

/// The period of the year that closes it.
std::int64_t closing_period(const Variable& period_of_year, const std::vector<double>& periods) {
  for (const auto& [name, text] : period_of_year.attributes) {
    if (name == "periods_per_year") return std::stoll(text);
  }
  return periods.empty() ? 0 : std::llround(*std::ranges::max_element(periods));
}

std::vector<YearRows> year_rows(const ResultView& view) {
  const std::vector<double> year = view.numbers("year"), period = view.numbers("period_of_year");
  const std::int64_t closing = closing_period(view.data().variable("period_of_year"), period);
  std::vector<YearRows> rows;
  for (std::size_t t = 0; t < year.size(); ++t) {
    if (std::llround(period[t]) != closing) continue;
    std::size_t first = t;
    while (first > 0 && year[first - 1] == year[t]) --first;
    rows.push_back({std::llround(year[t]), first, t});
  }
  return rows;
}

}  // namespace

ResultView::ResultView(const Dataset& result, std::string name) : data_(result), name_(std::move(name)) {
  for (const char* needed : {"year", "period_of_year", "headcount"}) {
    if (has(needed)) continue;
    throw DataError(name_ + " is no result of a run: it has no variable \"" + needed +
                    "\" (only results of povtrap run can be compared) give such a file");
  }
  seeds_ = seeds_of(result);
  years_ = year_rows(*this);
}

std::size_t ResultView::length(const std::string& dimension) const {
  const auto found = std::ranges::find(data_.dimensions, dimension, &Dimension::name);
  return found == data_.dimensions.end() ? 0 : found->length;
}

std::vector<std::string> ResultView::dimensions(const std::string& variable) const {
  std::vector<std::string> names = data_.variable(variable).dimensions;
  if (is_replicated(data_) && !names.empty() && names.front() == "seed") names.erase(names.begin());
  return names;
}

std::vector<double> ResultView::numbers(const std::string& variable, std::size_t run) const {
  const Variable& found = data_.variable(variable);
  std::size_t width = 1;
  for (const std::string& dimension : dimensions(variable)) width *= length(dimension);
  const bool by_seed = dimensions(variable).size() < found.dimensions.size();
  const std::size_t expected = width * (by_seed ? seeds_.size() : 1);
  std::vector<double> all = as_numbers(found.values);
  if (all.size() != expected) {
    throw DataError(name_ + ": variable \"" + variable + "\" holds " + std::to_string(all.size()) +
                    " numbers where its dimensions ask for " + std::to_string(expected) +
                    " (it cannot be compared) is it damaged?");
  }
  if (!by_seed) return all;
  const auto first = all.begin() + static_cast<std::ptrdiff_t>(run * width);
  return {first, first + static_cast<std::ptrdiff_t>(width)};
}

std::vector<std::string> ResultView::labels(const std::string& dimension) const {
  std::vector<std::string> texts;
  if (has(dimension)) {
    const Values& values = data_.variable(dimension).values;
    if (const auto* names = std::get_if<std::vector<std::string>>(&values)) return *names;
    for (const double value : as_numbers(values)) texts.push_back(number_text(value));
    return texts;
  }
  for (std::size_t i = 0; i < length(dimension); ++i) texts.push_back(std::to_string(i));
  return texts;
}

bool ResultView::counts_villages_only() const {
  if (!has("mean_income_kind") || !has("mean_income") || length("kind") != 2) return false;
  const std::vector<double> all = numbers("mean_income"), by_kind = numbers("mean_income_kind");
  bool towns = false;
  for (std::size_t t = 0; t < all.size(); ++t) {
    if (all[t] != by_kind[2 * t]) return false;
    towns = towns || !std::isnan(by_kind[2 * t + 1]);
  }
  return towns;
}

}  // namespace povtrap
