#include "markets/hiring.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace povtrap {

std::uint32_t rank_limit(std::int64_t vacancies, double expected_applicants) {
  constexpr double margin = 2.0, deviations = 4.0, least = 8.0;
  const double places = static_cast<double>(vacancies);
  const double wanted = margin * (places + deviations * std::sqrt(places) + least);
  return wanted < expected_applicants ? static_cast<std::uint32_t>(std::ceil(wanted / expected_applicants * static_cast<double>(any_rank))) : any_rank;
}

void Hiring::open(std::span<std::int64_t> vacancies) {
  vacancies_ = vacancies;
  limits_.resize(vacancies.size());
  for (std::size_t f = 0; f < limits_.size(); ++f) limits_[f] = vacancies[f] > 0 ? any_rank : 0;
  to_.clear();
  keys_.clear();
}

std::uint32_t Hiring::highest_limit() const {
  return limits_.empty() ? 0 : *std::max_element(limits_.begin(), limits_.end());
}

void Hiring::count_by_firm() {
  until_.assign(vacancies_.size(), 0);
  for (const std::uint32_t firm : to_) ++until_[firm];
}

bool Hiring::wants_more() {
  count_by_firm();
  const auto lacks = [&](std::size_t f) {
    const bool held_back = limits_[f] != any_rank && limits_[f] != 0;
    return held_back && static_cast<std::int64_t>(until_[f]) < vacancies_[f];
  };
  std::size_t wanting = 0;
  for (std::size_t f = 0; f < until_.size(); ++f) {
    limits_[f] = lacks(f) ? any_rank : 0;
    wanting += limits_[f] == any_rank ? 1 : 0;
  }
  if (wanting == 0) return false;
  std::size_t kept = 0;
  for (std::size_t a = 0; a < keys_.size(); ++a) {
    to_[kept] = to_[a], keys_[kept] = keys_[a];
    kept += limits_[to_[a]] == any_rank ? 0 : 1;
  }
  to_.resize(kept), keys_.resize(kept);
  return true;
}

void Hiring::sort_by_firm() {
  count_by_firm();
  std::size_t start = 0;
  for (std::size_t& entry : until_) start += std::exchange(entry, start);
  sorted_.resize(keys_.size());
  for (std::size_t a = 0; a < keys_.size(); ++a) sorted_[until_[to_[a]]++] = keys_[a];
}

std::size_t Hiring::choose(std::size_t first, std::size_t until, std::size_t places) {
  if (until - first <= places) return until - first;
  const auto begin = sorted_.begin() + static_cast<std::ptrdiff_t>(first), end = sorted_.begin() + static_cast<std::ptrdiff_t>(until);
  if (places == 1) {
    std::iter_swap(begin, std::min_element(begin, end));
  } else if (places > 1) {
    std::nth_element(begin, begin + static_cast<std::ptrdiff_t>(places), end);
  }
  return places;
}

}  // namespace povtrap
