#include "programmes/relocation.hpp"

#include <gtest/gtest.h>

#include <set>
#include <vector>

#include "population/synthetic.hpp"
#include "unit/described.hpp"

namespace povtrap {
namespace {

constexpr double line = 1000;

/// A region of 100 households of one person, the even ones poor.
void add_region(Economy& e, RegionKind kind, std::size_t province, std::size_t bloc, double output_factor, double mean_income) {
  Region region;
  region.kind = kind;
  region.province = province;
  region.bloc = bloc;
  region.output_factor = output_factor;
  region.mean_income = mean_income;
  region.first_household = e.households.size();
  region.households = 100;
  e.regions.push_back(region);
  const std::size_t first = e.households.size();
  e.households.resize(first + 100, 4);
  for (std::size_t i = first; i < first + 100; ++i) {
    e.households.id[i] = static_cast<std::uint32_t>(i);
    e.households.persons[i] = 1.0F;
    e.households.own_income_last_year[i] = i % 2 == 0 ? 900.0F : 1100.0F;
  }
}

/// Bloc 0: villages 0 and 1 in province 0, village 2 and town 3 in province 1; bloc 1: village 4 and town 5 in province 2.
Economy nation() {
  Economy e;
  add_region(e, RegionKind::rural, 0, 0, 0.7, 500);
  add_region(e, RegionKind::rural, 0, 0, 0.9, 900);
  add_region(e, RegionKind::rural, 1, 0, 0.8, 800);
  add_region(e, RegionKind::urban, 1, 0, 0.4, 2000);
  add_region(e, RegionKind::rural, 2, 1, 1.2, 1500);
  add_region(e, RegionKind::urban, 2, 1, 0.5, 1400);
  cut_into_blocks(e);
  return e;
}

RelocationParameters programme(test::Parameters values = {}) {
  RelocationParameters p;
  test::describe(p, values);
  return p;
}

TEST(Relocation, MovesPeopleFromTheLeastProductiveVillages) {
  Economy e = nation();
  EXPECT_EQ(poorest_regions(e, 0.5), (std::vector<std::size_t>{0, 2}));
  EXPECT_EQ(poorest_regions(e, 0.51), (std::vector<std::size_t>{0, 2, 1}));
  EXPECT_EQ(poorest_regions(e, 1.0), (std::vector<std::size_t>{0, 2, 1, 4}));
  EXPECT_TRUE(poorest_regions(e, 0.0).empty());
  e.regions[0].households = 0;
  EXPECT_EQ(poorest_regions(e, 0.5), (std::vector<std::size_t>{2, 1}));
}

TEST(Relocation, PrefersTheProvinceAndThenTheBloc) {
  const Economy e = nation();
  const RelocationParameters any = programme(), towns = programme({{"relocation.destination", std::string("towns")}}),
                             villages = programme({{"relocation.destination", std::string("villages")}});
  EXPECT_EQ(best_destination(e, any, 0, {0}), 1u);
  EXPECT_EQ(best_destination(e, towns, 0, {0}), 3u);
  EXPECT_EQ(best_destination(e, any, 0, {0, 1}), 3u) << "nobody is moved to where people are moved from";
  EXPECT_EQ(best_destination(e, villages, 2, {0, 2}), 1u);
  EXPECT_EQ(best_destination(e, any, 4, {4}), e.regions.size()) << "no place is better";
  EXPECT_EQ(best_destination(e, any, 3, {0}), e.regions.size()) << "no place in the bloc is better";
}

TEST(Relocation, DrawsTheGivenShareAmongThePoor) {
  const Economy e = nation();
  const auto moves = choose_moves(programme({{"relocation.origins", 0.5}, {"relocation.share", 0.1}}), e, line, {1, 2}, Workers(2));
  ASSERT_EQ(moves.size(), 20u) << "a tenth of the households of two villages";
  std::set<std::uint32_t> origins;
  for (std::size_t k = 0; k < moves.size(); ++k) {
    EXPECT_EQ(moves[k].place % 2, 0u) << "only the poor";
    EXPECT_EQ(moves[k].destination, moves[k].origin == 0 ? 1u : 3u);
    EXPECT_LT(moves[k].place - e.regions[moves[k].origin].first_household, 100u);
    origins.insert(moves[k].origin);
    if (k > 0) {
      EXPECT_LT(moves[k - 1].place, moves[k].place);
    }
  }
  EXPECT_EQ(origins, (std::set<std::uint32_t>{0, 2}));
  EXPECT_EQ(choose_moves(programme({{"relocation.origins", 0.5}, {"relocation.share", 1.0}}), e, line, {1, 2}, Workers(2)).size(), 100u);
  EXPECT_TRUE(choose_moves(programme({{"relocation.share", 0.0}}), e, line, {1, 2}, Workers(2)).empty());
}

TEST(Relocation, EmptiesWholeRegionsTheLeastProductiveFirst) {
  const Economy e = nation();
  const auto moves = choose_moves(
      programme({{"relocation.origins", 0.5}, {"relocation.share", 0.7}, {"relocation.targeting", std::string("whole_region")}}),
      e, line, {1, 2}, Workers(2));
  ASSERT_EQ(moves.size(), 140u);
  std::size_t first = 0;
  for (const Move& move : moves) first += move.origin == 0 ? 1 : 0;
  EXPECT_EQ(first, 100u);
}

/// The lottery is keyed by household and year: where they stand does not matter, and most who win a small one win a larger one.
TEST(Relocation, DrawsByHouseholdAndYear) {
  Economy e = nation();
  const auto winners = [&](double share) {
    std::set<std::uint32_t> ids;
    for (const Move& move : choose_moves(programme({{"relocation.origins", 0.1}, {"relocation.share", share}}), e, line, {1, 2}, Workers(2)))
      ids.insert(e.households.id[move.place]);
    return ids;
  };
  const auto few = winners(0.1), many = winners(0.3);
  EXPECT_TRUE(std::includes(many.begin(), many.end(), few.begin(), few.end()));
  for (std::size_t i = 0; i < 50; i += 2) std::swap(e.households.id[i], e.households.id[98 - i]);
  EXPECT_EQ(winners(0.1), few);
  e.calendar.period = 4;
  EXPECT_NE(winners(0.1), few);
}

TEST(Relocation, PaysByHead) {
  EXPECT_EQ(moving_grant(programme({{"relocation.grant", 1.5}}), line, 4.0F), 6000.0);
}

}  // namespace
}  // namespace povtrap
