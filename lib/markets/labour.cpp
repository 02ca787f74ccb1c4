#include "markets/labour.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "core/kernel.hpp"
#include "core/math.hpp"

namespace povtrap {

namespace {

constexpr std::size_t most_applications = 16;
constexpr std::size_t draws_at_once = 256;

/// A firm that has vacancies.
struct OpenFirm {
  std::size_t index;  ///< among the firms of the market
  double wage;
  std::int64_t vacancies;
};

struct Application {
  std::uint32_t open;  ///< which open firm
  Seeker* seeker;
};

struct Candidate {
  std::uint64_t rank;
  Seeker* seeker;

  bool operator<(const Candidate& other) const {
    return rank != other.rank ? rank < other.rank : seeker->household < other.seeker->household;
  }
};

std::vector<OpenFirm> open_firms(std::span<const Firm> firms) {
  std::vector<OpenFirm> open;
  for (std::size_t f = 0; f < firms.size(); ++f) {
    if (firms[f].vacancies > 0) open.push_back({f, firms[f].wage, firms[f].vacancies});
  }
  return open;
}

POVTRAP_KERNEL void rank_pairs(Stream stream, std::uint32_t period, const std::uint32_t* POVTRAP_RESTRICT household,
                               const std::uint32_t* POVTRAP_RESTRICT firm, std::uint64_t* POVTRAP_RESTRICT rank, std::size_t n) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) rank[i] = rank_key(stream, household[i], firm[i], period);
}

/// One firm takes its best candidates, as many as it has vacancies.
void fill_vacancies(OpenFirm& open, Firm& firm, std::span<Candidate> candidates) {
  const auto places = std::min(static_cast<std::size_t>(open.vacancies), candidates.size());
  std::partial_sort(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(places), candidates.end());
  for (std::size_t k = 0; k < places; ++k) {
    firm.labour += candidates[k].seeker->efficiency;
    candidates[k].seeker->firm = static_cast<std::int32_t>(open.index);
  }
  firm.workers += static_cast<std::int64_t>(places);
  firm.vacancies -= static_cast<std::int64_t>(places);
  open.vacancies = firm.vacancies;
}

/// Firms whose applications are all in: every one hires by rank, and who is refused looks on.
class Round {
 public:
  Round(std::vector<OpenFirm>& open, std::span<Firm> firms, std::size_t first_firm, const MatchingDraws& draws)
      : open_(open), firms_(firms), first_firm_(first_firm), draws_(draws) {}

  void apply(std::size_t open, Seeker& seeker) { applications_.push_back({static_cast<std::uint32_t>(open), &seeker}); }

  /// Ends the round; the next one may begin.
  void hire() {
    if (applications_.empty()) return;
    draw_ranks();
    sort_by_firm();
    for (std::size_t f = 0; f < open_.size(); ++f) {
      const std::size_t first = f == 0 ? 0 : until_[f - 1];
      if (until_[f] > first) fill_vacancies(open_[f], firms_[open_[f].index], {candidates_.data() + first, until_[f] - first});
    }
    applications_.clear();
  }

 private:
  void draw_ranks() {
    const std::size_t n = applications_.size();
    households_.resize(n), numbers_.resize(n), keys_.resize(n);
    for (std::size_t a = 0; a < n; ++a) {
      households_[a] = applications_[a].seeker->household;
      numbers_[a] = static_cast<std::uint32_t>(first_firm_ + open_[applications_[a].open].index);
    }
    rank_pairs(draws_.ranks, draws_.period, households_.data(), numbers_.data(), keys_.data(), n);
  }

  /// Candidates of firm f stand before until_[f], those of the firm before it excluded.
  void sort_by_firm() {
    until_.assign(open_.size(), 0);
    for (const Application& application : applications_) ++until_[application.open];
    std::size_t start = 0;
    for (std::size_t& entry : until_) start += std::exchange(entry, start);
    candidates_.resize(applications_.size());
    for (std::size_t a = 0; a < applications_.size(); ++a)
      candidates_[until_[applications_[a].open]++] = {keys_[a], applications_[a].seeker};
  }

  std::vector<OpenFirm>& open_;
  std::span<Firm> firms_;
  std::size_t first_firm_;
  MatchingDraws draws_;
  std::vector<Application> applications_;
  std::vector<std::uint32_t> households_, numbers_;
  std::vector<std::uint64_t> keys_;
  std::vector<std::size_t> until_;
  std::vector<Candidate> candidates_;
};

/// As draw_below, from words that are drawn already.
std::size_t place_of(std::uint32_t word0, std::uint32_t word1, std::size_t n) {
  const std::uint64_t low = std::uint64_t{word1} * n;
  return (std::uint64_t{word0} * n + (low >> 32)) >> 32;
}

/// Words of one draw for some seekers.
struct SeekerWords {
  std::array<std::uint32_t, draws_at_once> ids, word0, word1;

  void draw(const MatchingDraws& draws, std::size_t n, std::uint32_t draw) {
    fill_words(draws.applications, ids.data(), n, draws.period, draw, word0.data(), word1.data(), nullptr, nullptr);
  }
};

/// The firms that a seeker applies to, best wage first. Open firms stand in this order, so that the place of a firm tells.
class Choices {
 public:
  Choices(std::span<const Seeker> seekers, const std::vector<OpenFirm>& by_wage, const std::vector<std::uint32_t>& place_by_index,
          std::size_t applications, const MatchingDraws& draws)
      : width_(applications), places_(seekers.size() * applications, none) {
    SeekerWords words;
    for (std::size_t first = 0; first < seekers.size(); first += draws_at_once) {
      const std::size_t n = std::min(draws_at_once, seekers.size() - first);
      for (std::size_t s = 0; s < n; ++s) words.ids[s] = seekers[first + s].household;
      for (std::size_t a = 0; a < applications; ++a) {
        words.draw(draws, n, static_cast<std::uint32_t>(a));
        for (std::size_t s = 0; s < n; ++s) {
          const std::uint32_t place = place_by_index[place_of(words.word0[s], words.word1[s], by_wage.size())];
          if (by_wage[place].wage * seekers[first + s].efficiency > seekers[first + s].worth) insert(first + s, place);
        }
      }
    }
  }

  static constexpr std::uint32_t none = 0xFFFFFFFF;
  [[nodiscard]] std::uint32_t at(std::size_t seeker, std::size_t round) const { return places_[seeker * width_ + round]; }

 private:
  /// Keeps a seeker's list sorted and without doubles.
  void insert(std::size_t seeker, std::uint32_t place) {
    std::uint32_t* list = places_.data() + seeker * width_;
    while (*list < place) ++list;
    if (*list == place) return;
    while (place != none) std::swap(*list++, place);
  }

  std::size_t width_;
  std::vector<std::uint32_t> places_;
};

/// Turns a draw below the number of open places into the firm that has the place, by a table of where to begin to look.
/// Source: Chen and Asau (1974), On generating random variates from an empirical distribution, AIIE Transactions 6(2).
class OpenPlaces {
 public:
  explicit OpenPlaces(const std::vector<OpenFirm>& open) : guide_(open.size()) {
    for (const OpenFirm& firm : open) until_.push_back(count_ += static_cast<std::size_t>(firm.vacancies));
    for (std::size_t g = 0, firm = 0; g < guide_.size(); ++g) {
      while (until_[firm] * guide_.size() <= g * count_) ++firm;
      guide_[g] = firm;
    }
  }

  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] std::size_t firm_with(std::size_t place) const {
    std::size_t firm = guide_[place * guide_.size() / count_];
    while (until_[firm] <= place) ++firm;
    return firm;
  }

 private:
  std::size_t count_ = 0;
  std::vector<std::size_t> guide_, until_;
};

}  // namespace

void match_at_home(std::vector<Seeker>& seekers, std::span<Firm> firms, std::size_t first_firm, std::int64_t applications,
                   const MatchingDraws& draws) {
  std::vector<OpenFirm> open = open_firms(firms);
  if (open.empty() || applications == 0) return;
  std::vector<std::uint32_t> by_wage(open.size()), place_by_index(open.size());
  for (std::size_t f = 0; f < open.size(); ++f) by_wage[f] = static_cast<std::uint32_t>(f);
  std::sort(by_wage.begin(), by_wage.end(),
            [&](std::uint32_t a, std::uint32_t b) { return open[a].wage != open[b].wage ? open[a].wage > open[b].wage : a < b; });
  std::vector<OpenFirm> ranked;
  for (const std::uint32_t f : by_wage) {
    place_by_index[f] = static_cast<std::uint32_t>(ranked.size());
    ranked.push_back(open[f]);
  }
  const auto rounds = static_cast<std::size_t>(applications);
  const Choices choices(seekers, ranked, place_by_index, rounds, draws);
  Round round(ranked, firms, first_firm, draws);
  std::vector<std::uint32_t> looking(seekers.size());
  for (std::size_t s = 0; s < looking.size(); ++s) looking[s] = static_cast<std::uint32_t>(s);
  for (std::size_t r = 0; r < rounds; ++r) {
    std::size_t still = 0;
    for (const std::uint32_t s : looking) {
      const std::uint32_t place = choices.at(s, r);
      if (seekers[s].firm >= 0 || place == Choices::none) continue;
      looking[still++] = s;
      if (ranked[place].vacancies > 0) round.apply(place, seekers[s]);
    }
    looking.resize(still);
    round.hire();
  }
  for (Seeker& seeker : seekers) seeker.firm += seeker.firm >= 0 ? static_cast<std::int32_t>(first_firm) : 0;
}

void match_elsewhere(std::vector<std::vector<Seeker>>& seekers, std::span<Firm> firms, double cost, const MatchingDraws& draws) {
  std::vector<OpenFirm> open = open_firms(firms);
  if (open.empty()) return;
  const OpenPlaces places(open);
  Round round(open, firms, 0, draws);
  SeekerWords words;
  std::array<Seeker*, draws_at_once> waiting;
  std::size_t n = 0;
  const auto apply = [&] {
    words.draw(draws, n, most_applications);
    for (std::size_t s = 0; s < n; ++s) {
      const std::size_t firm = places.firm_with(place_of(words.word0[s], words.word1[s], places.count()));
      if (open[firm].wage * waiting[s]->efficiency * (1.0 - cost) > waiting[s]->worth) round.apply(firm, *waiting[s]);
    }
    n = 0;
  };
  for (auto& region : seekers) {
    for (Seeker& seeker : region) {
      if (seeker.firm >= 0) continue;
      words.ids[n] = seeker.household;
      waiting[n++] = &seeker;
      if (n == draws_at_once) apply();
    }
  }
  apply();
  round.hire();
}

double next_wage(double wage, double unemployment, double vacancy_rate, double trend, double dt, const LabourParameters& p) {
  const double pressure = p.wage_response * (vacancy_rate - (unemployment - p.natural_unemployment));
  return wage * (1.0 + (trend + math::clamp(pressure, -p.wage_fall, p.wage_rise)) * dt);
}

}  // namespace povtrap
