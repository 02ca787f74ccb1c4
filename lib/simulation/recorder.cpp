#include "simulation/recorder.hpp"

#include <algorithm>
#include <limits>
#include <povtrap/error.hpp>

#include "simulation/measures.hpp"

namespace povtrap {

namespace {

/// Period ends are whole months after January of the year 2000, so that every calendar program reads them.
std::int64_t month_of(const Calendar& calendar, std::int64_t period) {
  return (calendar.base_year - 2000) * 12 + (period - calendar.burn_in_periods + 1) * 12 / calendar.periods_per_year;
}

}  // namespace

Recorder::Recorder(const Model& model) : model_(model) {}

void Recorder::take_over(const Recorder& before) {
  members(*this) = members(before);
  panel_ = before.panel_.gathered();
}

namespace {

/// Is this the full name of a series: its own, and whose it is?
bool is_called(std::string_view full, std::string_view name, std::string_view by) {
  if (!full.starts_with(name)) return false;
  if (by.empty()) return full.size() == name.size();
  return full.size() == name.size() + 1 + by.size() && full[name.size()] == '_' && full.ends_with(by);
}

}  // namespace

std::vector<double>& Recorder::values_of(const Label& label) {
  const std::size_t call = call_++;
  if (call >= calls_.size()) return add_series(label, call);
  const Call& known = calls_[call];
  Series& series = series_[known.series];
  const bool same_place = label.lasting && known.name == label.name.data() && known.by == label.by.data();
  return same_place || is_called(series.name, label.name, label.by) ? series.values : add_series(label, call);
}

std::vector<double>& Recorder::add_series(const Label& label, std::size_t call) {
  const auto known = std::find_if(series_.begin(), series_.end(),
                                  [&](const Series& s) { return is_called(s.name, label.name, label.by); });
  if (call >= calls_.size()) calls_.resize(call + 1);
  calls_[call] = {static_cast<std::size_t>(known - series_.begin()), label.name.data(), label.by.data()};
  if (known != series_.end()) return known->values;
  const std::string by(label.by);
  Series series{std::string(label.name), {"time"}, std::string(label.units), std::string(label.long_name), {}};
  if (!by.empty()) {
    series.name += "_" + by;
    series.dimensions.push_back(by);
    series.long_name += ", by " + by;
  }
  for (const std::string_view inner : label.inner) {
    if (!inner.empty()) series.dimensions.emplace_back(inner);
  }
  series_.push_back(std::move(series));
  return series_.back().values;
}

std::span<const double> Recorder::values(std::string_view name) const {
  const auto known = std::ranges::find(series_, name, &Series::name);
  if (known != series_.end()) return known->values;
  throw DataError("no series is called '" + std::string(name) +
                  "' (nothing of that name has been recorded) take a step after the burn-in first, or see docs/format.md");
}

void Recorder::make_room() {
  constexpr std::size_t most = 1 << 16;  // 512 KiB a series; longer ones grow as they come
  const auto periods = static_cast<std::size_t>(model_.run.years * model_.run.periods_per_year);
  for (Series& one : series_) one.values.reserve(std::min(most, one.values.size() * periods));
  for (auto* axis : {&months_, &years_, &periods_of_year_}) axis->reserve(std::min(most, periods));
}

void Recorder::fill_gaps() {
  constexpr double nothing = std::numeric_limits<double>::quiet_NaN();
  const std::size_t periods = months_.size();
  for (Series& one : series_) {
    if (one.width == 0) {
      one.width = one.values.size();
      one.values.insert(one.values.begin(), one.width * (periods - 1), nothing);
    }
    one.values.resize(one.width * periods, nothing);
  }
}

void Recorder::put(std::string_view name, std::string_view units, std::string_view long_name, double value) {
  values_of({name, units, long_name}).push_back(value);
}

/// One value of a series of places.
void Recorder::put_by(std::string_view dimension, std::string_view name, std::string_view units, std::string_view long_name,
                      double value) {
  values_of({name, units, long_name, dimension}).push_back(value);
}

void Recorder::record(const Stage& stage) {
  const Calendar& calendar = stage.economy.calendar;
  const std::int64_t period = calendar.period - 1;  // the one that has just ended
  if (period < calendar.burn_in_periods) return;
  call_ = 0;
  const std::int64_t since_base = period - calendar.burn_in_periods;
  months_.push_back(month_of(calendar, period));
  years_.push_back(calendar.base_year + since_base / calendar.periods_per_year);
  periods_of_year_.push_back(since_base % calendar.periods_per_year + 1);
  const double now = static_cast<double>(since_base + 1) * calendar.length();
  const bool due = model_.output.ranked_every == 0 || now >= next_ranked_ + model_.output.ranked_every - 1e-9;
  if (due) next_ranked_ = now;
  record_groups(stage, due);
  record_moves(stage);
  record_economy(stage);
  record_mobility(stage);
  record_balances(stage);
  record_programmes(stage);
  record_ledger(stage);
  record_own(stage);
  fill_gaps();
  if (months_.size() == 1) make_room();
  panel_.record(stage, now, months_.back(), years_.back());
}

/// Who left poverty and who fell into it within a year, how long spells last, and whom support misses.
void Recorder::record_moves(const Stage& stage) {
  const bool year_end = periods_of_year_.back() == stage.economy.calendar.periods_per_year;
  const YearSums sums = year_end ? counted_year(stage) : YearSums{};
  put("exit_rate", "1/year", "poor persons of a year ago who are not poor now", exit_rate(sums.transitions));
  put("entry_rate", "1/year", "non-poor persons of a year ago who are poor now", entry_rate(sums.transitions));
  std::vector<double>& hazard =
      values_of({"exit_hazard", "1/year", "share of persons leaving poverty after so many years in it", "", {"spell"}});
  for (std::size_t years = 1; years <= spell_classes; ++years) hazard.push_back(exit_hazard(sums.spells, years));
  put("exclusion_error", "1", "persons poor by own income a year ago without top-up, over all such",
      exclusion_error(sums.targeting));
  put("inclusion_error", "1", "persons not poor by own income a year ago with top-up, over all with top-up",
      inclusion_error(sums.targeting));
}

void Recorder::record_ledger(const Stage& stage) {
  std::vector<double>& ledger = values_of(
      {"ledger", "LCU", "transaction matrix: receipts (+) and payments (-) of the period", "", {"flow", "sector"}});
  std::array<double, flow_count * sector_count> cells;
  for (std::size_t f = 0, c = 0; f < flow_count; ++f) {
    for (std::size_t s = 0; s < sector_count; ++s, ++c)
      cells[c] = to_lcu(stage.economy.ledger.cell(static_cast<Flow>(f), static_cast<Sector>(s)));
  }
  ledger.insert(ledger.end(), cells.begin(), cells.end());
}

}  // namespace povtrap
