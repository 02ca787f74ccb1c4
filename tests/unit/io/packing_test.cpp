#include "io/packing.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <povtrap/error.hpp>

#include "core/random.hpp"
#include "unit/io/sample_result.hpp"

namespace povtrap {
namespace {

std::vector<float> incomes(std::size_t count) {
  std::vector<float> values(count);
  for (std::size_t i = 0; i < count; ++i)
    values[i] = static_cast<float>(1000.0 + 500.0 * draw_uniform(make_stream(1, "test"), static_cast<std::uint32_t>(i), 0));
  return values;
}

void expect_comes_back(const std::vector<float>& values, const PackedChunk& packed) {
  std::vector<float> found(values.size());
  unpack_chunk(packed, sizeof(float), std::as_writable_bytes(std::span(found)));
  EXPECT_EQ(found, values);
}

TEST(PackChunk, GivesBackWhatItWasGivenAtEveryLevel) {
  const std::vector<float> values = incomes(50'000);
  for (const int level : {1, 2, 9}) {
    const PackedChunk packed = pack_chunk(std::as_bytes(std::span(values)), {sizeof(float), 1000}, level);
    EXPECT_TRUE(packed.deflated);
    EXPECT_LT(packed.bytes.size(), values.size() * sizeof(float));
    expect_comes_back(values, packed);
  }
}

TEST(PackChunk, FindsWhatIsRepeatedFromRowToRowEvenInNoise) {
  std::vector<float> values = incomes(10'000);
  for (int wave = 1; wave < 5; ++wave) values.insert(values.end(), values.begin(), values.begin() + 10'000);
  const PackedChunk packed = pack_chunk(std::as_bytes(std::span(values)), {sizeof(float), 10'000}, 1);
  EXPECT_LT(packed.bytes.size(), values.size());  // a quarter
  expect_comes_back(values, packed);
}

TEST(PackChunk, LeavesNoiseAsItIs) {
  std::vector<std::byte> noise(4096);
  for (std::size_t i = 0; i < noise.size(); ++i)
    noise[i] = static_cast<std::byte>(draw_uniform(make_stream(2, "test"), static_cast<std::uint32_t>(i), 0) * 256.0);
  const PackedChunk packed = pack_chunk(noise, {1, 64}, 9);
  EXPECT_FALSE(packed.deflated);
  EXPECT_EQ(packed.bytes, noise);
}

TEST(UnpackChunk, RefusesDamage) {
  const std::vector<float> values = incomes(5000);
  PackedChunk packed = pack_chunk(std::as_bytes(std::span(values)), {sizeof(float), 100}, 1);
  packed.bytes.resize(packed.bytes.size() / 2);
  std::vector<float> found(values.size());
  EXPECT_THROW(unpack_chunk(packed, sizeof(float), std::as_writable_bytes(std::span(found))), DataError);
}

}  // namespace
}  // namespace povtrap
