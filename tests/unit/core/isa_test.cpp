#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

#include "isa_kernel.hpp"

namespace povtrap::isa {
namespace {

constexpr std::size_t n = 4099;
constexpr std::size_t result_columns = 8;

/// All results of a kernel, as bits.
std::vector<std::uint64_t> bits_of(Kernel& kernel) {
  std::vector<double> x(n), results(result_columns * n);
  for (std::size_t i = 0; i < n; ++i) x[i] = (draw_uniform(make_stream(1, "isa"), static_cast<std::uint32_t>(i), 0) - 0.5) * 1500;
  double* r = results.data();
  kernel(x.data(), n, {r, r + n, r + 2 * n, r + 3 * n, r + 4 * n, r + 5 * n, r + 6 * n, r + 7 * n});
  std::vector<std::uint64_t> bits(results.size());
  std::memcpy(bits.data(), results.data(), results.size() * sizeof(double));
  return bits;
}

#if defined(__x86_64__)
TEST(Bits, AreTheSameWithAvx2) {
  if (!__builtin_cpu_supports("avx2")) GTEST_SKIP() << "this processor has no AVX2";
  EXPECT_EQ(bits_of(run_avx2), bits_of(run_base));
}

TEST(Bits, AreTheSameWithAvx512) {
  if (!__builtin_cpu_supports("avx512dq") || !__builtin_cpu_supports("avx512vl")) GTEST_SKIP() << "this processor has no AVX-512";
  EXPECT_EQ(bits_of(run_avx512), bits_of(run_base));
}
#endif

/// FNV-1a over the bits of one set of results: the same number on every machine and with every compiler, for ever.
TEST(Bits, AreTheOnesOnRecord) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (const std::uint64_t word : bits_of(run_base)) hash = (hash ^ word) * 0x100000001B3u;
  EXPECT_EQ(hash, 7012993453696087316u);
}

}  // namespace
}  // namespace povtrap::isa
