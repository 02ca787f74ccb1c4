#pragma once

#include <cstddef>
#include <cstdint>

#include "core/math.hpp"
#include "core/money.hpp"
#include "core/random.hpp"
#include "core/sums.hpp"

/// One kernel over all of the arithmetic core, compiled by isa_base.cpp, isa_avx2.cpp and isa_avx512.cpp for their processors.
namespace povtrap::isa {

/// Results of one element, all of which must have the same bits everywhere.
struct Results {
  double* exp;
  double* log;
  double* pow;
  double* quantile;
  double* cdf;
  double* rounded;
  double* normal;
  double* sums;
};

using Kernel = void(const double* x, std::size_t n, const Results& out);
Kernel run_base, run_avx2, run_avx512;

namespace {

inline void run(const double* POVTRAP_RESTRICT x, std::size_t n, const Results& out) {
  const Results o = out;
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) o.exp[i] = math::exp(x[i]);
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) o.log[i] = math::log(math::abs(x[i]) + 0.01);
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) o.pow[i] = math::pow(math::max(x[i], 0.0), 0.7);
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) o.quantile[i] = math::normal_quantile(0.5 + 0.499999 * x[i] / (1.0 + math::abs(x[i])));
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) o.cdf[i] = math::normal_cdf(x[i] * 0.05);
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) o.rounded[i] = round_to_grid(x[i]) + floor_to_grid(3.0 * x[i]);
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const Words words = detail::philox_words({1, 2}, static_cast<std::uint32_t>(i), 3, 4, 0);
    o.normal[i] = math::normal_quantile(uniform(words[0])) + uniform53(words[1], words[2]) + uniform(words[3]);
  }
  o.sums[0] = lane_sum(x, n);
  o.sums[1] = lane_dot(x, x, n);
}

}  // namespace
}  // namespace povtrap::isa
