#include "core/math.hpp"

#include <benchmark/benchmark.h>

#include <array>
#include <cstddef>

#include "core/kernel.hpp"
#include "economy/households.hpp"

namespace {

using namespace povtrap;

POVTRAP_KERNEL void exp_of(const double* POVTRAP_RESTRICT x, double* POVTRAP_RESTRICT y, std::size_t n) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) y[i] = math::exp(x[i]);
}
POVTRAP_KERNEL void log_of(const double* POVTRAP_RESTRICT x, double* POVTRAP_RESTRICT y, std::size_t n) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) y[i] = math::log(x[i]);
}
POVTRAP_KERNEL void pow_of(const double* POVTRAP_RESTRICT x, double* POVTRAP_RESTRICT y, std::size_t n) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) y[i] = math::pow(x[i], 0.3);
}
POVTRAP_KERNEL void quantile_of(const double* POVTRAP_RESTRICT x, double* POVTRAP_RESTRICT y, std::size_t n) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) y[i] = math::normal_quantile32(x[i]);
}

void function_of_a_block(benchmark::State& state, void (*function)(const double*, double*, std::size_t), double low,
                         double high) {
  std::array<double, block_size> x, y;
  for (std::size_t i = 0; i < block_size; ++i)
    x[i] = low + (high - low) * (static_cast<double>(i) + 0.5) / static_cast<double>(block_size);
  for (auto _ : state) {
    function(x.data(), y.data(), block_size);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(block_size));
}
BENCHMARK_CAPTURE(function_of_a_block, exp, exp_of, -5.0, 5.0);
BENCHMARK_CAPTURE(function_of_a_block, log, log_of, 0.05, 41.0);
BENCHMARK_CAPTURE(function_of_a_block, pow, pow_of, 0.05, 41.0);
BENCHMARK_CAPTURE(function_of_a_block, normal_quantile, quantile_of, 0.0, 1.0);

}  // namespace
