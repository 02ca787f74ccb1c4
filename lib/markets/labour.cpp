#include "markets/labour.hpp"

#include <algorithm>
#include <array>
#include <numeric>
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
  std::array<std::uint32_t, draws_at_once> ids = {}, word0, word1;

  void draw(const MatchingDraws& draws, std::size_t n, std::uint32_t draw) {
    fill_words(draws.applications, ids.data(), n, draws.period, draw, word0.data(), word1.data(), nullptr, nullptr);
  }
};

/// Open firms of a market, best wage first.
struct WageOrder {
  std::vector<OpenFirm> firms;
  std::vector<std::int32_t> place_by_index;  ///< from the order in which they stand in the region
  std::vector<double> wages;

  explicit WageOrder(const std::vector<OpenFirm>& open) : place_by_index(open.size()) {
    std::vector<std::uint32_t> order(open.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return open[a].wage != open[b].wage ? open[a].wage > open[b].wage : a < b;
    });
    for (const std::uint32_t f : order) {
      place_by_index[f] = static_cast<std::int32_t>(firms.size());
      firms.push_back(open[f]);
      wages.push_back(open[f].wage);
    }
  }
};

constexpr std::uint32_t nowhere = 0xFFFFFFFF;

/// The firm that each seeker's words tell, unless it pays too little, is sorted into the seeker's list of places so far.
/// Shape: lists[k] holds the k-th place of every seeker, of which there are at most `draws_at_once`.
POVTRAP_KERNEL void add_choice(std::size_t n, std::size_t firms, const std::uint32_t* POVTRAP_RESTRICT word0,
                               const std::uint32_t* POVTRAP_RESTRICT word1, const std::int32_t* POVTRAP_RESTRICT place_by_index,
                               const double* POVTRAP_RESTRICT wages, const double* POVTRAP_RESTRICT efficiency,
                               const double* POVTRAP_RESTRICT worth, std::uint32_t* POVTRAP_RESTRICT choice) {
  POVTRAP_IVDEP
  for (std::size_t s = 0; s < n; ++s) {
    const std::uint64_t low = std::uint64_t{word1[s]} * firms;
    const auto index = static_cast<std::int32_t>((std::uint64_t{word0[s]} * firms + (low >> 32)) >> 32);
    const std::int32_t place = place_by_index[index];
    choice[s] = wages[place] * efficiency[s] > worth[s] ? static_cast<std::uint32_t>(place) : nowhere;
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

/// The firms that a seeker applies to, best wage first.
class Choices {
 public:
  Choices(std::span<const Seeker> seekers, const WageOrder& open, std::size_t applications, const MatchingDraws& draws)
      : width_(applications), places_(seekers.size() * applications) {
    for (std::size_t first = 0; first < seekers.size(); first += draws_at_once) {
      choose(seekers.subspan(first, std::min(draws_at_once, seekers.size() - first)), open, draws,
             places_.data() + first * width_);
    }
  }

  [[nodiscard]] std::uint32_t at(std::size_t seeker, std::size_t round) const { return places_[seeker * width_ + round]; }

 private:
  void choose(std::span<const Seeker> seekers, const WageOrder& open, const MatchingDraws& draws, std::uint32_t* places) const {
    const std::size_t n = seekers.size();
    SeekerWords words;
    std::array<double, draws_at_once> efficiency, worth;
    for (std::size_t s = 0; s < n; ++s) {
      words.ids[s] = seekers[s].household;
      efficiency[s] = static_cast<double>(seekers[s].efficiency);
      worth[s] = static_cast<double>(seekers[s].worth);
    }
    std::array<std::array<std::uint32_t, draws_at_once>, most_applications> lists;
    for (std::size_t a = 0; a < width_; ++a) {
      words.draw(draws, n, static_cast<std::uint32_t>(a));
      add_choice(n, open.firms.size(), words.word0.data(), words.word1.data(), open.place_by_index.data(), open.wages.data(),
                 efficiency.data(), worth.data(), lists[a].data());
      for (std::size_t k = 0; k < a; ++k) put_in_order(n, lists[k].data(), lists[a].data());
    }
    for (std::size_t s = 0; s < n; ++s) {
      std::uint32_t* list = places + s * width_;
      std::size_t count = 0;
      std::uint32_t last = nowhere;
      for (std::size_t k = 0; k < width_; ++k) {  // the same firm drawn twice stands once
        const std::uint32_t place = lists[k][s];
        list[count] = place;
        count += place != last ? 1 : 0;
        last = place;
      }
      std::fill(list + count, list + width_, nowhere);
    }
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
  const std::vector<OpenFirm> open = open_firms(firms);
  if (open.empty() || applications == 0) return;
  const auto rounds = static_cast<std::size_t>(applications);
  WageOrder by_wage(open);
  const Choices choices(seekers, by_wage, rounds, draws);
  Round round(by_wage.firms, firms, first_firm, draws);
  std::vector<std::uint32_t> looking(seekers.size());
  for (std::size_t s = 0; s < looking.size(); ++s) looking[s] = static_cast<std::uint32_t>(s);
  for (std::size_t r = 0; r < rounds; ++r) {
    std::size_t still = 0;
    for (const std::uint32_t s : looking) {
      const std::uint32_t place = choices.at(s, r);
      if (seekers[s].firm >= 0 || place == nowhere) continue;
      looking[still++] = s;
      if (by_wage.firms[place].vacancies > 0) round.apply(place, seekers[s]);
    }
    looking.resize(still);
    round.hire();
  }
  for (Seeker& seeker : seekers) seeker.firm += seeker.firm >= 0 ? static_cast<std::int32_t>(first_firm) : 0;
}

Prospects prospects_elsewhere(const LabourParameters& p, std::span<const Firm> firms, std::span<const Region> regions,
                              std::span<const double> migrants) {
  Prospects prospects;
  for (const double share : migrants)
    prospects.kept.push_back(1.0 - (p.network > 0 ? p.migration_cost * math::exp(-p.network * share) : p.migration_cost));
  if (p.job_risk == 0) return prospects;
  for (const Firm& firm : firms) prospects.chance.push_back(1.0 - p.job_risk * regions[firm.region].unemployment);
  return prospects;
}

void match_elsewhere(std::vector<std::vector<Seeker>>& seekers, std::span<Firm> firms, const Prospects& prospects,
                     const MatchingDraws& draws) {
  std::vector<OpenFirm> open = open_firms(firms);
  if (open.empty()) return;
  const OpenPlaces places(open);
  Round round(open, firms, 0, draws);
  SeekerWords words;
  std::array<Seeker*, draws_at_once> waiting;
  std::array<double, draws_at_once> kept;
  std::size_t n = 0;
  const auto apply = [&] {
    words.draw(draws, n, most_applications);
    for (std::size_t s = 0; s < n; ++s) {
      const std::size_t firm = places.firm_with(place_of(words.word0[s], words.word1[s], places.count()));
      const double chance = prospects.chance.empty() ? 1.0 : prospects.chance[open[firm].index];
      if (open[firm].wage * waiting[s]->efficiency * kept[s] * chance > waiting[s]->worth) round.apply(firm, *waiting[s]);
    }
    n = 0;
  };
  for (std::size_t r = 0; r < seekers.size(); ++r) {
    for (Seeker& seeker : seekers[r]) {
      if (seeker.firm >= 0) continue;
      words.ids[n] = seeker.household;
      kept[n] = prospects.kept.empty() ? 1.0 : prospects.kept[r];
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
