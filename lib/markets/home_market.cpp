#include "markets/home_market.hpp"

#include <algorithm>

#include "core/contracts.hpp"

namespace povtrap {

namespace {

constexpr std::size_t draws_at_once = 256;
constexpr std::size_t words_per_draw = 4;

using WordRows = std::array<std::array<std::uint32_t, draws_at_once>, most_applications>;

/// One word for the ranks of each seeker, apart from the choice of firms: every bit of it has low bits of some word in it.
POVTRAP_KERNEL void mix_luck(std::size_t n, const std::uint32_t* POVTRAP_RESTRICT a, const std::uint32_t* POVTRAP_RESTRICT b,
                             const std::uint32_t* POVTRAP_RESTRICT c, const std::uint32_t* POVTRAP_RESTRICT d,
                             std::uint32_t* POVTRAP_RESTRICT luck) {
  POVTRAP_IVDEP
  for (std::size_t s = 0; s < n; ++s) {
    luck[s] = a[s] ^ (b[s] << 8 | b[s] >> 24) ^ (c[s] << 16 | c[s] >> 16) ^ (d[s] << 24 | d[s] >> 8);
  }
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

/// The firm that a word tells, in the order of wages.
std::uint32_t slot_of(std::uint32_t word, std::size_t firms) {
  return static_cast<std::uint32_t>((std::uint64_t{word} * firms) >> 32);
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
  for (const std::uint32_t f : numbers_) {
    wages_.push_back(static_cast<float>(firms[f].wage));
    vacancies_.push_back(firms[f].vacancies);
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
    mix_luck(n, rows[0].data(), rows[1].data(), rows[2].data(), rows[3].data(), luck.data());
    sort_words(n, rounds_, rows);
    append(here.place, seekers.place + first, n);
    append(here.efficiency, seekers.efficiency + first, n);
    append(here.asking, seekers.asking + first, n);
    append(here.luck, luck.data(), n);
    for (std::size_t k = 0; k < rounds_; ++k) append(here.words[k], rows[k].data(), n);
  }
}

/// Who still looks and whose next offer is good enough applies, unless the firm has hired already.
void HomeMarket::send_applications(std::size_t round) {
  hiring_.open(numbers_.size());
  for (std::size_t p = 0; p < parts_.size(); ++p) {
    Applicants& here = parts_[p];
    const std::uint32_t* words = here.words[round].data();
    std::size_t still = 0;
    for (const std::uint32_t a : here.looking) {
      const std::uint32_t slot = slot_of(words[a], numbers_.size());
      here.looking[still] = a;
      if (!(wages_[slot] > here.asking[a])) continue;  // later offers are worse
      ++still;
      if (vacancies_[slot] <= 0) continue;
      const auto number = static_cast<std::uint32_t>(first_firm_ + numbers_[slot]);
      hiring_.apply(slot, rank_at(here.luck[a], number), first_applicant_[p] + a);
    }
    here.looking.resize(still);
  }
}

void HomeMarket::take(std::span<Firm> firms, std::size_t slot, std::uint32_t applicant) {
  const auto part = static_cast<std::size_t>(
      std::upper_bound(first_applicant_.begin() + 1, first_applicant_.end(), applicant) - first_applicant_.begin() - 1);
  Applicants& here = parts_[part];
  const std::uint32_t a = applicant - first_applicant_[part];
  Firm& firm = firms[numbers_[slot]];
  firm.labour += static_cast<double>(labour_parts(here.efficiency[a])) / labour_grid;
  firm.workers += 1;
  firm.vacancies -= 1;
  hires_.push_back({here.place[a], static_cast<std::int32_t>(first_firm_ + numbers_[slot]), here.asking[a]});
  here.asking[a] = std::numeric_limits<float>::infinity();  // looks no more
}

std::span<const Hire> HomeMarket::hire(std::span<Firm> firms) {
  hires_.clear();
  first_applicant_.clear();
  std::uint32_t applicants = 0;
  for (Applicants& here : parts_) {
    first_applicant_.push_back(applicants);
    here.looking.resize(here.place.size());
    for (std::size_t a = 0; a < here.looking.size(); ++a) here.looking[a] = static_cast<std::uint32_t>(a);
    applicants += static_cast<std::uint32_t>(here.place.size());
  }
  if (applicants == 0) return {};
  for (std::size_t round = 0; round < rounds_; ++round) {
    send_applications(round);
    hiring_.hire(vacancies_, [&](std::size_t slot, std::uint32_t applicant) { take(firms, slot, applicant); });
  }
  return hires_;
}

}  // namespace povtrap
