#include "experiments/student.hpp"

#include <algorithm>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>
#include <limits>
#include <povtrap/compare.hpp>

namespace povtrap {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

double mean_of(const std::vector<double>& values) {
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

/// Covariance of two means of paired values.
double covariance_of_means(const std::vector<double>& x, double mean_x, const std::vector<double>& y, double mean_y) {
  double sum = 0;
  for (std::size_t i = 0; i < x.size(); ++i) sum += (x[i] - mean_x) * (y[i] - mean_y);
  const auto n = static_cast<double>(x.size());
  return sum / (n - 1) / n;
}

}  // namespace

double student_quantile(double confidence, std::size_t count) {
  const boost::math::students_t distribution(static_cast<double>(count - 1));
  return boost::math::quantile(boost::math::complement(distribution, (1.0 - confidence) / 2));
}

MeanInterval mean_interval(const std::vector<double>& values, double confidence) {
  std::vector<double> known;
  for (const double value : values) {
    if (!std::isnan(value)) known.push_back(value);
  }
  if (known.empty()) return {none, none, none, 0};
  const double mean = mean_of(known);
  if (known.size() == 1) return {mean, none, none, 1};
  const double half = student_quantile(confidence, known.size()) * std::sqrt(covariance_of_means(known, mean, known, mean));
  return {mean, mean - half, mean + half, known.size()};
}

RatioInterval ratio_interval(const std::vector<double>& numerator, const std::vector<double>& denominator, double confidence) {
  std::vector<double> a, b;
  for (std::size_t i = 0; i < std::min(numerator.size(), denominator.size()); ++i) {
    if (std::isnan(numerator[i]) || std::isnan(denominator[i])) continue;
    a.push_back(numerator[i]);
    b.push_back(denominator[i]);
  }
  const double mean_a = a.empty() ? none : mean_of(a), mean_b = b.empty() ? none : mean_of(b);
  if (a.empty() || mean_b == 0) return {none, none, none};
  const double ratio = mean_a / mean_b;
  if (a.size() < 2) return {ratio, none, none};
  const double t = student_quantile(confidence, a.size()), saa = covariance_of_means(a, mean_a, a, mean_a),
               sab = covariance_of_means(a, mean_a, b, mean_b), sbb = covariance_of_means(b, mean_b, b, mean_b);
  // Values whose squared distance t^2 to the line a = ratio x b is met: a quadratic in the ratio, open on one side if g >= 1.
  const double square = mean_b * mean_b - t * t * sbb, half_linear = mean_a * mean_b - t * t * sab,
               constant = mean_a * mean_a - t * t * saa;
  if (square <= 0) return {ratio, none, none};
  const double root = std::sqrt(std::max(0.0, half_linear * half_linear - square * constant));
  return {ratio, (half_linear - root) / square, (half_linear + root) / square};
}

}  // namespace povtrap
