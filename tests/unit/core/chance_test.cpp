#include "core/chance.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "core/random.hpp"

namespace povtrap {
namespace {

TEST(Chance, DecidesAsTheUniformDoes) {
  for (const double p :
       {0.0, 0x1p-34, 0x1p-33, 0x1.000001p-33, 0x1p-32, 1e-9, 0.0055, 0.25, 0.5, 1 - 0x1p-31, 1 - 0x1p-33, 1.0, 2.0, -1.0}) {
    const Chance c = chance(p);
    for (const std::uint32_t word : {0u, 1u, 2u, 1u << 30, (1u << 31) - 1, 1u << 31, c.below - 1, c.below, c.below + 1, ~1u, ~0u})
      EXPECT_EQ(c.hits(word), uniform(word) < p) << p << " " << word;
  }
}

TEST(Chance, FindsExactlyThoseWhomItHits) {
  std::vector<std::uint32_t> words(1024), ids(1024);
  for (std::uint32_t i = 0; i < ids.size(); ++i) ids[i] = 3 * i;
  fill_words(make_stream(1, "chance"), ids.data(), ids.size(), 0, 0, words.data(), nullptr, nullptr, nullptr);
  for (const double p : {0.0, 0.001, 0.03, 0.5, 1.0}) {
    for (const std::size_t n : {std::size_t{0}, std::size_t{1}, std::size_t{16}, std::size_t{100}, words.size()}) {
      std::vector<std::uint16_t> places(words.size()), expected;
      places.resize(find_hits(words.data(), n, chance(p), places.data()));
      std::sort(places.begin(), places.end());
      for (std::size_t i = 0; i < n; ++i) {
        if (uniform(words[i]) < p) expected.push_back(static_cast<std::uint16_t>(i));
      }
      EXPECT_EQ(places, expected) << p << " " << n;
    }
  }
}

}  // namespace
}  // namespace povtrap
