#pragma once

#include <bit>
#include <cstdint>

#include "core/kernel.hpp"

/// Elementary functions without branches, tables or library calls: plain loops over them vectorise, and only + - * / sqrt,
/// comparisons and integer operations decide their results, so every processor and compiler gives the same bits.
/// docs/model says what they are used for; tests/unit/core/math_test.cpp holds the measured errors.
namespace povtrap::math {

namespace detail {

/// Adding it rounds a double of magnitude below 2^51 to the nearest integer, which then stands in the low bits.
inline constexpr double rounder = 0x1.8p52;
/// A double whose low 52 bits are an unsigned integer, as `bits | exponent_of_2_52`.
inline constexpr std::uint64_t exponent_of_2_52 = 0x4330000000000000u;
inline constexpr std::uint64_t fraction_mask = 0x000FFFFFFFFFFFFFu;
inline constexpr int fraction_bits = 52;
inline constexpr int exponent_bias = 1023;
inline constexpr double smallest_normal = 0x1p-1022;

/// ln 2 in two parts; the first has 20 trailing zero bits, so that its multiples by an exponent are exact.
/// Source: fdlibm (Sun Microsystems, 1993), e_exp.c.
inline constexpr double ln2_high = 6.93147180369123816490e-01, ln2_low = 1.90821492927058770002e-10;
inline constexpr double log2_e = 1.44269504088896338700e+00;

[[nodiscard]] POVTRAP_ALWAYS_INLINE std::uint64_t bits_of(double x) {
  return std::bit_cast<std::uint64_t>(x);
}
[[nodiscard]] POVTRAP_ALWAYS_INLINE double of_bits(std::uint64_t bits) {
  return std::bit_cast<double>(bits);
}

/// Square root as one instruction; the library's sign check would be a branch.
[[nodiscard]] POVTRAP_ALWAYS_INLINE double square_root(double x) {
  return __builtin_sqrt(x);
}

}  // namespace detail

/// The smaller; b if either is not a number.
[[nodiscard]] POVTRAP_ALWAYS_INLINE double min(double a, double b) {
  return a < b ? a : b;
}
/// The larger; b if either is not a number.
[[nodiscard]] POVTRAP_ALWAYS_INLINE double max(double a, double b) {
  return a > b ? a : b;
}
/// Requires: low <= high.
[[nodiscard]] POVTRAP_ALWAYS_INLINE double clamp(double x, double low, double high) {
  return min(max(x, low), high);
}
[[nodiscard]] POVTRAP_ALWAYS_INLINE double abs(double x) {
  return detail::of_bits(detail::bits_of(x) & ~(std::uint64_t{1} << 63));
}

/// e^x. Relative error below 3e-16. Above 709 it stays at e^709, which is finite; below -708 it is 0.
/// Equation: e^x = 2^k e^r, k = round(x / ln 2), e^r = 1 + r + r^2 P(r).
/// Source: P is the minimax polynomial of degree 9 on |r| <= (ln 2) / 2, fitted by the Remez exchange (truncation error 4e-18).
[[nodiscard]] POVTRAP_ALWAYS_INLINE double exp(double x) {
  using namespace detail;
  const double bounded = clamp(x, -708.0, 709.0);
  const double shifted = bounded * log2_e + rounder;
  const double k = shifted - rounder;
  const double r = (bounded - k * ln2_high) - k * ln2_low;
  const double r2 = r * r, r4 = r2 * r2;  // Estrin's scheme: short chains of operations, so that several numbers are under way
  const double p01 = 0x1.000000000000ap-1 + 0x1.55555555554fap-3 * r, p23 = 0x1.555555555087cp-5 + 0x1.1111111127be5p-7 * r;
  const double p45 = 0x1.6c16c1842a126p-10 + 0x1.a01a012a57b5ep-13 * r, p67 = 0x1.a0199a0c66195p-16 + 0x1.71df255235e0bp-19 * r;
  const double p89 = 0x1.28ad72cd4ab37p-22 + 0x1.ad7f6f0e24922p-26 * r;
  const double p = (p01 + p23 * r2) + r4 * ((p45 + p67 * r2) + r4 * p89);
  const double power = 1.0 + (r + r2 * p);
  const double result = of_bits(bits_of(power) + (bits_of(shifted) << fraction_bits));
  return x < -708.0 ? 0.0 : result;
}

/// Natural logarithm, within one unit in the last place.   Requires: x > 0, normal; other arguments give some finite number.
/// Equation: x = 2^k (1 + f), 1 + f in [sqrt(1/2), sqrt(2)), s = f / (2 + f), log(1 + f) = f - (f^2/2 - s (f^2/2 + R(s^2))).
/// Source: decomposition and R from fdlibm (Sun Microsystems, 1993), e_log.c.
[[nodiscard]] POVTRAP_ALWAYS_INLINE double log(double x) {
  using namespace detail;
  constexpr std::uint64_t root_half = 0x3FE6A09E667F3BCDu;
  const std::uint64_t offset = bits_of(x) + (bits_of(1.0) - root_half);
  const double k = of_bits((offset >> fraction_bits) | exponent_of_2_52) - (0x1p52 + exponent_bias);
  const double f = of_bits((offset & fraction_mask) + root_half) - 1.0;
  const double s = f / (2.0 + f);
  const double z = s * s, z2 = z * z, z4 = z2 * z2;
  const double r01 = 6.666666666666735130e-01 + 3.999999999940941908e-01 * z;
  const double r23 = 2.857142874366239149e-01 + 2.222219843214978396e-01 * z;
  const double r45 = 1.818357216161805012e-01 + 1.531383769920937332e-01 * z;
  const double r = (r01 + r23 * z2) + z4 * (r45 + 1.479819860511658591e-01 * z2);
  const double half_square = 0.5 * f * f;
  return k * ln2_high - ((half_square - (s * (half_square + r * z) + k * ln2_low)) - f);
}

/// x^y = e^(y log x). Relative error below 1e-14 for results in 1e-6..1e6, growing with |y log x|; bounded like exp().
/// pow(x, 0) = 1 and pow(0, y > 0) = 0.   Requires: x >= 0 (below 2^-1022 it counts as 0).
[[nodiscard]] POVTRAP_ALWAYS_INLINE double pow(double x, double y) {
  const double result = exp(y * log(x));
  return ((x < detail::smallest_normal) & (y > 0.0)) ? 0.0 : result;
}

namespace detail {

/// A rational function before its division, so that callers select first and divide once.
struct Ratio {
  double above, below;
};

/// Algorithm AS 241 for |p - 1/2| <= 0.425, without the factor p - 1/2; v = 0.425^2 - (p - 1/2)^2.
[[nodiscard]] POVTRAP_ALWAYS_INLINE Ratio quantile_centre(double v) {
  double a = 2.5090809287301226727e+3, b = 5.2264952788528545610e+3;
  a = a * v + 3.3430575583588128105e+4, b = b * v + 2.8729085735721942674e+4;
  a = a * v + 6.7265770927008700853e+4, b = b * v + 3.9307895800092710610e+4;
  a = a * v + 4.5921953931549871457e+4, b = b * v + 2.1213794301586595867e+4;
  a = a * v + 1.3731693765509461125e+4, b = b * v + 5.3941960214247511077e+3;
  a = a * v + 1.9715909503065514427e+3, b = b * v + 6.8718700749205790830e+2;
  a = a * v + 1.3314166789178437745e+2, b = b * v + 4.2313330701600911252e+1;
  return {a * v + 3.3871328727963666080e+0, b * v + 1.0};
}

/// Algorithm AS 241 for the tails down to e^-25; root = sqrt(-log(tail probability)).
[[nodiscard]] POVTRAP_ALWAYS_INLINE Ratio quantile_tail(double root) {
  const double t = root - 1.6;
  double a = 7.74545014278341407640e-4, b = 1.05075007164441684324e-9;
  a = a * t + 2.27238449892691845833e-2, b = b * t + 5.47593808499534494600e-4;
  a = a * t + 2.41780725177450611770e-1, b = b * t + 1.51986665636164571966e-2;
  a = a * t + 1.27045825245236838258e+0, b = b * t + 1.48103976427480074590e-1;
  a = a * t + 3.64784832476320460504e+0, b = b * t + 6.89767334985100004550e-1;
  a = a * t + 5.76949722146069140550e+0, b = b * t + 1.67638483018380384940e+0;
  a = a * t + 4.63033784615654529590e+0, b = b * t + 2.05319162663775882187e+0;
  return {a * t + 1.42343711074968357734e+0, b * t + 1.0};
}

/// Algorithm AS 241 beyond.
[[nodiscard]] POVTRAP_ALWAYS_INLINE Ratio quantile_far_tail(double root) {
  const double t = root - 5.0;
  double a = 2.01033439929228813265e-7, b = 2.04426310338993978564e-15;
  a = a * t + 2.71155556874348757815e-5, b = b * t + 1.42151175831644588870e-7;
  a = a * t + 1.24266094738807843860e-3, b = b * t + 1.84631831751005468180e-5;
  a = a * t + 2.65321895265761230930e-2, b = b * t + 7.86869131145613259100e-4;
  a = a * t + 2.96560571828504891230e-1, b = b * t + 1.48753612908506148525e-2;
  a = a * t + 1.78482653991729133580e+0, b = b * t + 1.36929880922735805310e-1;
  a = a * t + 5.46378491116411436990e+0, b = b * t + 5.99832206555887937690e-1;
  return {a * t + 6.65790464350110377720e+0, b * t + 1.0};
}

/// Root for the tails; -log only, because the smaller of p and 1 - p is at most 1/2.
[[nodiscard]] POVTRAP_ALWAYS_INLINE double quantile_root(double p) {
  return square_root(-log(min(p, 1.0 - p)));
}

[[nodiscard]] POVTRAP_ALWAYS_INLINE double quantile_of(double q, Ratio tail) {
  const Ratio centre = quantile_centre(0.180625 - q * q);
  const double signed_tail = q < 0.0 ? -tail.above : tail.above;
  const bool central = abs(q) <= 0.425;
  return (central ? q * centre.above : signed_tail) / (central ? centre.below : tail.below);
}

}  // namespace detail

/// The z with Phi(z) = p, Phi the standard normal distribution. Relative error below 1e-15.   Requires: 0 < p < 1.
/// Source: Wichura (1988), Algorithm AS 241 (PPND16), Applied Statistics 37(3).
[[nodiscard]] POVTRAP_ALWAYS_INLINE double normal_quantile(double p) {
  const double root = detail::quantile_root(p);
  const detail::Ratio near = detail::quantile_tail(root), far = detail::quantile_far_tail(root);
  const bool beyond = root > 5.0;
  return detail::quantile_of(p - 0.5, {beyond ? far.above : near.above, beyond ? far.below : near.below});
}

/// The same bits as normal_quantile() for less work, if p is not within 1e-10 of 0 or 1: true of every uniform of 32 bits.
[[nodiscard]] POVTRAP_ALWAYS_INLINE double normal_quantile32(double p) {
  return detail::quantile_of(p - 0.5, detail::quantile_tail(detail::quantile_root(p)));
}

/// Phi(x), the standard normal distribution. Absolute error below 1e-15. Not meant for inner loops.
/// Source: Hart et al. (1968), Computer Approximations, no. 5666, and its continued fraction beyond x = 7.07, as given by
/// West (2005), Better approximations to cumulative normal functions, Wilmott Magazine.
[[nodiscard]] POVTRAP_ALWAYS_INLINE double normal_cdf(double x) {
  const double u = abs(x);
  const double density = exp(-0.5 * u * u);
  double a = .03526249659989109, b = .08838834764831844;
  a = a * u + .7003830644436881, b = b * u + 1.755667163182642;
  a = a * u + 6.373962203531650, b = b * u + 16.06417757920695;
  a = a * u + 33.91286607838300, b = b * u + 86.78073220294608;
  a = a * u + 112.0792914978709, b = b * u + 296.5642487796737;
  a = a * u + 221.2135961699311, b = b * u + 637.3336333788311;
  a = a * u + 220.2068679123761, b = b * u + 793.8265125199484;
  b = b * u + 440.4137358247522;
  constexpr double root_two_pi = 2.5066282746310002;
  const double fraction = u + 1.0 / (u + 2.0 / (u + 3.0 / (u + 4.0 / (u + 0.65))));
  const double near = a / b, far = 1.0 / (root_two_pi * fraction);
  const double tail = density * (u < 7.07106781186547 ? near : far);
  return x > 0.0 ? 1.0 - tail : tail;
}

}  // namespace povtrap::math
