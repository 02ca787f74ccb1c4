#include "core/normal.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/math.hpp"

namespace povtrap {

namespace {

constexpr std::size_t chunk = 256;
constexpr double centre = 0.425, centre_square = 0.180625;  // Algorithm AS 241 has another formula beyond, from the median

/// Uniforms that lie in the tails, with their places. Returns how many.
std::size_t find_tails(const double* uniforms, std::size_t n, double* tails, std::uint16_t* places) {
  std::size_t found = 0;
  for (std::size_t i = 0; i < n; ++i) {
    tails[found] = uniforms[i];
    places[found] = static_cast<std::uint16_t>(i);
    found += math::abs(uniforms[i] - 0.5) > centre ? 1 : 0;
  }
  return found;
}

POVTRAP_KERNEL void central_quantiles(double* POVTRAP_RESTRICT uniforms, std::size_t n) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) {
    const double q = uniforms[i] - 0.5;
    const math::detail::Ratio ratio = math::detail::quantile_centre(centre_square - q * q);
    uniforms[i] = q * ratio.above / ratio.below;
  }
}

POVTRAP_KERNEL void tail_quantiles(double* POVTRAP_RESTRICT uniforms, std::size_t n) {
  POVTRAP_IVDEP
  for (std::size_t i = 0; i < n; ++i) uniforms[i] = math::normal_quantile32(uniforms[i]);
}

}  // namespace

void to_normal(double* uniforms, std::size_t n) {
  std::array<double, chunk> tails;
  std::array<std::uint16_t, chunk> places;
  for (std::size_t first = 0; first < n; first += chunk) {
    const std::size_t count = std::min(chunk, n - first);
    const std::size_t found = find_tails(uniforms + first, count, tails.data(), places.data());
    central_quantiles(uniforms + first, count);
    tail_quantiles(tails.data(), found);
    for (std::size_t k = 0; k < found; ++k) uniforms[first + places[k]] = tails[k];
  }
}

}  // namespace povtrap
