#include <array>
#include <limits>

#include "simulation/ranked_incomes.hpp"
#include "simulation/recorder.hpp"

namespace povtrap {

namespace {

constexpr double never = std::numeric_limits<double>::quiet_NaN();

/// The nation and the dimensions of the result that divide it.
constexpr std::array<std::string_view, 4> axes = {"", "region", "bloc", "kind"};

std::vector<Grouping> groupings_of(const Stage& stage) {
  const Economy& e = stage.economy;
  std::vector<Grouping> groupings{{1, {}}, {e.regions.size(), {}}, {e.bloc_names.size(), {}}, {2, {}}};
  for (std::size_t r = 0; r < e.regions.size(); ++r) {
    const Region& region = e.regions[r];
    const std::size_t groups[] = {is_counted(stage, region) ? 0U : 1U, r, region.bloc,
                                  region.kind == RegionKind::rural ? 0U : 1U};
    for (std::size_t a = 0; a < groupings.size(); ++a) groupings[a].group_of.push_back(groups[a]);
  }
  return groupings;
}

double or_never(const PovertySums& sums, auto measure) {
  return sums.persons > 0 ? measure(sums) : never;
}

}  // namespace

const Recorder::Groups& Recorder::groups_of(const Stage& stage) {
  if (!groups_)
    groups_ = {groupings_of(stage), {reported_quantiles(), model_.survey.line_share}, reported_lines(model_.poverty).size()};
  return *groups_;
}

/// The nation first, then each region, bloc and kind: the same measures for all, for several lines.
void Recorder::record_groups(const Stage& stage, bool ranked) {
  const std::vector<Grouping>& groupings = groups_of(stage).groupings;
  const RankQuestions& questions = groups_->questions;
  std::vector<std::vector<RankedMeasures>> ranks(axes.size());
  if (ranked) ranks = rank_incomes(stage, groupings, questions);
  RankedMeasures unknown;
  unknown.quantiles.assign(questions.shares.size(), never);
  for (std::size_t a = 0; a < axes.size(); ++a) {
    ranks[a].resize(groupings[a].groups, unknown);
    record_sums(axes[a], poverty_of(stage, groupings[a]));
    record_ranks(axes[a], ranks[a]);
  }
}

void Recorder::record_sums(std::string_view by, const std::vector<PovertySums>& groups) {
  const std::size_t lines = groups_->lines;
  const auto put_lines = [&](std::string_view name, std::string_view long_name, auto measure) {
    std::vector<double>& values = values_of({name, "1", long_name, by, {"line"}});
    for (const PovertySums& group : groups) {
      for (std::size_t l = 0; l < lines; ++l)
        values.push_back(or_never(group, [&](const PovertySums& sums) { return measure(sums, l); }));
    }
  };
  put_lines("headcount", "share of persons below the poverty line", headcount);
  put_lines("poverty_gap", "poverty gap over the line, per person", poverty_gap);
  put_lines("severity", "squared poverty gap, per person", squared_poverty_gap);
  put_lines("watts", "Watts index of poverty", watts);
  const auto put_each = [&](const Label& label, auto measure) {
    std::vector<double>& values = values_of(label);
    for (const PovertySums& group : groups) values.push_back(or_never(group, measure));
  };
  put_each({"mean_income", "LCU/year", "mean income per head of the last year", by},
           [](const PovertySums& sums) { return mean(sums); });
  put_each({"theil_t", "1", "Theil T index of income", by}, [](const PovertySums& sums) { return theil_t(sums); });
  put_each({"theil_l", "1", "mean log deviation of income", by}, [](const PovertySums& sums) { return theil_l(sums); });
}

void Recorder::record_ranks(std::string_view by, const std::vector<RankedMeasures>& groups) {
  const auto put_each = [&](const Label& label, double RankedMeasures::*measure) {
    std::vector<double>& values = values_of(label);
    for (const RankedMeasures& group : groups) values.push_back(group.*measure);
  };
  put_each({"gini", "1", "Gini index of income per head", by}, &RankedMeasures::gini);
  put_each({"palma", "1", "income of the richest tenth over that of the poorest four tenths", by}, &RankedMeasures::palma);
  put_each({"median_income", "LCU/year", "median income per head", by}, &RankedMeasures::median);
  if (model_.survey.line_share > 0 && by.empty()) {
    put_each({"relative_headcount", "1", "share of persons below survey.line_share of the median of the year"},
             &RankedMeasures::below_line);
  }
  std::vector<double>& quantiles = values_of({"quantile_income", "LCU/year", "income per head at quantiles", by, {"quantile"}});
  for (const RankedMeasures& group : groups) quantiles.insert(quantiles.end(), group.quantiles.begin(), group.quantiles.end());
}

}  // namespace povtrap
