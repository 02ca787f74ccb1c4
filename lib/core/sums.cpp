#include "core/sums.hpp"

namespace povtrap {

namespace {

using detail::lanes;
using detail::LaneVector;

/// The sum of whole vectors and the rest, filled up with zeros, is added up in the order of lane_sum().
template <class T>
POVTRAP_ALWAYS_INLINE void add_up(const T* x, std::size_t n, LaneVector& sum) {
  LaneVector next, rest = {};
  std::size_t i = 0;
  for (; i + lanes <= n; i += lanes) {
    detail::load_lanes(next, x + i, lanes);
    sum += next;
  }
  if (i < n) detail::load_lanes(rest, x + i, n - i);
  sum += rest;
}

POVTRAP_KERNEL void add_doubles(const double* x, std::size_t n, LaneVector& total) {
  LaneVector sum = {};
  add_up(x, n, sum);
  total = sum;
}

POVTRAP_KERNEL void add_floats(const float* x, std::size_t n, LaneVector& total) {
  LaneVector sum = {};
  add_up(x, n, sum);
  total = sum;
}

POVTRAP_KERNEL void add_products(const double* x, const double* y, std::size_t n, LaneVector& total) {
  LaneVector sum = {}, a, b;
  std::size_t i = 0;
  for (; i + lanes <= n; i += lanes) {
    detail::load_lanes(a, x + i, lanes);
    detail::load_lanes(b, y + i, lanes);
    sum += a * b;
  }
  a = LaneVector{}, b = LaneVector{};
  if (i < n) detail::load_lanes(a, x + i, n - i), detail::load_lanes(b, y + i, n - i);
  total = sum + a * b;
}

}  // namespace

double lane_sum(const double* x, std::size_t n) {
  LaneVector sum;
  add_doubles(x, n, sum);
  return detail::across_lanes(sum);
}

double lane_sum(const float* x, std::size_t n) {
  LaneVector sum;
  add_floats(x, n, sum);
  return detail::across_lanes(sum);
}

double lane_dot(const double* x, const double* y, std::size_t n) {
  LaneVector sum;
  add_products(x, y, n, sum);
  return detail::across_lanes(sum);
}

}  // namespace povtrap
