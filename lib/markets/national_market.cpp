#include "markets/national_market.hpp"

#include <algorithm>

#include "markets/home_market.hpp"

namespace povtrap {

namespace {

constexpr std::size_t draws_at_once = 256;

/// The draw of a household that comes after those at home, of which each serves four applications.
constexpr std::uint32_t draw_elsewhere = most_applications / 4;

/// As draw_below, from words that are drawn already.
std::size_t place_of(std::uint32_t word0, std::uint32_t word1, std::size_t n) {
  const std::uint64_t low = std::uint64_t{word1} * n;
  return (std::uint64_t{word0} * n + (low >> 32)) >> 32;
}

}  // namespace

void OpenPlaces::open(std::span<const std::int64_t> vacancies) {
  count_ = 0;
  until_.clear();
  for (const std::int64_t places : vacancies) until_.push_back(count_ += static_cast<std::size_t>(places));
  guide_.resize(vacancies.size());
  for (std::size_t g = 0, firm = 0; g < guide_.size(); ++g) {
    while (until_[firm] * guide_.size() <= g * count_) ++firm;
    guide_[g] = firm;
  }
}

void NationalMarket::open(std::span<const Firm> firms, const Prospects& prospects, std::size_t parts) {
  numbers_.clear(), expected_.clear(), vacancies_.clear();
  kept_ = prospects.kept;
  best_ = -std::numeric_limits<double>::infinity();
  for (std::size_t f = 0; f < firms.size(); ++f) {
    if (firms[f].vacancies <= 0) continue;
    numbers_.push_back(static_cast<std::uint32_t>(f));
    vacancies_.push_back(firms[f].vacancies);
    expected_.push_back(prospects.chance.empty() ? firms[f].wage : firms[f].wage * prospects.chance[f]);
    best_ = std::max(best_, expected_.back());
  }
  places_.open(vacancies_);
  parts_.resize(parts);
  for (Letters& letters : parts_) {
    for (std::vector<Application>& pile : letters) pile.clear();
  }
  for (std::size_t d = 0; d < drawer_count; ++d) {
    const std::size_t firms_open = numbers_.size(), first = (d * firms_open + drawer_count - 1) / drawer_count,
                      until = ((d + 1) * firms_open + drawer_count - 1) / drawer_count;
    drawers_[d].first = first, drawers_[d].firms = until - first;
  }
}

void NationalMarket::apply(std::size_t part, std::size_t region, const Seekers& seekers, const MatchingDraws& draws) {
  if (numbers_.empty()) return;
  std::array<std::uint32_t, draws_at_once> word0, word1, luck;
  const double kept = kept_in(region);
  for (std::size_t first = 0; first < seekers.n; first += draws_at_once) {
    const std::size_t n = std::min(draws_at_once, seekers.n - first);
    fill_words(draws.applications, seekers.household + first, n, draws.period, draw_elsewhere, word0.data(), word1.data(),
               luck.data(), nullptr);
    for (std::size_t k = 0; k < n; ++k) {
      const std::size_t s = first + k, slot = places_.firm_with(place_of(word0[k], word1[k], places_.count()));
      if (!(expected_[slot] * kept > static_cast<double>(seekers.asking[s]))) continue;
      parts_[part][drawer_of(slot)].push_back(
          {static_cast<std::uint32_t>(slot), luck[k], seekers.place[s], seekers.efficiency[s], seekers.asking[s]});
    }
  }
}

void NationalMarket::hire_in(Drawer& drawer, std::size_t number, std::span<Firm> firms) {
  drawer.hires.clear();
  drawer.first_applicant.clear();
  drawer.hiring.open(drawer.firms);
  std::uint32_t applicants = 0;
  for (const Letters& letters : parts_) {
    drawer.first_applicant.push_back(applicants);
    for (const Application& letter : letters[number]) {
      const auto slot = static_cast<std::uint32_t>(letter.slot - drawer.first);
      drawer.hiring.apply(slot, rank_at(letter.luck, numbers_[letter.slot]), applicants++);
    }
  }
  const auto take = [&](std::size_t slot, std::uint32_t applicant) {
    const std::vector<std::uint32_t>& starts = drawer.first_applicant;
    const auto part = static_cast<std::size_t>(std::upper_bound(starts.begin() + 1, starts.end(), applicant) - starts.begin() - 1);
    const Application& letter = parts_[part][number][applicant - starts[part]];
    Firm& firm = firms[numbers_[letter.slot]];
    firm.labour += static_cast<double>(labour_parts(letter.efficiency)) / labour_grid;
    firm.workers += 1;
    firm.vacancies -= 1;
    drawer.hires.push_back({letter.place, static_cast<std::int32_t>(numbers_[drawer.first + slot]), letter.asking});
  };
  drawer.hiring.hire({vacancies_.data() + drawer.first, drawer.firms}, take);
}

}  // namespace povtrap
