#include "indicators/inequality.hpp"

#include <algorithm>
#include <limits>
#include <povtrap/error.hpp>
#include <utility>

#include "core/field_text.hpp"
#include "core/math.hpp"
#include "indicators/weighted_sort.hpp"

namespace povtrap {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double rank_slack = 1e-12;  // people counted up by rounding sums: 0.07 of 100 people are 7, not 7.000000000000001

void check_share(double p) {
  if (!(p >= 0 && p <= 1)) throw ConfigError("a rank is " + number_text(p) + " (ranks run from 0 to 1); give one in between");
}

double ratio(double numerator, double denominator) {
  return denominator != 0 ? numerator / denominator : numerator > 0 ? infinity : nan;
}

double gap(double line, double income) {
  return (line - std::max(income, 0.0)) / line;
}

}  // namespace

Distribution::Distribution(std::span<const double> values, std::span<const double> weights)
    : Distribution(sort_by_value(values, weights)) {}

Distribution::Distribution(Column<WeightedValue> sorted)
    : pairs_(std::move(sorted)), persons_(pairs_.size()), income_(pairs_.size()) {
  if (pairs_.empty()) throw DataError("a distribution has 0 people (it has no quantiles); leave the group out");
  double persons = 0, income = 0;
  for (std::size_t i = 0; i < pairs_.size(); ++i) {
    persons_[i] = persons += weight(i);
    income_[i] = income += weight(i) * value(i);
  }
}

double Distribution::gini() const {
  if (!(mean() > 0)) return nan;
  double twice_area = 0;
  for (std::size_t i = 0; i < pairs_.size(); ++i) twice_area += weight(i) * (income_below(i) + income_[i]);
  return 1 - twice_area / (persons() * all_income());
}

double Distribution::quantile(double p) const {
  check_share(p);
  const auto rank = std::ranges::lower_bound(persons_, p * persons() * (1 - rank_slack));
  return value(static_cast<std::size_t>(rank - persons_.begin()));
}

double Distribution::quantile_ratio(double high, double low) const {
  return ratio(quantile(high), quantile(low));
}

double Distribution::lorenz(double p) const {
  check_share(p);
  if (!(mean() > 0)) return nan;
  if (p == 1) return 1;
  const double rank = p * persons();
  const auto i = static_cast<std::size_t>(std::ranges::lower_bound(persons_, rank) - persons_.begin());
  return (income_below(i) + (rank - persons_below(i)) * value(i)) / all_income();
}

std::vector<double> Distribution::lorenz_points(std::size_t n) const {
  if (n == 0) throw ConfigError("a Lorenz curve of 0 steps (it has no points); ask for at least 1");
  std::vector<double> points(n + 1);
  for (std::size_t i = 0; i <= n; ++i) points[i] = lorenz(static_cast<double>(i) / static_cast<double>(n));
  return points;
}

double Distribution::palma() const {
  return ratio(share(0.9, 1), share(0, 0.4));
}
double Distribution::s80_s20() const {
  return ratio(share(0.8, 1), share(0, 0.2));
}

template <class Term>
double Distribution::mean_over_people(Term term) const {
  if (!(mean() > 0) || value(0) < 0) return nan;
  double sum = 0;
  for (std::size_t i = 0; i < pairs_.size(); ++i)
    if (value(i) > 0) sum += weight(i) * term(value(i) / mean());
  return sum / persons();
}

double Distribution::theil_t() const {
  return mean_over_people([](double y) { return y * math::log(y); });
}

double Distribution::theil_l() const {
  if (value(0) == 0 && mean() > 0) return infinity;
  return mean_over_people([](double y) { return -math::log(y); });
}

double Distribution::atkinson(double aversion) const {
  if (!(aversion >= 0))
    throw ConfigError("inequality aversion is " + number_text(aversion) + " (less praises inequality); give 0 or more");
  if (!(mean() > 0) || value(0) < 0) return nan;
  if (value(0) == 0 && aversion >= 1) return 1;
  if (aversion == 1) return 1 - math::exp(-theil_l());
  return 1 - math::pow(mean_over_people([aversion](double y) { return math::pow(y, 1 - aversion); }), 1 / (1 - aversion));
}

std::size_t Distribution::first_not_below(double line) const {
  if (!(line > 0)) throw ConfigError("a poverty line is " + number_text(line) + " (gaps are shares of it); give one above zero");
  return static_cast<std::size_t>(std::ranges::lower_bound(pairs_, line, {}, &WeightedValue::value) - pairs_.begin());
}

double Distribution::share_below(double income) const {
  const auto end = std::ranges::lower_bound(pairs_, income, {}, &WeightedValue::value) - pairs_.begin();
  return persons_below(static_cast<std::size_t>(end)) / persons();
}

double Distribution::sen(double line) const {
  const std::size_t end = first_not_below(line);
  if (end == 0) return 0;
  const double poor = persons_below(end);
  double welfare = 0, income = 0;  // of the poor: mean times (1 - Gini), and the running sum of incomes
  for (std::size_t i = 0; i < end; ++i) {
    const double added = weight(i) * std::max(value(i), 0.0);
    welfare += weight(i) * (2 * income + added);
    income += added;
  }
  return poor / persons() * (1 - welfare / (poor * poor * line));
}

double Distribution::sen_finite(double line) const {
  const std::size_t end = first_not_below(line);
  const double poor = persons_below(end);
  double sum = 0;
  for (std::size_t i = 0; i < end; ++i)
    sum += weight(i) * gap(line, value(i)) * (poor + 0.5 - (persons_below(i) + persons_[i]) / 2);
  return 2 * sum / ((poor + 1) * persons());
}

double Distribution::sst(double line) const {
  const std::size_t end = first_not_below(line);
  double twice_area = 0, gaps = 0;  // under the TIP curve
  for (std::size_t i = 0; i < end; ++i) {
    const double added = weight(i) * gap(line, value(i));
    twice_area += weight(i) * (2 * gaps + added);
    gaps += added;
  }
  return (twice_area + 2 * gaps * (persons() - persons_below(end))) / (persons() * persons());
}

}  // namespace povtrap
