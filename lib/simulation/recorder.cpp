#include "simulation/recorder.hpp"

#include <algorithm>

#include "simulation/measures.hpp"

namespace povtrap {

namespace {

/// Period ends are whole months after January of the year 2000, so that every calendar program reads them.
std::int64_t month_of(const Calendar& calendar, std::int64_t period) {
  return (calendar.base_year - 2000) * 12 + (period - calendar.burn_in_periods + 1) * 12 / calendar.periods_per_year;
}

}  // namespace

Recorder::Recorder(const Model& model) : model_(model), panel_(model) {}

Recorder::Series& Recorder::series(const std::string& name, std::vector<std::string> dimensions, const std::string& units,
                                   const std::string& long_name) {
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
  panel_.record(stage, now, months_.back(), years_.back());
}

/// Who left poverty and who fell into it within a year, how long spells last, and whom support misses.
void Recorder::record_moves(const Stage& stage) {
  const bool year_end = periods_of_year_.back() == stage.economy.calendar.periods_per_year;
  const YearSums sums = year_end ? counted_year(stage) : YearSums{};
  put("exit_rate", "1/year", "poor persons of a year ago who are not poor now", exit_rate(sums.transitions));
  put("entry_rate", "1/year", "non-poor persons of a year ago who are poor now", entry_rate(sums.transitions));
  for (std::size_t years = 1; years <= spell_classes; ++years) {
    put_by("", "exit_hazard", "1/year", "share of persons leaving poverty after so many years in it",
           exit_hazard(sums.spells, years), "spell");
  }
  put("exclusion_error", "1", "persons poor by own income a year ago without top-up, over all such",
      exclusion_error(sums.targeting));
  put("inclusion_error", "1", "persons not poor by own income a year ago with top-up, over all with top-up",
      inclusion_error(sums.targeting));
}

void Recorder::record_ledger(const Stage& stage) {
  Series& ledger =
      series("ledger", {"time", "flow", "sector"}, "LCU", "transaction matrix: receipts (+) and payments (-) of the period");
  for (std::size_t f = 0; f < flow_count; ++f) {
    for (std::size_t s = 0; s < sector_count; ++s)
      ledger.values.push_back(to_lcu(stage.economy.ledger.cell(static_cast<Flow>(f), static_cast<Sector>(s))));
  }
}

}  // namespace povtrap
