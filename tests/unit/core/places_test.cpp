#include "core/places.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "core/random.hpp"

namespace povtrap {
namespace {

TEST(Places, AreThoseOfSetFlagsInRisingOrder) {
  const Stream stream = make_stream(1, "places");
  for (const double share : {0.0, 0.02, 0.5, 1.0}) {
    for (const std::size_t n : {std::size_t{0}, std::size_t{1}, std::size_t{16}, std::size_t{100}, std::size_t{1024}}) {
      std::vector<std::int32_t> flags(n);
      std::vector<std::uint32_t> places(n), expected;
      for (std::uint32_t i = 0; i < n; ++i) {
        if (draw_uniform(stream, i, 0) >= share) continue;
        flags[i] = i % 2 == 0 ? 1 : -1;
        expected.push_back(i);
      }
      places.resize(find_places(flags.data(), n, places.data()));
      EXPECT_EQ(places, expected) << share << " " << n;
    }
  }
}

TEST(Places, NeedNoMoreRoomThanThereAreHouseholds) {
  std::vector<std::int32_t> flags(32, 1);
  std::vector<std::uint32_t> places(33, 77);
  EXPECT_EQ(find_places(flags.data(), flags.size(), places.data()), 32u);
  EXPECT_EQ(places.back(), 77u);
}

TEST(Places, HoldWhatStandsThere) {
  std::vector<std::uint32_t> places, number(1000), got(1000);
  std::vector<float> amount(1000), taken(1000);
  for (std::uint32_t i = 0; i < 1000; ++i) {
    number[i] = 7 * i;
    amount[i] = static_cast<float>(i) + 0.5F;
    if (i % 3 == 1) places.push_back(i);
  }
  take_places(places.data(), places.size(), number.data(), got.data());
  take_places(places.data(), places.size(), amount.data(), taken.data());
  for (std::size_t k = 0; k < places.size(); ++k) {
    EXPECT_EQ(got[k], number[places[k]]);
    EXPECT_EQ(taken[k], amount[places[k]]);
  }
}

}  // namespace
}  // namespace povtrap
