#include "markets/moving.hpp"

#include <gtest/gtest.h>

#include <map>

#include "population/synthetic.hpp"
#include "unit/described.hpp"

namespace povtrap {
namespace {

constexpr double line = 1000;

MovingParameters with(test::Parameters values = {}) {
  MovingParameters p;
  test::describe(p, values);
  return p;
}

/// Three regions of a bloc with 1,000, 2,000 and 4,000 of mean income and a rich one in another, 1,000 households of one person
/// each, whose own income is that of the region.
Economy nation() {
  Economy e;
  for (std::size_t r = 0; r < 4; ++r) {
    Region region;
    region.bloc = r == 3 ? 1 : 0;
    region.mean_income = 1000.0 * static_cast<double>(1 << r);
    region.first_household = e.households.size();
    region.households = 1000;
    region.persons = 1000;
    e.households.resize(region.first_household + 1000, 4);
    for (std::size_t i = region.first_household; i < e.households.size(); ++i) {
      e.households.id[i] = static_cast<std::uint32_t>(i);
      e.households.persons[i] = 1.0F;
      e.households.own_income_last_year[i] = static_cast<float>(region.mean_income);
    }
    e.regions.push_back(region);
  }
  cut_into_blocks(e);
  return e;
}

std::map<std::pair<std::uint32_t, std::uint32_t>, int> counted(const std::vector<Move>& moves) {
  std::map<std::pair<std::uint32_t, std::uint32_t>, int> count;
  for (const Move& move : moves) ++count[{move.origin, move.destination}];
  return count;
}

TEST(Moving, HoldsTheGainAgainstTheBurden) {
  const MovingParameters p = with({{"moving.horizon", 4.0}, {"moving.cost", 0.5}, {"moving.capital_loss", 0.25}});
  EXPECT_DOUBLE_EQ(gain_of_moving(p, 600, 1000, 1500, 3000, 800), 4 * 600 * 0.5 - 0.5 * 3000 - 0.25 * 800);
  EXPECT_LT(gain_of_moving(p, 600, 1000, 1000, 0, 1), 0.0) << "no gap, no gain";
  EXPECT_LE(gain_of_moving(p, 0, 1000, 9000, 0, 0), 0.0) << "who has nothing expects nothing";
}

TEST(Moving, GoesToRicherRegionsOnlyAndToEachAsOftenAsPeopleLiveThere) {
  auto moves = counted(choose_homes(with({{"moving.share", 1.0}, {"moving.cost", 0.0}}), nation(), line, {1, 2}, Workers(2)));
  EXPECT_EQ(moves.size(), 3u) << "0 to 1, 0 to 2 and 1 to 2";
  EXPECT_EQ((moves[{0, 1}] + moves[{0, 2}]), 1000);
  EXPECT_NEAR((moves[{0, 1}]), 500, 70);
  EXPECT_NEAR((moves[{1, 2}]), 500, 70);
}

TEST(Moving, MayCrossTheNation) {
  auto moves = counted(choose_homes(with({{"moving.share", 1.0}, {"moving.cost", 0.0}, {"moving.within", std::string("nation")}}),
                                    nation(), line, {1, 2}, Workers(2)));
  EXPECT_NEAR((moves[{2, 3}]), 333, 65);
  EXPECT_EQ((moves[{3, 2}]), 0);
}

TEST(Moving, IsThoughtOfByTheGivenShare) {
  const auto moves = choose_homes(with({{"moving.share", 0.1}, {"moving.cost", 0.0}}), nation(), line, {1, 2}, Workers(2));
  EXPECT_NEAR(static_cast<double>(moves.size()), 150, 50);
  EXPECT_TRUE(choose_homes(with({{"moving.share", 0.0}}), nation(), line, {1, 2}, Workers(2)).empty());
  EXPECT_TRUE(choose_homes(with({{"moving.share", 1.0}, {"moving.cost", 100.0}}), nation(), line, {1, 2}, Workers(2)).empty());
}

}  // namespace
}  // namespace povtrap
