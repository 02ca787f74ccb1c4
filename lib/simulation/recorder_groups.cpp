#include <algorithm>
#include <limits>
#include <numeric>

#include "simulation/measures.hpp"
#include "simulation/recorder.hpp"

namespace povtrap {

namespace {

constexpr double never = std::numeric_limits<double>::quiet_NaN();

/// People whose measures are reported together.
struct Group {
  std::vector<std::size_t> regions;
};

struct GroupMeasures {
  PovertySums sums;
  double gini = never, palma = never, median = never;
  std::vector<double> quantiles = std::vector<double>(reported_quantiles().size(), never);
};

GroupMeasures measure_group(const Stage& stage, const Group& group, bool ranked) {
  GroupMeasures result;
  result.sums = poverty_of(stage, group.regions);
  if (!ranked || result.sums.persons <= 0) return result;
  const Distribution incomes = incomes_of(stage, group.regions);
  result.gini = incomes.gini();
  result.palma = incomes.palma();
  result.median = incomes.median();
  const auto shares = reported_quantiles();
  for (std::size_t q = 0; q < shares.size(); ++q) result.quantiles[q] = incomes.quantile(shares[q]);
  return result;
}

/// Regions for which something holds.
Group select(const Economy& e, auto holds) {
  Group group;
  for (std::size_t r = 0; r < e.regions.size(); ++r) {
    if (holds(e.regions[r])) group.regions.push_back(r);
  }
  return group;
}

double or_never(const PovertySums& sums, auto measure) { return sums.persons > 0 ? measure(sums) : never; }

}  // namespace

/// The nation first, then each region, bloc and kind: the same measures for all, for several lines.
void Recorder::record_groups(const Stage& stage, bool ranked) {
  const Economy& e = stage.economy;
  struct Axis {
    std::string dimension;  // empty for the nation
    std::size_t first, count;
  };
  std::vector<Group> groups{select(e, [&](const Region& r) { return is_counted(stage, r); })};
  std::vector<Axis> axes{{"", 0, 1}, {"region", 1, e.regions.size()}, {"bloc", 1 + e.regions.size(), e.bloc_names.size()}, {"kind", 1 + e.regions.size() + e.bloc_names.size(), 2}};
  for (std::size_t r = 0; r < e.regions.size(); ++r) groups.push_back({{r}});
  for (std::size_t b = 0; b < e.bloc_names.size(); ++b) groups.push_back(select(e, [&](const Region& r) { return r.bloc == b; }));
  for (const RegionKind kind : {RegionKind::rural, RegionKind::urban}) groups.push_back(select(e, [&](const Region& r) { return r.kind == kind; }));

  std::vector<GroupMeasures> measures(groups.size());
  stage.workers.for_each(groups.size(), [&](std::size_t g) { measures[g] = measure_group(stage, groups[g], ranked); });
  for (const Axis& axis : axes) {
    for (std::size_t g = axis.first; g < axis.first + axis.count; ++g) {
      const GroupMeasures& m = measures[g];
      put_by_line(axis.dimension, m.sums);
      put_by(axis.dimension, "mean_income", "LCU/year", "mean income per head of the last year", or_never(m.sums, [](const PovertySums& s) { return mean(s); }));
      put_by(axis.dimension, "theil_t", "1", "Theil T index of income", or_never(m.sums, [](const PovertySums& s) { return theil_t(s); }));
      put_by(axis.dimension, "theil_l", "1", "mean log deviation of income", or_never(m.sums, [](const PovertySums& s) { return theil_l(s); }));
      put_by(axis.dimension, "gini", "1", "Gini index of income per head", m.gini);
      put_by(axis.dimension, "palma", "1", "income of the richest tenth over that of the poorest four tenths", m.palma);
      put_by(axis.dimension, "median_income", "LCU/year", "median income per head", m.median);
      for (double value : m.quantiles) put_by(axis.dimension, "quantile_income", "LCU/year", "income per head at quantiles", value, "quantile");
    }
  }
}

void Recorder::put_by_line(const std::string& dimension, const PovertySums& sums) {
  for (std::size_t l = 0; l < reported_lines(model_.poverty).size(); ++l) {
    put_by(dimension, "headcount", "1", "share of persons below the poverty line", or_never(sums, [&](const PovertySums& s) { return headcount(s, l); }), "line");
    put_by(dimension, "poverty_gap", "1", "poverty gap over the line, per person", or_never(sums, [&](const PovertySums& s) { return poverty_gap(s, l); }), "line");
    put_by(dimension, "severity", "1", "squared poverty gap, per person", or_never(sums, [&](const PovertySums& s) { return squared_poverty_gap(s, l); }), "line");
    put_by(dimension, "watts", "1", "Watts index of poverty", or_never(sums, [&](const PovertySums& s) { return watts(s, l); }), "line");
  }
}

/// One value of a series of groups: "gini" for the nation, "gini_region" by region.
void Recorder::put_by(const std::string& dimension, const std::string& name, const std::string& units, const std::string& long_name, double value, const std::string& inner) {
  std::vector<std::string> dimensions{"time"};
  if (!dimension.empty()) dimensions.push_back(dimension);
  if (!inner.empty()) dimensions.push_back(inner);
  const std::string full = dimension.empty() ? name : name + "_" + dimension;
  const std::string by = dimension.empty() ? "" : ", by " + dimension;
  series(full, std::move(dimensions), units, long_name + by).values.push_back(value);
}

}  // namespace povtrap
