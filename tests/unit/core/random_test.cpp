#include "core/random.hpp"

#include <Random123/philox.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <numeric>
#include <set>
#include <utility>
#include <vector>

#include "core/philox_lanes.hpp"

namespace povtrap {
namespace {

Words reference(Stream stream, const Words& counter) {
  const r123::Philox4x32::ctr_type in = {{counter[0], counter[1], counter[2], counter[3]}};
  const r123::Philox4x32::key_type key = {{stream.key0, stream.key1}};
  const r123::Philox4x32::ctr_type out = r123::Philox4x32()(in, key);
  return {out[0], out[1], out[2], out[3]};
}

/// Ids with gaps, wrapped around, as the members of a block may have.
std::vector<std::uint32_t> scattered_ids(std::size_t n) {
  std::vector<std::uint32_t> ids(n);
  for (std::size_t i = 0; i < n; ++i) ids[i] = static_cast<std::uint32_t>(i * 2654435761u + 17u);
  return ids;
}

TEST(Philox, GivesThePublishedKnownAnswers) {
  EXPECT_EQ(detail::philox_words({0, 0}, 0, 0, 0, 0), (Words{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  constexpr std::uint32_t ones = 0xffffffff;
  EXPECT_EQ(detail::philox_words({ones, ones}, ones, ones, ones, ones), (Words{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(detail::philox_words({0xa4093822, 0x299f31d0}, 0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344),
            (Words{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Philox, AgreesWithRandom123WordForWord) {
  for (std::uint32_t i = 0; i < 5000; ++i) {
    const Stream stream = make_stream(i, "comparison");
    EXPECT_EQ(philox(stream, i * 977, i, ~i), reference(stream, {i * 977, i, ~i, 0}));
  }
}

TEST(Philox, BlocksOfAnyLengthEqualSingleDraws) {
  const Stream stream = make_stream(7, "blocks");
  for (const std::size_t n : {0u, 1u, 2u, 3u, 7u, 8u, 9u, 31u, 1000u, 1024u}) {
    const auto ids = scattered_ids(n);
    std::vector<std::uint32_t> w0(n), w1(n), w2(n), w3(n);
    std::vector<double> u(n), a0(n), a1(n), b0(n), b1(n), b2(n), b3(n), z(n);
    fill_words(stream, ids.data(), n, 5, 6, w0.data(), w1.data(), w2.data(), w3.data());
    fill_uniform(stream, ids.data(), n, 5, 6, u.data());
    fill_uniform2(stream, ids.data(), n, 5, 6, a0.data(), a1.data());
    fill_uniform4(stream, ids.data(), n, 5, 6, b0.data(), b1.data(), b2.data(), b3.data());
    fill_normal(stream, ids.data(), n, 5, 6, z.data());
    for (std::size_t i = 0; i < n; ++i) {
      const Words single = philox(stream, ids[i], 5, 6);
      ASSERT_EQ((Words{w0[i], w1[i], w2[i], w3[i]}), single);
      ASSERT_EQ(u[i], draw_uniform(stream, ids[i], 5, 6));
      ASSERT_EQ(a0[i], uniform(single[0]));
      ASSERT_EQ(a1[i], uniform(single[1]));
      ASSERT_EQ(b0[i], uniform(single[0]));
      ASSERT_EQ(b1[i], uniform(single[1]));
      ASSERT_EQ(b2[i], uniform(single[2]));
      ASSERT_EQ(b3[i], uniform(single[3]));
      ASSERT_EQ(z[i], draw_normal(stream, ids[i], 5, 6));
    }
  }
}

#if defined(__x86_64__)
TEST(Philox, EveryVectorWidthGivesTheSameWords) {
  constexpr std::size_t n = 512;
  const auto ids = scattered_ids(n);
  const auto check = [&](std::size_t (*fill)(const detail::PhiloxBlock&)) {
    std::vector<std::uint32_t> words(n);
    std::vector<double> uniforms(n);
    const Stream stream = make_stream(3, "width");
    ASSERT_EQ(fill({stream, 8, 9, ids.data(), n, {nullptr, nullptr, words.data(), nullptr}, {nullptr, uniforms.data()}}), n);
    for (std::size_t i = 0; i < n; ++i) {
      ASSERT_EQ(words[i], philox(stream, ids[i], 8, 9)[2]);
      ASSERT_EQ(uniforms[i], uniform(philox(stream, ids[i], 8, 9)[1]));
    }
  };
  check(detail::sse2::fill);
  if (__builtin_cpu_supports("avx2")) check(detail::avx2::fill);
  if (__builtin_cpu_supports("avx512f")) check(detail::avx512::fill);
}
#endif

TEST(Streams, DifferByEverySeedAndComponent) {
  std::set<std::pair<std::uint32_t, std::uint32_t>> keys;
  for (std::uint64_t seed = 0; seed < 1000; ++seed) {
    for (const char* component : {"", "a", "b", "ab", "ba", "shock.drought", "shock.illness"}) {
      const Stream stream = make_stream(seed, component);
      keys.insert({stream.key0, stream.key1});
    }
  }
  EXPECT_EQ(keys.size(), 7000u);
}

TEST(Streams, KeepTheirKeysForEver) {
  const Stream stream = make_stream(42, "productivity");
  EXPECT_EQ(stream.key0, 3669254355u);
  EXPECT_EQ(stream.key1, 710288854u);
}

TEST(Uniforms, LieStrictlyBetweenZeroAndOneAndAreSymmetric) {
  EXPECT_EQ(uniform(0), 0x1p-33);
  EXPECT_EQ(uniform(0xffffffff), 1 - 0x1p-33);
  EXPECT_EQ(uniform(0x80000000), 0.5 + 0x1p-33);
  EXPECT_EQ(uniform53(0, 0), 0x1p-53);
  EXPECT_EQ(uniform53(0xffffffff, 0xffffffff), 1 - 0x1p-53);
  EXPECT_EQ(uniform53(0x80000000, 0), 0.5 + 0x1p-53);
}

TEST(Draws, HaveTheMomentsOfTheirDistributions) {
  constexpr int n = 400000;
  const Stream stream = make_stream(11, "moments");
  double uniform_sum = 0, uniform_square = 0, sum = 0, square = 0, cube = 0, fourth = 0;
  for (std::uint32_t i = 0; i < n; ++i) {
    const double u = draw_uniform(stream, i, 1) - 0.5, z = draw_normal(stream, i, 2);
    uniform_sum += u, uniform_square += u * u;
    sum += z, square += z * z, cube += z * z * z, fourth += z * z * z * z;
  }
  // Five standard errors of each moment: a false alarm once in a million seeds, and this seed is fixed.
  const double five_errors = 5 / std::sqrt(double{n});
  EXPECT_NEAR(uniform_sum / n, 0, five_errors * std::sqrt(1 / 12.0));
  EXPECT_NEAR(uniform_square / n, 1 / 12.0, five_errors * std::sqrt(1 / 180.0));
  EXPECT_NEAR(sum / n, 0, five_errors);
  EXPECT_NEAR(square / n, 1, five_errors * std::sqrt(2.0));
  EXPECT_NEAR(cube / n, 0, five_errors * std::sqrt(15.0));
  EXPECT_NEAR(fourth / n, 3, five_errors * std::sqrt(96.0));
}

TEST(Draws, OfNeighboursPeriodsAndDrawsAreUncorrelated) {
  constexpr int n = 200000;
  const Stream stream = make_stream(12, "independence"), other = make_stream(12, "independence2");
  double by_id = 0, by_period = 0, by_draw = 0, by_stream = 0;
  for (std::uint32_t i = 0; i < n; ++i) {
    const double z = draw_normal(stream, i, 0, 0);
    by_id += z * draw_normal(stream, i + 1, 0, 0);
    by_period += z * draw_normal(stream, i, 1, 0);
    by_draw += z * draw_normal(stream, i, 0, 1);
    by_stream += z * draw_normal(other, i, 0, 0);
  }
  const double bound = 5 * std::sqrt(double{n});
  for (const double covariance : {by_id, by_period, by_draw, by_stream}) EXPECT_LT(std::fabs(covariance), bound);
}

TEST(Draws, BelowNAreEquallyLikely) {
  constexpr int n = 70000;
  std::vector<int> counts(7);
  for (std::uint32_t i = 0; i < n; ++i) ++counts.at(draw_below(make_stream(13, "die"), i, 0, 0, 7));
  double chi_square = 0;
  for (const int count : counts) chi_square += (count - n / 7.0) * (count - n / 7.0) / (n / 7.0);
  EXPECT_LT(chi_square, 35.9);  // one in a million with 6 degrees of freedom
  EXPECT_EQ(draw_below(make_stream(13, "die"), 5, 0, 0, 1), 0u);
}

TEST(RankKeys, AreDistinctForPairsAndApartFromDraws) {
  const Stream stream = make_stream(14, "hiring");
  std::set<std::uint64_t> keys;
  for (std::uint32_t household = 0; household < 200; ++household)
    for (std::uint32_t firm = 0; firm < 200; ++firm) keys.insert(rank_key(stream, household, firm));
  EXPECT_EQ(keys.size(), 40000u);
  const Words draw = philox(stream, 3, 4, 0);
  EXPECT_NE(rank_key(stream, 3, 4), (std::uint64_t{draw[0]} << 32 | draw[1]));
}

}  // namespace
}  // namespace povtrap
