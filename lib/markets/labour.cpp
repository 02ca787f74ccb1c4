#include "markets/labour.hpp"

#include <algorithm>
#include <array>

#include "core/math.hpp"

namespace povtrap {

namespace {

struct Application {
  std::int32_t firm;
  std::uint64_t rank;
  Seeker* seeker;
};

/// Every firm hires from its applicants by rank; who is refused looks on.
void hire(std::vector<Application>& applications, std::span<Firm> firms) {
  std::sort(applications.begin(), applications.end(), [](const Application& a, const Application& b) {
    if (a.firm != b.firm) return a.firm < b.firm;
    if (a.rank != b.rank) return a.rank < b.rank;
    return a.seeker->household < b.seeker->household;
  });
  for (const Application& application : applications) {
    Firm& firm = firms[static_cast<std::size_t>(application.firm)];
    if (firm.vacancies == 0) continue;
    firm.vacancies -= 1;
    firm.workers += 1;
    firm.labour += application.seeker->efficiency;
    application.seeker->firm = application.firm;
  }
}

constexpr std::int64_t most_applications = 16;

/// Firms among which a seeker chooses, best wage first.
class Choice {
 public:
  Choice(const Seeker& seeker, const std::vector<std::int32_t>& open, std::span<const Firm> firms, std::int64_t applications,
         const MatchingDraws& draws) {
    for (std::int64_t a = 0; a < applications; ++a) {
      const std::uint32_t pick = draw_below(draws.applications, seeker.household, draws.period, static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(open.size()));
      const std::int32_t firm = open[pick];
      const bool known = std::find(picks_.begin(), picks_.begin() + count_, firm) != picks_.begin() + count_;
      if (!known && firms[static_cast<std::size_t>(firm)].wage * seeker.efficiency > seeker.worth) picks_[static_cast<std::size_t>(count_++)] = firm;
    }
    std::sort(picks_.begin(), picks_.begin() + count_, [&](std::int32_t a, std::int32_t b) {
      const double wage_a = firms[static_cast<std::size_t>(a)].wage, wage_b = firms[static_cast<std::size_t>(b)].wage;
      return wage_a != wage_b ? wage_a > wage_b : a < b;
    });
  }

  [[nodiscard]] std::int32_t at(std::int64_t round) const { return round < count_ ? picks_[static_cast<std::size_t>(round)] : -1; }

 private:
  std::array<std::int32_t, most_applications> picks_ = {};
  std::ptrdiff_t count_ = 0;
};

}  // namespace

void match_at_home(std::vector<Seeker>& seekers, std::span<Firm> firms, std::size_t first_firm, std::int64_t applications,
                   const MatchingDraws& draws) {
  std::vector<std::int32_t> open;
  for (std::size_t f = 0; f < firms.size(); ++f) {
    if (firms[f].vacancies > 0) open.push_back(static_cast<std::int32_t>(f));
  }
  if (open.empty() || applications == 0) return;
  std::vector<Choice> choices;
  choices.reserve(seekers.size());
  for (const Seeker& seeker : seekers) choices.emplace_back(seeker, open, firms, applications, draws);
  std::vector<Application> round_applications;
  for (std::int64_t round = 0; round < applications; ++round) {
    round_applications.clear();
    for (std::size_t s = 0; s < seekers.size(); ++s) {
      const std::int32_t firm = seekers[s].firm >= 0 ? -1 : choices[s].at(round);
      if (firm < 0 || firms[static_cast<std::size_t>(firm)].vacancies == 0) continue;
      const auto global = static_cast<std::uint32_t>(first_firm + static_cast<std::size_t>(firm));
      round_applications.push_back({firm, rank_key(draws.ranks, seekers[s].household, global, draws.period), &seekers[s]});
    }
    if (round_applications.empty()) continue;
    hire(round_applications, firms);
  }
  for (Seeker& seeker : seekers) seeker.firm += seeker.firm >= 0 ? static_cast<std::int32_t>(first_firm) : 0;
}

void match_elsewhere(std::vector<std::vector<Seeker>>& seekers, std::span<Firm> firms, double cost, const MatchingDraws& draws) {
  std::vector<std::int64_t> places_until;  ///< open places of firms up to this one
  std::int64_t places = 0;
  for (const Firm& firm : firms) places_until.push_back(places += firm.vacancies);
  if (places == 0) return;
  std::vector<Application> applications;
  for (auto& region : seekers) {
    for (Seeker& seeker : region) {
      if (seeker.firm >= 0) continue;
      const auto place = static_cast<std::int64_t>(draw_below(draws.applications, seeker.household, draws.period, most_applications, static_cast<std::uint32_t>(places)));
      const auto firm = std::upper_bound(places_until.begin(), places_until.end(), place) - places_until.begin();
      if (firms[static_cast<std::size_t>(firm)].wage * seeker.efficiency * (1.0 - cost) <= seeker.worth) continue;
      applications.push_back({static_cast<std::int32_t>(firm), rank_key(draws.ranks, seeker.household, static_cast<std::uint32_t>(firm), draws.period), &seeker});
    }
  }
  hire(applications, firms);
}

double next_wage(double wage, double unemployment, double vacancy_rate, double trend, double dt, const LabourParameters& p) {
  const double pressure = p.wage_response * (vacancy_rate - (unemployment - p.natural_unemployment));
  return wage * (1.0 + (trend + math::clamp(pressure, -p.wage_fall, p.wage_rise)) * dt);
}

}  // namespace povtrap
