#include <limits>
#include <optional>
#include <utility>

#include "simulation/measures.hpp"
#include "simulation/recorder.hpp"

namespace povtrap {

namespace {

constexpr double never = std::numeric_limits<double>::quiet_NaN();

struct GroupMeasures {
  PovertySums sums;
  double gini = never, palma = never, median = never, relative = never;
  std::vector<double> quantiles = std::vector<double>(reported_quantiles().size(), never);
};

/// A dimension of the result with its groups; the nation has none.
struct Axis {
  std::string dimension;
  Grouping grouping;
};

std::vector<Axis> axes_of(const Stage& stage) {
  const Economy& e = stage.economy;
  std::vector<Axis> axes{
      {"", {1, {}}}, {"region", {e.regions.size(), {}}}, {"bloc", {e.bloc_names.size(), {}}}, {"kind", {2, {}}}};
  for (std::size_t r = 0; r < e.regions.size(); ++r) {
    const Region& region = e.regions[r];
    const std::size_t groups[] = {is_counted(stage, region) ? 0U : 1U, r, region.bloc,
                                  region.kind == RegionKind::rural ? 0U : 1U};
    for (std::size_t a = 0; a < axes.size(); ++a) axes[a].grouping.group_of.push_back(groups[a]);
  }
  return axes;
}

/// Measures that need ranks.
void rank(GroupMeasures& measures, Column<WeightedValue> sorted, double line_share) {
  if (measures.sums.persons <= 0) return;
  const Distribution incomes(std::move(sorted));
  measures.gini = incomes.gini();
  measures.palma = incomes.palma();
  measures.median = incomes.median();
  measures.relative = incomes.share_below(line_share * measures.median);
  const auto shares = reported_quantiles();
  for (std::size_t q = 0; q < shares.size(); ++q) measures.quantiles[q] = incomes.quantile(shares[q]);
}

std::vector<GroupMeasures> measure_groups(const Stage& stage, const Grouping& grouping,
                                          const std::optional<RankedIncomes>& ranked) {
  const std::vector<PovertySums> sums = poverty_of(stage, grouping);
  std::vector<GroupMeasures> measures(grouping.groups);
  for (std::size_t g = 0; g < sums.size(); ++g) measures[g].sums = sums[g];
  if (!ranked) return measures;
  std::vector<Column<WeightedValue>> incomes = ranked->of(grouping);
  stage.workers.for_each(grouping.groups,
                         [&](std::size_t g) { rank(measures[g], std::move(incomes[g]), stage.model.survey.line_share); });
  return measures;
}

double or_never(const PovertySums& sums, auto measure) {
  return sums.persons > 0 ? measure(sums) : never;
}

}  // namespace

/// The nation first, then each region, bloc and kind: the same measures for all, for several lines.
void Recorder::record_groups(const Stage& stage, bool ranked) {
  const std::optional<RankedIncomes> incomes = ranked ? std::make_optional<RankedIncomes>(stage) : std::nullopt;
  for (const Axis& axis : axes_of(stage)) {
    for (const GroupMeasures& m : measure_groups(stage, axis.grouping, incomes)) {
      put_by_line(axis.dimension, m.sums);
      put_by(axis.dimension, "mean_income", "LCU/year", "mean income per head of the last year",
             or_never(m.sums, [](const PovertySums& s) { return mean(s); }));
      put_by(axis.dimension, "theil_t", "1", "Theil T index of income",
             or_never(m.sums, [](const PovertySums& s) { return theil_t(s); }));
      put_by(axis.dimension, "theil_l", "1", "mean log deviation of income",
             or_never(m.sums, [](const PovertySums& s) { return theil_l(s); }));
      put_by(axis.dimension, "gini", "1", "Gini index of income per head", m.gini);
      put_by(axis.dimension, "palma", "1", "income of the richest tenth over that of the poorest four tenths", m.palma);
      put_by(axis.dimension, "median_income", "LCU/year", "median income per head", m.median);
      if (model_.survey.line_share > 0 && axis.dimension.empty())
        put("relative_headcount", "1", "share of persons below survey.line_share of the median of the year", m.relative);
      for (double value : m.quantiles)
        put_by(axis.dimension, "quantile_income", "LCU/year", "income per head at quantiles", value, "quantile");
    }
  }
}

void Recorder::put_by_line(const std::string& dimension, const PovertySums& sums) {
  for (std::size_t l = 0; l < reported_lines(model_.poverty).size(); ++l) {
    put_by(dimension, "headcount", "1", "share of persons below the poverty line",
           or_never(sums, [&](const PovertySums& s) { return headcount(s, l); }), "line");
    put_by(dimension, "poverty_gap", "1", "poverty gap over the line, per person",
           or_never(sums, [&](const PovertySums& s) { return poverty_gap(s, l); }), "line");
    put_by(dimension, "severity", "1", "squared poverty gap, per person",
           or_never(sums, [&](const PovertySums& s) { return squared_poverty_gap(s, l); }), "line");
    put_by(dimension, "watts", "1", "Watts index of poverty", or_never(sums, [&](const PovertySums& s) { return watts(s, l); }),
           "line");
  }
}

/// One value of a series of groups: "gini" for the nation, "gini_region" by region.
void Recorder::put_by(const std::string& dimension, const std::string& name, const std::string& units,
                      const std::string& long_name, double value, const std::string& inner) {
  std::vector<std::string> dimensions{"time"};
  if (!dimension.empty()) dimensions.push_back(dimension);
  if (!inner.empty()) dimensions.push_back(inner);
  const std::string full = dimension.empty() ? name : name + "_" + dimension;
  const std::string by = dimension.empty() ? "" : ", by " + dimension;
  series(full, std::move(dimensions), units, long_name + by).values.push_back(value);
}

}  // namespace povtrap
