#include "economy/slide.hpp"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "core/random.hpp"

namespace povtrap {
namespace {

/// Random stretches with gaps before and after the move.
std::vector<NewPlaces::Stretch> random_stretches(std::uint32_t seed, std::uint32_t longest, std::size_t room) {
  const Stream stream = make_stream(seed, "stretches");
  std::vector<NewPlaces::Stretch> stretches;
  std::size_t from = 0, to = 0;
  for (std::uint32_t k = 0;; ++k) {
    const Words draw = philox(stream, k, 0, 0);
    from += draw[0] % 4, to += draw[1] % 4;
    const std::size_t count = 1 + draw[2] % longest;
    if (from + count > room || to + count > room) return stretches;
    stretches.push_back({from, to, count});
    from += count, to += count;
  }
}

template <class T>
void expect_that_all_arrive(std::uint32_t seed, std::uint32_t longest) {
  std::vector<T> column(20'000);
  for (std::size_t i = 0; i < column.size(); ++i) column[i] = static_cast<T>(i);
  const std::vector<T> before = column;
  const std::vector<NewPlaces::Stretch> stretches = random_stretches(seed, longest, column.size());
  slide(column.data(), sizeof(T), sliding_order(stretches));
  for (const NewPlaces::Stretch& s : stretches) {
    for (std::size_t k = 0; k < s.count; ++k)
      ASSERT_EQ(column[s.to + k], before[s.from + k]) << seed << " " << s.from << " " << s.to;
  }
}

TEST(Slide, LosesNobodyWhereverStretchesGo) {
  for (std::uint32_t seed = 1; seed <= 20; ++seed) {
    for (const std::uint32_t longest : {1u, 5u, 40u, 300u}) {
      expect_that_all_arrive<double>(seed, longest);
      expect_that_all_arrive<float>(seed, longest);
      expect_that_all_arrive<std::uint8_t>(seed, longest);
    }
  }
}

TEST(Slide, LeavesOutWhoStays) {
  const std::vector<NewPlaces::Stretch> stretches = {{0, 0, 5}, {6, 5, 3}, {9, 9, 4}};
  const std::vector<NewPlaces::Stretch> order = sliding_order(stretches);
  ASSERT_EQ(order.size(), 1u);
  EXPECT_EQ(order[0].from, 6u);
}

}  // namespace
}  // namespace povtrap
