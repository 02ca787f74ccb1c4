#include "markets/home_market.hpp"

#include <algorithm>

#include "core/contracts.hpp"
#include "core/places.hpp"

namespace povtrap {

namespace {

constexpr std::size_t draws_at_once = 256;
constexpr std::size_t words_per_draw = 4;

using WordRows = std::array<std::array<std::uint32_t, draws_at_once>, most_applications>;

POVTRAP_KERNEL void find_luck(std::size_t n, Stream stream, std::uint32_t period, const std::uint32_t* POVTRAP_RESTRICT household,
                              std::uint32_t* POVTRAP_RESTRICT luck) {
  POVTRAP_IVDEP
  for (std::size_t s = 0; s < n; ++s) luck[s] = luck_of(stream, household[s], period);
}

POVTRAP_KERNEL void put_in_order(std::size_t n, std::uint32_t* POVTRAP_RESTRICT earlier, std::uint32_t* POVTRAP_RESTRICT later) {
  POVTRAP_IVDEP
  for (std::size_t s = 0; s < n; ++s) {
    const std::uint32_t a = earlier[s], b = later[s];
    earlier[s] = a < b ? a : b;
    later[s] = a < b ? b : a;
  }
}

void draw_words(std::size_t n, std::size_t applications, const std::uint32_t* household, const MatchingDraws& draws,
                WordRows& rows) {
  for (std::size_t a = 0; a < applications; a += words_per_draw) {
    fill_words(draws.applications, household, n, draws.period, static_cast<std::uint32_t>(a / words_per_draw), rows[a].data(),
               rows[a + 1].data(), rows[a + 2].data(), rows[a + 3].data());
  }
}

void sort_words(std::size_t n, std::size_t applications, WordRows& rows) {
  for (std::size_t a = 1; a < applications; ++a) {
    for (std::size_t k = 0; k < a; ++k) put_in_order(n, rows[k].data(), rows[a].data());
  }
}

template <class T>
void append(std::vector<T>& to, const T* from, std::size_t n) {
  to.insert(to.end(), from, from + n);
}

/// Applications of one round: to which firm, and the rank there.
struct Letters {
  std::uint32_t *slot, *rank;
};

/// The firm that each seeker's word tells, counted from the best wage, and the rank in this round.
POVTRAP_KERNEL void read_words(std::size_t n, std::uint32_t round, std::uint32_t firms,
                               const std::uint32_t* POVTRAP_RESTRICT words, const std::uint32_t* POVTRAP_RESTRICT luck,
                               Letters letters) {
  std::uint32_t *POVTRAP_RESTRICT slot = letters.slot, *POVTRAP_RESTRICT rank = letters.rank;
  POVTRAP_IVDEP
  for (std::size_t s = 0; s < n; ++s) {
    slot[s] = static_cast<std::uint32_t>((std::uint64_t{words[s]} * firms) >> 32);
    rank[s] = rank_in(round, luck[s]);
  }
}

/// Is an application wanted: by the firm, for this rank, and by the household, for this wage?
POVTRAP_KERNEL void find_wanted(std::size_t n, Letters letters, const std::uint32_t* POVTRAP_RESTRICT limits,
                                const float* POVTRAP_RESTRICT wages, const float* POVTRAP_RESTRICT asking,
                                std::int32_t* POVTRAP_RESTRICT wanted) {
  const std::uint32_t *POVTRAP_RESTRICT slot = letters.slot, *POVTRAP_RESTRICT rank = letters.rank;
  POVTRAP_IVDEP
  for (std::size_t s = 0; s < n; ++s) {
    const std::uint32_t limit = limits[slot[s]];
    const float wage = wages[slot[s]];
    wanted[s] = (rank[s] < limit ? 1 : 0) & (wage > asking[s] ? 1 : 0);
  }
}

}  // namespace

void HomeMarket::open(std::span<const Firm> firms, std::size_t first_firm, std::size_t applications, std::size_t parts) {
  POVTRAP_REQUIRE(applications <= most_applications);
  first_firm_ = first_firm, rounds_ = applications;
  numbers_.clear(), wages_.clear(), vacancies_.clear();
  for (std::size_t f = 0; f < firms.size(); ++f) {
    if (firms[f].vacancies > 0) numbers_.push_back(static_cast<std::uint32_t>(f));
  }
  std::sort(numbers_.begin(), numbers_.end(), [&](std::uint32_t a, std::uint32_t b) {
    return firms[a].wage != firms[b].wage ? firms[a].wage > firms[b].wage : a < b;
  });
  for (std::uint32_t& f : numbers_) {
    wages_.push_back(static_cast<float>(firms[f].wage));
    vacancies_.push_back(firms[f].vacancies);
    f += static_cast<std::uint32_t>(first_firm);
  }
  parts_.resize(parts);
  for (Applicants& part : parts_) {
    part.place.clear(), part.luck.clear(), part.efficiency.clear(), part.asking.clear();
    for (std::vector<std::uint32_t>& words : part.words) words.clear();
  }
}

void HomeMarket::apply(std::size_t part, const Seekers& seekers, const MatchingDraws& draws) {
  if (numbers_.empty() || rounds_ == 0) return;
  Applicants& here = parts_[part];
  WordRows rows;
  std::array<std::uint32_t, draws_at_once> luck;
  for (std::size_t first = 0; first < seekers.n; first += draws_at_once) {
    const std::size_t n = std::min(draws_at_once, seekers.n - first);
    draw_words(n, rounds_, seekers.household + first, draws, rows);
    find_luck(n, draws.ranks, draws.period, seekers.household + first, luck.data());
    sort_words(n, rounds_, rows);
    append(here.place, seekers.place + first, n);
    append(here.efficiency, seekers.efficiency + first, n);
    append(here.asking, seekers.asking + first, n);
    append(here.luck, luck.data(), n);
    for (std::size_t k = 0; k < rounds_; ++k) append(here.words[k], rows[k].data(), n);
  }
}

/// How many seekers have their best offer from each firm, if all of them would take it.
/// Equation: n ((1 - s / F)^a - (1 - (s + 1) / F)^a) at the firm after s better ones of F, a the number of applications.
void HomeMarket::expect_applicants(std::size_t seekers) {
  const double firms = static_cast<double>(numbers_.size());
  const auto beyond = [&](std::size_t better) {
    const double share = 1.0 - static_cast<double>(better) / firms;
    double all = 1;
    for (std::size_t a = 0; a < rounds_; ++a) all *= share;
    return all;
  };
  for (std::size_t s = 0; s < numbers_.size(); ++s)
    hiring_.set_limit(s, rank_limit(vacancies_[s], static_cast<double>(seekers) * (beyond(s) - beyond(s + 1))));
}

/// Who is without a job applies if the next offer is good enough and still stands.
void HomeMarket::send_applications(std::size_t round) {
  std::array<std::uint32_t, draws_at_once> slot, rank, places;
  std::array<std::int32_t, draws_at_once> wanted;
  const Letters letters{slot.data(), rank.data()};
  for (std::size_t p = 0; p < parts_.size(); ++p) {
    const Applicants& here = parts_[p];
    for (std::size_t first = 0; first < here.place.size(); first += draws_at_once) {
      const std::size_t n = std::min(draws_at_once, here.place.size() - first);
      read_words(n, static_cast<std::uint32_t>(round), static_cast<std::uint32_t>(numbers_.size()),
                 here.words[round].data() + first, here.luck.data() + first, letters);
      find_wanted(n, letters, hiring_.limits(), wages_.data(), here.asking.data() + first, wanted.data());
      const std::size_t count = find_places(wanted.data(), n, places.data());
      for (std::size_t k = 0; k < count; ++k) {
        const std::uint32_t s = places[k];
        hiring_.apply(slot[s], rank[s], first_applicant_[p] + static_cast<std::uint32_t>(first) + s);
      }
    }
  }
}

void HomeMarket::take(std::span<Firm> firms, std::size_t slot, std::uint32_t applicant) {
  const auto part = static_cast<std::size_t>(std::upper_bound(first_applicant_.begin() + 1, first_applicant_.end(), applicant) -
                                             first_applicant_.begin() - 1);
  Applicants& here = parts_[part];
  const std::uint32_t a = applicant - first_applicant_[part];
  Firm& firm = firms[numbers_[slot] - first_firm_];
  firm.labour += static_cast<double>(labour_parts(here.efficiency[a])) / labour_grid;
  firm.workers += 1;
  firm.vacancies -= 1;
  hires_.push_back({here.place[a], static_cast<std::int32_t>(numbers_[slot]), here.asking[a]});
  here.asking[a] = std::numeric_limits<float>::infinity();  // looks no more
}

std::span<const Hire> HomeMarket::hire(std::span<Firm> firms) {
  hires_.clear();
  first_applicant_.clear();
  std::uint32_t applicants = 0;
  for (Applicants& here : parts_) {
    first_applicant_.push_back(applicants);
    applicants += static_cast<std::uint32_t>(here.place.size());
  }
  const auto places_left = [&] { return std::any_of(vacancies_.begin(), vacancies_.end(), [](auto v) { return v > 0; }); };
  for (std::size_t round = 0; round < rounds_ && applicants > 0 && places_left(); ++round) {
    hiring_.open(vacancies_);
    if (round == 0) expect_applicants(applicants);
    send_applications(round);
    if (hiring_.wants_more()) send_applications(round);
    hiring_.hire([&](std::size_t slot, std::uint32_t applicant) { take(firms, slot, applicant); });
  }
  return hires_;
}

}  // namespace povtrap
