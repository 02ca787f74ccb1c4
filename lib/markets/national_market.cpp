#include "markets/national_market.hpp"

#include <algorithm>

#include "core/places.hpp"
#include "markets/home_market.hpp"

namespace povtrap {

namespace {

constexpr std::size_t draws_at_once = 256;

/// The guide has an entry for each open place unless firms have very many.
constexpr std::size_t most_entries_per_firm = 16;

/// The draw of a household that comes after those at home, of which each serves four applications.
constexpr std::uint32_t draw_elsewhere = most_applications / 4;

/// As draw_below, from words that are drawn already.
std::size_t place_of(std::uint32_t word0, std::uint32_t word1, std::size_t n) {
  const std::uint64_t low = std::uint64_t{word1} * n;
  return (std::uint64_t{word0} * n + (low >> 32)) >> 32;
}

/// Ranks of seekers, and whether they are below a limit.
POVTRAP_KERNEL void find_lucky(std::size_t n, const MatchingDraws& draws, std::uint32_t limit,
                               const std::uint32_t* POVTRAP_RESTRICT household, std::uint32_t* POVTRAP_RESTRICT rank,
                               std::int32_t* POVTRAP_RESTRICT lucky) {
  const Stream stream = draws.ranks;
  const std::uint32_t period = draws.period;
  POVTRAP_IVDEP
  for (std::size_t s = 0; s < n; ++s) {
    rank[s] = rank_in(most_applications, luck_of(stream, household[s], period));
    lucky[s] = rank[s] < limit ? 1 : 0;
  }
}

}  // namespace

void OpenPlaces::open(std::span<const std::int64_t> vacancies) {
  count_ = 0;
  until_.clear();
  for (const std::int64_t places : vacancies) until_.push_back(count_ += static_cast<std::size_t>(places));
  shift_ = 0;
  while (count_ >> shift_ > most_entries_per_firm * vacancies.size()) ++shift_;
  guide_.clear();
  for (std::size_t place = 0, firm = 0; place < count_; place += std::size_t{1} << shift_) {
    while (until_[firm] <= place) ++firm;
    guide_.push_back(static_cast<std::uint32_t>(firm));
  }
}

void NationalMarket::open(std::span<const Firm> firms, const Prospects& prospects, std::size_t seekers, std::size_t parts) {
  numbers_.clear(), openings_.clear(), vacancies_.clear();
  kept_ = prospects.kept;
  best_ = -std::numeric_limits<double>::infinity();
  for (std::size_t f = 0; f < firms.size(); ++f) {
    if (firms[f].vacancies <= 0) continue;
    numbers_.push_back(static_cast<std::uint32_t>(f));
    vacancies_.push_back(firms[f].vacancies);
    openings_.push_back({prospects.chance.empty() ? firms[f].wage : firms[f].wage * prospects.chance[f], 0, 0});
    best_ = std::max(best_, openings_.back().expected);
  }
  places_.open(vacancies_);
  parts_.resize(parts);
  for (std::size_t d = 0; d < drawer_count; ++d) {
    const std::size_t slots = numbers_.size(), first = (d * slots + drawer_count - 1) / drawer_count,
                      until = ((d + 1) * slots + drawer_count - 1) / drawer_count;
    Drawer& drawer = drawers_[d];
    drawer.first = first, drawer.firms = until - first;
    drawer.letters.clear(), drawer.hires.clear();
    drawer.hiring.open({vacancies_.data() + first, drawer.firms});
    const double applicants_per_place = static_cast<double>(seekers) / static_cast<double>(places_.count());
    for (std::size_t s = first; s < until; ++s)
      drawer.hiring.set_limit(s - first, rank_limit(vacancies_[s], applicants_per_place * static_cast<double>(vacancies_[s])));
  }
  expect_letters();
}

/// Empties the piles. Who has a worse rank than any firm wants need not even ask which place was drawn.
void NationalMarket::expect_letters() {
  highest_limit_ = 0;
  for (std::uint32_t d = 0; d < drawer_count; ++d) {
    const Drawer& drawer = drawers_[d];
    highest_limit_ = std::max(highest_limit_, drawer.hiring.highest_limit());
    for (std::size_t s = 0; s < drawer.firms; ++s) {
      openings_[drawer.first + s].limit = drawer.hiring.limits()[s];
      openings_[drawer.first + s].drawer = d;
    }
  }
  for (Letters& letters : parts_) {
    for (std::vector<Application>& pile : letters) pile.clear();
  }
}

void NationalMarket::apply(std::size_t part, std::size_t region, const Seekers& seekers, const MatchingDraws& draws) {
  std::array<std::uint32_t, draws_at_once> word0, word1, rank, lucky, ids = {};
  std::array<std::int32_t, draws_at_once> flags;
  const double kept = kept_in(region);
  for (std::size_t first = 0; first < seekers.n; first += draws_at_once) {
    const std::size_t n = std::min(draws_at_once, seekers.n - first);
    find_lucky(n, draws, highest_limit_, seekers.household + first, rank.data(), flags.data());
    const std::size_t count = find_places(flags.data(), n, lucky.data());
    take_places(lucky.data(), count, seekers.household + first, ids.data());
    fill_words(draws.applications, ids.data(), count, draws.period, draw_elsewhere, word0.data(), word1.data(), nullptr, nullptr);
    for (std::size_t k = 0; k < count; ++k) {
      const std::size_t s = first + lucky[k], slot = places_.firm_with(place_of(word0[k], word1[k], places_.count()));
      const Opening& opening = openings_[slot];
      if (rank[lucky[k]] >= opening.limit || !(opening.expected * kept > static_cast<double>(seekers.asking[s]))) continue;
      parts_[part][opening.drawer].push_back(
          {static_cast<std::uint32_t>(slot), rank[lucky[k]], seekers.place[s], seekers.efficiency[s], seekers.asking[s]});
    }
  }
}

/// What came for the firms of a drawer, part after part.
void NationalMarket::read_letters(Drawer& drawer) {
  const auto number = static_cast<std::size_t>(&drawer - drawers_.data());
  for (const Letters& letters : parts_) {
    for (const Application& letter : letters[number]) {
      drawer.hiring.apply(static_cast<std::uint32_t>(letter.slot - drawer.first), letter.rank,
                          static_cast<std::uint32_t>(drawer.letters.size()));
      drawer.letters.push_back(letter);
    }
  }
}

bool NationalMarket::wants_more(const Workers& threads) {
  std::array<bool, drawer_count> wants = {};
  threads.for_each(drawer_count, [&](std::size_t d) {
    read_letters(drawers_[d]);
    wants[d] = drawers_[d].hiring.wants_more();
  });
  expect_letters();
  return std::find(wants.begin(), wants.end(), true) != wants.end();
}

void NationalMarket::hire_in(Drawer& drawer, std::span<Firm> firms) {
  read_letters(drawer);  // those asked for later
  drawer.hiring.hire([&](std::size_t slot, std::uint32_t applicant) {
    const Application& letter = drawer.letters[applicant];
    const std::uint32_t number = numbers_[drawer.first + slot];
    Firm& firm = firms[number];
    firm.labour += static_cast<double>(labour_parts(letter.efficiency)) / labour_grid;
    firm.workers += 1;
    firm.vacancies -= 1;
    drawer.hires.push_back({letter.place, static_cast<std::int32_t>(number), letter.asking});
  });
}

}  // namespace povtrap
