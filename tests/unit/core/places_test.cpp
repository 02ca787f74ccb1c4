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

}  // namespace
}  // namespace povtrap
