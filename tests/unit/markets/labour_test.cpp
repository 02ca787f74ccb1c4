#include "markets/labour.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "markets/home_market.hpp"
#include "unit/described.hpp"

namespace povtrap {
namespace {

struct Seeker {
  std::uint32_t household;
  float efficiency, worth;
  std::int32_t firm = -1;
};

MatchingDraws draws_of(std::uint32_t period, std::uint64_t seed = 1) {
  return {make_stream(seed, "applications"), make_stream(seed, "ranks"), period};
}

/// Seekers as columns, their places being their positions.
struct Columns {
  std::vector<std::uint32_t> household, place;
  std::vector<float> efficiency, asking;

  explicit Columns(const std::vector<Seeker>& seekers, std::size_t first_place = 0) {
    for (const Seeker& s : seekers) {
      household.push_back(s.household);
      place.push_back(static_cast<std::uint32_t>(first_place + place.size()));
      efficiency.push_back(s.efficiency);
      asking.push_back(s.worth / s.efficiency);
    }
  }

  [[nodiscard]] Seekers view(std::size_t first, std::size_t n) const {
    return {n, household.data() + first, place.data() + first, efficiency.data() + first, asking.data() + first};
  }
};

/// The home market, with seekers in two parts.
void match_at_home(std::vector<Seeker>& seekers, std::vector<Firm>& firms, std::size_t first_firm, std::size_t applications,
                   const MatchingDraws& draws) {
  const Columns columns(seekers);
  const std::size_t half = seekers.size() / 2;
  HomeMarket market;
  market.open(firms, first_firm, applications, 2);
  market.apply(0, columns.view(0, half), draws);
  market.apply(1, columns.view(half, seekers.size() - half), draws);
  for (const Hire& hire : market.hire(firms)) {
    EXPECT_EQ(seekers[hire.place].firm, -1) << "hired twice";
    seekers[hire.place].firm = hire.firm;
  }
}

/// The market of the nation, each region being one part.
void match_elsewhere(std::vector<std::vector<Seeker>>& seekers, std::vector<Firm>& firms, const Prospects& prospects,
                     const MatchingDraws& draws) {
  const Workers workers(2);
  std::size_t all = 0;
  std::vector<Columns> columns;
  std::vector<Seeker*> by_place;
  for (std::vector<Seeker>& region : seekers) {
    columns.emplace_back(region, all);
    all += region.size();
    for (Seeker& seeker : region) by_place.push_back(&seeker);
  }
  NationalMarket market;
  market.open(firms, prospects, all, seekers.size());
  do {
    for (std::size_t r = 0; r < seekers.size(); ++r) market.apply(r, r, columns[r].view(0, seekers[r].size()), draws);
  } while (market.wants_more(workers));
  market.hire(firms, workers, [&](const Hire& hire) {
    EXPECT_EQ(by_place[hire.place]->firm, -1) << "hired twice";
    by_place[hire.place]->firm = hire.firm;
  });
}

std::vector<Firm> firms_with(std::size_t count, std::int64_t vacancies, double wage = 1) {
  std::vector<Firm> firms(count);
  for (Firm& firm : firms) {
    firm.vacancies = vacancies;
    firm.wage = wage;
  }
  return firms;
}

std::vector<Seeker> seekers_of(std::uint32_t count) {
  std::vector<Seeker> seekers;
  for (std::uint32_t i = 0; i < count; ++i) seekers.push_back({i, 1.0F, 0.0F});
  return seekers;
}

std::int64_t hired(const std::vector<Seeker>& seekers) {
  return std::count_if(seekers.begin(), seekers.end(), [](const Seeker& s) { return s.firm >= 0; });
}

struct Urn {
  double mean, sd;
};

/// U seekers with one application each to one of V firms with one vacancy.
Urn play(std::uint32_t seekers, std::size_t vacancies, std::uint32_t replications) {
  double sum = 0, squares = 0;
  for (std::uint32_t r = 0; r < replications; ++r) {
    std::vector<Firm> firms = firms_with(vacancies, 1);
    std::vector<Seeker> all = seekers_of(seekers);
    match_at_home(all, firms, 0, 1, draws_of(r));
    const auto matches = static_cast<double>(hired(all));
    sum += matches;
    squares += matches * matches;
  }
  const double mean = sum / replications;
  return {mean, std::sqrt(squares / replications - mean * mean)};
}

/// Reference values M1: expected matches V (1 - (1 - 1/V)^U) in 1,000 replications, within four standard errors.
TEST(Labour, MatchesLikeAnUrn) {
  const Urn equal = play(100, 100, 1000), few_vacancies = play(100, 50, 1000), few_seekers = play(50, 100, 1000);
  EXPECT_NEAR(equal.mean, 63.3967658727, 0.3947675550);
  EXPECT_NEAR(few_vacancies.mean, 43.3690222053, 0.2527732172);
  EXPECT_NEAR(few_seekers.mean, 39.4993932862, 0.2954867067);
  EXPECT_NEAR(equal.sd, 3.12091155045, 0.1 * 3.12091155045);
  EXPECT_NEAR(few_vacancies.sd, 1.99834774492, 0.1 * 1.99834774492);
  EXPECT_NEAR(few_seekers.sd, 2.33602800581, 0.1 * 2.33602800581);
}

/// Reference value M1 in the limit: 1 - 1/e of the vacancies are filled.
TEST(Labour, LeavesOneVacancyInEOpenInALargeMarket) {
  EXPECT_NEAR(play(10000, 10000, 1).mean / 10000, 0.632120558829, 0.003 * 4);
}

/// Reference values M2: with K offers of S in view, the best of all gets K/S of the seekers, the second C(S-2,K-1)/C(S,K).
TEST(Labour, SendsSeekersToTheBestWageTheyFind) {
  const auto shares = [](std::size_t firms, std::size_t applications) {
    std::vector<Firm> all = firms_with(firms, 1000000);
    for (std::size_t f = 0; f < firms; ++f) all[f].wage = 2.0 - 0.001 * static_cast<double>(f);
    std::vector<Seeker> seekers = seekers_of(100000);
    match_at_home(seekers, all, 0, applications, draws_of(0));
    EXPECT_EQ(hired(seekers), 100000);
    return std::pair(static_cast<double>(all[0].workers) / 100000, static_cast<double>(all[1].workers) / 100000);
  };
  EXPECT_NEAR(shares(100, 10).first, 1 - std::pow(0.99, 10), 0.004) << "applications are drawn with replacement";
  EXPECT_NEAR(shares(100, 5).second, std::pow(0.99, 5) - std::pow(0.98, 5), 0.003);
}

TEST(Labour, FillsNoMoreThanTheVacancies) {
  std::vector<Firm> firms = firms_with(5, 3);
  std::vector<Seeker> seekers = seekers_of(1000);
  match_at_home(seekers, firms, 0, 4, draws_of(0));
  EXPECT_EQ(hired(seekers), 15);
  for (const Firm& firm : firms) {
    EXPECT_EQ(firm.vacancies, 0);
    EXPECT_EQ(firm.workers, 3);
    EXPECT_EQ(firm.labour, 3.0);
  }
}

TEST(Labour, LeavesThoseAtHomeWhoEarnMoreThere) {
  std::vector<Firm> firms = firms_with(3, 100, 2.0);
  std::vector<Seeker> seekers = seekers_of(10);
  for (std::size_t i = 0; i < 5; ++i) seekers[i].worth = 2.0F;
  match_at_home(seekers, firms, 0, 8, draws_of(0));
  for (std::size_t i = 0; i < 10; ++i) EXPECT_EQ(seekers[i].firm >= 0, i >= 5) << i;
}

TEST(Labour, NumbersFirmsOverTheWholeNation) {
  std::vector<Firm> firms = firms_with(2, 100);
  std::vector<Seeker> seekers = seekers_of(20);
  match_at_home(seekers, firms, 40, 8, draws_of(0));
  for (const Seeker& seeker : seekers) EXPECT_TRUE(seeker.firm == 40 || seeker.firm == 41);
}

TEST(Labour, WithoutApplicationsOrFirmsHiresNobody) {
  std::vector<Firm> firms = firms_with(2, 100), none;
  std::vector<Seeker> seekers = seekers_of(20);
  match_at_home(seekers, firms, 0, 0, draws_of(0));
  match_at_home(seekers, none, 0, 4, draws_of(0));
  EXPECT_EQ(hired(seekers), 0);
}

/// Who ranks where is keyed by household and firm: one more applicant takes one place and shifts few others.
TEST(Labour, OneMoreSeekerChangesTheLuckOfFew) {
  const auto places = [](std::uint32_t first) {
    std::vector<Firm> firms = firms_with(30, 5);
    std::vector<Seeker> seekers = seekers_of(601);
    seekers.erase(seekers.begin(), seekers.begin() + first);
    match_at_home(seekers, firms, 0, 4, draws_of(7));
    std::vector<std::int32_t> result;
    for (const Seeker& seeker : seekers) {
      if (seeker.household > 0) result.push_back(seeker.firm);
    }
    return result;
  };
  const auto with = places(0), without = places(1);
  int changed = 0;
  for (std::size_t i = 0; i < with.size(); ++i) changed += with[i] != without[i] ? 1 : 0;
  EXPECT_LE(changed, 10);
}

TEST(Labour, DoesNotDependOnTheOrderOfSeekers) {
  std::vector<Firm> firms = firms_with(10, 4), mirrored_firms = firms;
  std::vector<Seeker> seekers = seekers_of(200), mirrored(seekers.rbegin(), seekers.rend());
  match_at_home(seekers, firms, 0, 3, draws_of(0));
  match_at_home(mirrored, mirrored_firms, 0, 3, draws_of(0));
  std::reverse(mirrored.begin(), mirrored.end());
  for (std::size_t i = 0; i < seekers.size(); ++i) EXPECT_EQ(seekers[i].firm, mirrored[i].firm);
}

TEST(Labour, ElsewhereWeighsTheCostOfMoving) {
  for (const double cost : {0.1, 0.6}) {
    std::vector<Firm> firms = firms_with(4, 1000, 2.0);
    std::vector<std::vector<Seeker>> seekers{seekers_of(50)};
    for (Seeker& seeker : seekers[0]) seeker.worth = 1.0F;
    match_elsewhere(seekers, firms, {.kept = {1.0 - cost}, .chance = {}}, draws_of(0));
    EXPECT_EQ(hired(seekers[0]), cost < 0.5 ? 50 : 0);
  }
}

TEST(Labour, ElsewhereIsNeutralUnlessNetworksOrRisksCount) {
  LabourParameters p;
  test::describe(p, {{"labour.migration_cost", 0.2}});
  const std::vector<Firm> firms = firms_with(2, 1);
  std::vector<Region> regions(1);
  regions[0].unemployment = 0.3;
  const std::vector<double> migrants{0.0, 0.5};
  EXPECT_EQ(prospects_elsewhere(p, firms, regions, migrants).kept, (std::vector<double>{0.8, 0.8}));
  EXPECT_TRUE(prospects_elsewhere(p, firms, regions, migrants).chance.empty());
  p.network = 2;
  p.job_risk = 0.5;
  const Prospects expected = prospects_elsewhere(p, firms, regions, migrants);
  EXPECT_NEAR(expected.kept[0], 0.8, 1e-15);
  EXPECT_NEAR(expected.kept[1], 1 - 0.2 * std::exp(-1.0), 1e-15);
  EXPECT_EQ(expected.chance, (std::vector<double>{0.85, 0.85}));
}

/// Harris and Todaro: the expected wage, the wage times the chance of a job, is held against what work at home adds.
TEST(Labour, ElsewhereHoldsTheExpectedWageAgainstHome) {
  for (const double chance : {0.9, 0.4}) {
    std::vector<Firm> firms = firms_with(4, 1000, 2.0);
    std::vector<std::vector<Seeker>> seekers{seekers_of(50)};
    for (Seeker& seeker : seekers[0]) seeker.worth = 1.0F;
    match_elsewhere(seekers, firms, {.kept = {}, .chance = std::vector<double>(4, chance)}, draws_of(0));
    EXPECT_EQ(hired(seekers[0]), chance > 0.5 ? 50 : 0);
  }
}

TEST(Labour, ElsewhereSpreadsSeekersOverOpenPlaces) {
  std::vector<Firm> firms = firms_with(2, 0);
  firms[0].vacancies = 9000;
  firms[1].vacancies = 3000;
  std::vector<std::vector<Seeker>> seekers{seekers_of(3000)};
  match_elsewhere(seekers, firms, {}, draws_of(0));
  EXPECT_EQ(hired(seekers[0]), 3000);
  EXPECT_NEAR(static_cast<double>(firms[0].workers), 2250, 4 * std::sqrt(3000 * 0.75 * 0.25));
}

/// Limits of ranks only save work: firms that expected more applicants than come fill their vacancies all the same.
TEST(Labour, FillsVacanciesThatMostSeekersDoNotWant) {
  for (const bool at_home : {true, false}) {
    std::vector<Firm> firms = firms_with(50, 3);
    std::vector<std::vector<Seeker>> seekers{seekers_of(20000)};
    for (std::size_t i = 0; i < seekers[0].size(); ++i) seekers[0][i].worth = i % 40 == 0 ? 0.5F : 2.0F;
    at_home ? match_at_home(seekers[0], firms, 0, 4, draws_of(3)) : match_elsewhere(seekers, firms, {}, draws_of(3));
    EXPECT_EQ(hired(seekers[0]), 150);
    for (std::size_t i = 0; i < seekers[0].size(); ++i) EXPECT_TRUE(seekers[0][i].firm < 0 || i % 40 == 0);
  }
}

/// One firm and many applicants: everybody has the same chance, whatever the id.
TEST(Labour, RanksApplicantsByLuckAlone) {
  std::vector<double> hires(10, 0.0);
  for (std::uint32_t r = 0; r < 2000; ++r) {
    std::vector<Firm> firms = firms_with(1, 10);
    std::vector<Seeker> seekers = seekers_of(100);
    match_at_home(seekers, firms, 7, 1, draws_of(r));
    for (std::size_t i = 0; i < seekers.size(); ++i) hires[i / 10] += seekers[i].firm >= 0 ? 1.0 : 0.0;
  }
  double chi2 = 0;
  for (const double count : hires) chi2 += (count - 2000) * (count - 2000) / (2000 * 0.9);
  EXPECT_LT(chi2, 27.9) << "chi-squared with nine degrees of freedom, false alarm in 1,000";
}

TEST(Labour, KeepsWagesInTheirBand) {
  LabourParameters p;
  test::describe(p, {{"labour.wage_response", 0.15},
                     {"labour.wage_fall", 0.01},
                     {"labour.wage_rise", 0.04},
                     {"labour.natural_unemployment", 0.05}});
  EXPECT_NEAR(next_wage(100, 0.05, 0.0, 0.02, 0.25, p), 100 * (1 + 0.02 * 0.25), 1e-10);
  EXPECT_NEAR(next_wage(100, 0.9, 0.0, 0.02, 0.25, p), 100 * (1 + 0.01 * 0.25), 1e-10);
  EXPECT_NEAR(next_wage(100, 0.0, 0.9, 0.02, 0.25, p), 100 * (1 + 0.06 * 0.25), 1e-10);
  EXPECT_NEAR(next_wage(100, 0.10, 0.03, 0.0, 1.0, p), 100 * (1 + 0.15 * (0.03 - 0.05)), 1e-10);
}

}  // namespace
}  // namespace povtrap
