#include "markets/credit.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <vector>

#include "core/random.hpp"

namespace povtrap {
namespace {

TEST(Credit, ServesTheHighestReturnsFirst) {
  const std::vector<Steps> requests{100, 50, 30};
  const Rationing rationing = ration_pot(60, requests);
  EXPECT_EQ(rationing.cutoff, 1u);
  EXPECT_EQ(rationing.rest, 30);
  EXPECT_EQ(rationing.total, 60);
}

TEST(Credit, ServesEverybodyFromALargePot) {
  const std::vector<Steps> requests{100, 50, 30};
  const Rationing rationing = ration_pot(1000, requests);
  EXPECT_EQ(rationing.cutoff, 0u);
  EXPECT_EQ(rationing.rest, 100);
  EXPECT_EQ(rationing.total, 180);
}

TEST(Credit, GivesNothingFromAnEmptyPot) {
  const std::vector<Steps> requests{100, 50, 30};
  EXPECT_EQ(ration_pot(0, requests).total, 0);
  EXPECT_EQ(ration_pot(-20, requests).total, 0);
}

TEST(Credit, GivesTheSmallerOfPotAndRequestsWhateverTheyAre) {
  for (std::uint32_t k = 0; k < 2000; ++k) {
    std::vector<Steps> requests(8);
    for (std::uint32_t c = 0; c < 8; ++c) requests[c] = draw_below(make_stream(1, "requests"), k, 0, c, 3) * 10;
    const Steps pot = draw_below(make_stream(1, "pot"), k, 0, 0, 200);
    const Rationing rationing = ration_pot(pot, requests);
    const Steps above =
        std::accumulate(requests.begin() + static_cast<std::ptrdiff_t>(rationing.cutoff) + 1, requests.end(), Steps{0});
    ASSERT_EQ(rationing.total, std::min(pot, std::accumulate(requests.begin(), requests.end(), Steps{0})));
    ASSERT_EQ(above + rationing.rest, rationing.total);
    ASSERT_LE(rationing.rest, requests[rationing.cutoff]);
  }
}

}  // namespace
}  // namespace povtrap
