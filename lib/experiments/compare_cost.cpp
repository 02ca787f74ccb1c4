#include <cmath>
#include <limits>

#include "experiments/arms.hpp"

namespace povtrap {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// Support per head in a year, at prices of the base year: the mean over its periods, each at its yearly rate.
double support_in(const ResultView& view, std::size_t run, const YearRows& rows) {
  const std::vector<double> paid = view.numbers("support_paid", run);
  const std::vector<double> prices =
      view.has("price_index") ? view.numbers("price_index", run) : std::vector<double>(paid.size(), 1.0);
  double sum = 0;
  for (std::size_t t = rows.first; t <= rows.last; ++t) sum += paid[t] / prices[t];
  return sum / static_cast<double>(rows.last - rows.first + 1);
}

double headcount_in(const ResultView& view, std::size_t run, const YearRows& rows) {
  const std::size_t lines = view.dimensions("headcount").size() > 1 ? view.length("line") : 1;
  return view.numbers("headcount", run)[rows.last * lines];
}

/// Cost and persons lifted of one year, or of several on average, in each pair of runs.
struct Effects {
  PairedValues support;
  std::vector<double> cost, lifted;
};

Effects effects_in(const Arms& arms, const std::pair<YearRows, YearRows>& year) {
  Effects effects;
  for (const auto& [b, r] : arms.pairing.runs) {
    effects.support.base.push_back(support_in(arms.base, b, year.first));
    effects.support.reform.push_back(support_in(arms.reform, r, year.second));
    effects.cost.push_back(effects.support.reform.back() - effects.support.base.back());
    effects.lifted.push_back(headcount_in(arms.base, b, year.first) - headcount_in(arms.reform, r, year.second));
  }
  return effects;
}

void add_to(std::vector<double>& sum, const std::vector<double>& values, double weight) {
  sum.resize(values.size(), 0.0);
  for (std::size_t i = 0; i < values.size(); ++i) sum[i] += weight * values[i];
}

void add_effects(Arms& arms, ValueName name, const Effects& effects) {
  name.measure = "support_cost", name.units = "LCU/year";
  add_difference(arms, name, effects.support);
  name.measure = "persons_lifted", name.units = "1";
  add_between(arms, name, effects.lifted);
  const RatioInterval ratio = ratio_interval(effects.cost, effects.lifted, arms.options.confidence);
  if (std::isnan(ratio.ratio)) return;
  arms.out.values.push_back({name.table, "cost_per_person_lifted", name.by, name.group, name.year, "LCU/year", none, none,
                             ratio.ratio, ratio.low, ratio.high, effects.cost.size()});
}

}  // namespace

void compare_cost(Arms& arms) {
  if (!arms.base.has("support_paid") || !arms.reform.has("support_paid")) return;
  const auto& years = arms.pairing.years;
  Effects mean;
  for (const auto& year : years) {
    const Effects effects = effects_in(arms, year);
    add_effects(arms, {"cost", "", "", "", year.first.year, ""}, effects);
    const double weight = 1.0 / static_cast<double>(years.size());
    add_to(mean.support.base, effects.support.base, weight);
    add_to(mean.support.reform, effects.support.reform, weight);
    add_to(mean.cost, effects.cost, weight);
    add_to(mean.lifted, effects.lifted, weight);
  }
  const std::string span = std::to_string(years.front().first.year) + "-" + std::to_string(years.back().first.year);
  add_effects(arms, {"cost", "", "years", span, years.back().first.year, ""}, mean);
}

}  // namespace povtrap
