#include <cmath>
#include <limits>

#include "experiments/panel_pairs.hpp"

namespace povtrap {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// What a group of households has in both arms in one wave.
struct GroupSums {
  double persons = 0, base = 0, reform = 0, gainers = 0, losers = 0;
};

/// By group, and everybody at the end.
std::vector<GroupSums> sums_of(const PanelPair& pair, const std::vector<std::size_t>& group, std::size_t wave,
                               const CompareOptions& options) {
  std::vector<GroupSums> sums(options.groups + 1);
  for (std::size_t i = 0; i < pair.persons.size(); ++i) {
    const double p = pair.persons[i], before = pair.base[wave][i], change = pair.reform[wave][i] - before;
    const double threshold = options.threshold * std::abs(before);
    for (GroupSums* sum : {&sums[group[i]], &sums.back()}) {
      sum->persons += p;
      sum->base += p * before;
      sum->reform += p * pair.reform[wave][i];
      sum->gainers += change > threshold ? p : 0.0;
      sum->losers += change < -threshold ? p : 0.0;
    }
  }
  return sums;
}

std::string label_of(std::size_t group, const CompareOptions& options) {
  return group == options.groups ? "" : std::to_string(group + 1);
}

void add_wave(Arms& arms, const PairedPanels& panels, const std::vector<std::vector<std::size_t>>& groups, std::size_t wave) {
  std::vector<std::vector<GroupSums>> runs;
  for (std::size_t s = 0; s < panels.runs.size(); ++s) runs.push_back(sums_of(panels.runs[s], groups[s], wave, arms.options));
  for (std::size_t g = 0; g <= arms.options.groups; ++g) {
    PairedValues income;
    std::vector<double> change, gainers, losers;
    for (const auto& sums : runs) {
      const GroupSums& sum = sums[g];
      const double persons = sum.persons > 0 ? sum.persons : none;
      income.base.push_back(sum.base / persons);
      income.reform.push_back(sum.reform / persons);
      change.push_back(sum.base > 0 ? (sum.reform - sum.base) / sum.base : none);
      gainers.push_back(sum.gainers / persons);
      losers.push_back(sum.losers / persons);
    }
    ValueName name{"panel", "income", "group", label_of(g, arms.options), panels.years[wave], "LCU/year"};
    add_difference(arms, name, income);
    name.units = "1";
    name.measure = "income_change", add_between(arms, name, change);
    name.measure = "gainers", add_between(arms, name, gainers);
    name.measure = "losers", add_between(arms, name, losers);
  }
}

std::vector<double> group_means(const std::vector<double>& income, const std::vector<double>& persons,
                                const std::vector<std::size_t>& group, std::size_t groups) {
  std::vector<double> sum(groups, 0.0), weight(groups, 0.0);
  for (std::size_t i = 0; i < income.size(); ++i) {
    sum[group[i]] += persons[i] * income[i];
    weight[group[i]] += persons[i];
  }
  for (std::size_t g = 0; g < groups; ++g) sum[g] = weight[g] > 0 ? sum[g] / weight[g] : none;
  return sum;
}

double yearly_growth(double first, double last, double years) {
  return first > 0 && last > 0 ? std::pow(last / first, 1.0 / years) - 1.0 : none;
}

/// Growth of the groups' mean incomes from the first wave to the last one; `first_group` and `last_group` say who belongs to
/// them.
std::vector<double> growth_of(const std::vector<std::vector<double>>& incomes, const std::vector<double>& persons,
                              const std::vector<std::size_t>& first_group, const std::vector<std::size_t>& last_group,
                              std::size_t groups, double years) {
  const std::vector<double> first = group_means(incomes.front(), persons, first_group, groups),
                            last = group_means(incomes.back(), persons, last_group, groups);
  std::vector<double> growth;
  for (std::size_t g = 0; g < groups; ++g) growth.push_back(yearly_growth(first[g], last[g], years));
  return growth;
}

void add_growth(Arms& arms, const PairedPanels& panels, const std::vector<std::vector<std::size_t>>& groups) {
  const std::size_t n = arms.options.groups;
  const double years = static_cast<double>(panels.months.back() - panels.months.front()) / 12.0;
  if (years <= 0) return;
  std::vector<PairedValues> anonymous(n), quasi(n);
  for (std::size_t s = 0; s < panels.runs.size(); ++s) {
    const PanelPair& pair = panels.runs[s];
    const auto ranked = [&](const std::vector<double>& income) { return weighted_groups(income, pair.persons, n); };
    const auto put = [&](std::vector<PairedValues>& values, const std::vector<double>& base, const std::vector<double>& reform) {
      for (std::size_t g = 0; g < n; ++g) values[g].base.push_back(base[g]), values[g].reform.push_back(reform[g]);
    };
    put(anonymous, growth_of(pair.base, pair.persons, ranked(pair.base.front()), ranked(pair.base.back()), n, years),
        growth_of(pair.reform, pair.persons, ranked(pair.reform.front()), ranked(pair.reform.back()), n, years));
    put(quasi, growth_of(pair.base, pair.persons, groups[s], groups[s], n, years),
        growth_of(pair.reform, pair.persons, groups[s], groups[s], n, years));
  }
  for (std::size_t g = 0; g < n; ++g) {
    ValueName name{"growth", "anonymous", "group", label_of(g, arms.options), panels.years.back(), "1/year"};
    add_difference(arms, name, anonymous[g]);
    name.measure = "quasi_panel", add_difference(arms, name, quasi[g]);
  }
}

}  // namespace

void compare_panels(Arms& arms) {
  const std::optional<PairedPanels> panels = pair_panels(arms);
  if (!panels) return;
  arms.out.panel_households = panels->runs.front().persons.size();
  arms.out.panel_months = panels->months;
  std::vector<std::vector<std::size_t>> groups;  // by the base arm's income in the first wave
  for (const PanelPair& pair : panels->runs)
    groups.push_back(weighted_groups(pair.base.front(), pair.persons, arms.options.groups));
  for (std::size_t wave = 0; wave < panels->months.size(); ++wave) add_wave(arms, *panels, groups, wave);
  add_growth(arms, *panels, groups);
}

void compare_quantile_growth(Arms& arms) {
  const std::string name = "quantile_income";
  const auto &first = arms.pairing.years.front(), &last = arms.pairing.years.back();
  const std::size_t n = arms.base.length("quantile");
  if (!arms.base.has(name) || !arms.reform.has(name) || first.first.year == last.first.year ||
      n != arms.reform.length("quantile"))
    return;
  const auto years = static_cast<double>(last.first.year - first.first.year);
  std::vector<PairedValues> growth(n);
  for (const auto& [b, r] : arms.pairing.runs) {
    const std::vector<double> base = arms.base.numbers(name, b), reform = arms.reform.numbers(name, r);
    for (std::size_t q = 0; q < n; ++q) {
      growth[q].base.push_back(yearly_growth(base[first.first.last * n + q], base[last.first.last * n + q], years));
      growth[q].reform.push_back(yearly_growth(reform[first.second.last * n + q], reform[last.second.last * n + q], years));
    }
  }
  const std::vector<std::string> labels = arms.base.labels("quantile");
  for (std::size_t q = 0; q < n; ++q) {
    add_difference(arms, {"growth", "anonymous", "quantile", labels[q], last.first.year, "1/year"}, growth[q]);
  }
}

}  // namespace povtrap
