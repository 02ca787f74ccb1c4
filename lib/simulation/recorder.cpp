#include "simulation/recorder.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "indicators/inequality.hpp"
#include "simulation/measures.hpp"

namespace povtrap {

namespace {

constexpr double never = std::numeric_limits<double>::quiet_NaN();

/// Period ends are whole months after January of the year 2000, so that every calendar program reads them.
std::int64_t month_of(const Calendar& calendar, std::int64_t period) {
  return (calendar.base_year - 2000) * 12 + (period - calendar.burn_in_periods + 1) * 12 / calendar.periods_per_year;
}

}  // namespace

std::vector<double> reported_lines(const PovertyParameters& p) {
  std::vector<double> lines{p.line};
  for (double multiple : p.lines) lines.push_back(multiple * p.line);
  return lines;
}

Recorder::Recorder(const Model& model) : model_(model) {}

Recorder::Series& Recorder::series(const std::string& name, std::vector<std::string> dimensions, const std::string& units, const std::string& long_name) {
  const auto known = std::find_if(series_.begin(), series_.end(), [&](const Series& s) { return s.name == name; });
  if (known != series_.end()) return *known;
  series_.push_back({name, std::move(dimensions), units, long_name, {}});
  return series_.back();
}

void Recorder::put(const std::string& name, const std::string& units, const std::string& long_name, double value) {
  series(name, {"time"}, units, long_name).values.push_back(value);
}

void Recorder::record(const Stage& stage) {
  const Calendar& calendar = stage.economy.calendar;
  const std::int64_t period = calendar.period - 1;  // the one that has just ended
  if (period < calendar.burn_in_periods) return;
  const std::int64_t since_base = period - calendar.burn_in_periods;
  months_.push_back(month_of(calendar, period));
  years_.push_back(calendar.base_year + since_base / calendar.periods_per_year);
  periods_of_year_.push_back(since_base % calendar.periods_per_year + 1);
  record_poverty(stage);
  record_groups(stage);
  record_economy(stage);
  record_balances(stage);
  record_ledger(stage);
  const double now = static_cast<double>(since_base + 1) * calendar.length();
  const bool due = model_.output.ranked_every == 0 || now >= next_ranked_ + model_.output.ranked_every - 1e-9;
  if (due) next_ranked_ = now;
  record_ranked_or_gap(stage, due);
  if (model_.output.panel_households == 0) return;
  const bool first = panel_months_.empty();
  if (!first && model_.output.panel_every > 0 && now < next_panel_ + model_.output.panel_every - 1e-9) return;
  next_panel_ = now;
  record_panel(stage);
}

void Recorder::record_poverty(const Stage& stage) {
  const PovertySums sums = counted_poverty(stage);
  const auto lines = reported_lines(model_.poverty);
  for (std::size_t l = 0; l < lines.size(); ++l) {
    series("headcount", {"time", "line"}, "1", "share of persons below the poverty line").values.push_back(headcount(sums, l));
    series("poverty_gap", {"time", "line"}, "1", "poverty gap over the line, per person").values.push_back(poverty_gap(sums, l));
    series("severity", {"time", "line"}, "1", "squared poverty gap, per person").values.push_back(squared_poverty_gap(sums, l));
    series("watts", {"time", "line"}, "1", "Watts index of poverty").values.push_back(watts(sums, l));
  }
  put("mean_income", "LCU/year", "mean income per head of the last year", mean(sums));
  put("theil_t", "1", "Theil T index of income", theil_t(sums));
  put("theil_l", "1", "mean log deviation of income", theil_l(sums));
  const TransitionSums moves = counted_transitions(stage);
  const bool year_end = periods_of_year_.back() == stage.economy.calendar.periods_per_year;
  put("exit_rate", "1/year", "poor persons of a year ago who are not poor now", year_end ? exit_rate(moves) : never);
  put("entry_rate", "1/year", "non-poor persons of a year ago who are poor now", year_end ? entry_rate(moves) : never);
}

void Recorder::record_groups(const Stage& stage) {
  const Economy& e = stage.economy;
  for (std::size_t r = 0; r < e.regions.size(); ++r) {
    const PovertySums sums = poverty_of(stage, [&](const Region& region) { return &region == &e.regions[r]; });
    series("headcount_region", {"time", "region"}, "1", "share of poor persons by region").values.push_back(headcount(sums, 0));
    series("poverty_gap_region", {"time", "region"}, "1", "poverty gap by region").values.push_back(poverty_gap(sums, 0));
    series("mean_income_region", {"time", "region"}, "LCU/year", "mean income per head by region").values.push_back(mean(sums));
    series("unemployment_region", {"time", "region"}, "1", "seekers weighted by what a job would add, by region").values.push_back(e.regions[r].unemployment);
    series("services_price_region", {"time", "region"}, "LCU", "price of local services by region").values.push_back(e.regions[r].services_price);
  }
  for (std::size_t b = 0; b < e.bloc_names.size(); ++b) {
    const PovertySums sums = poverty_of(stage, [&](const Region& region) { return region.bloc == b; });
    series("headcount_bloc", {"time", "bloc"}, "1", "share of poor persons by bloc").values.push_back(share_or_nan(sums));
    series("mean_income_bloc", {"time", "bloc"}, "LCU/year", "mean income per head by bloc").values.push_back(mean_or_nan(sums));
  }
  for (const RegionKind kind : {RegionKind::rural, RegionKind::urban}) {
    const PovertySums sums = poverty_of(stage, [&](const Region& region) { return region.kind == kind; });
    series("headcount_kind", {"time", "kind"}, "1", "share of poor persons, villages and towns").values.push_back(share_or_nan(sums));
    series("mean_income_kind", {"time", "kind"}, "LCU/year", "mean income per head, villages and towns").values.push_back(mean_or_nan(sums));
  }
}

void Recorder::record_ranked_or_gap(const Stage& stage, bool due) {
  const std::vector<double> shares = reported_quantiles();
  std::vector<double> at(shares.size(), never);
  double gini = never, palma = never, median = never;
  if (due) {
    const Distribution incomes = counted_incomes(stage);
    gini = incomes.gini();
    palma = incomes.palma();
    median = incomes.median();
    for (std::size_t q = 0; q < shares.size(); ++q) at[q] = incomes.quantile(shares[q]);
  }
  put("gini", "1", "Gini index of income per head", gini);
  put("palma", "1", "income of the richest tenth over that of the poorest four tenths", palma);
  put("median_income", "LCU/year", "median income per head", median);
  for (double value : at) series("quantile_income", {"time", "quantile"}, "LCU/year", "income per head at quantiles").values.push_back(value);
}

void Recorder::record_ledger(const Stage& stage) {
  Series& ledger = series("ledger", {"time", "flow", "sector"}, "LCU", "transaction matrix: receipts (+) and payments (-) of the period");
  for (std::size_t f = 0; f < flow_count; ++f) {
    for (std::size_t s = 0; s < sector_count; ++s) ledger.values.push_back(to_lcu(stage.economy.ledger.cell(static_cast<Flow>(f), static_cast<Sector>(s))));
  }
}

}  // namespace povtrap
