#include "markets/hiring.hpp"

#include <algorithm>
#include <utility>

namespace povtrap {

void Hiring::sort_by_firm() {
  until_.assign(firms_, 0);
  for (const std::uint32_t firm : to_) ++until_[firm];
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
