#include <algorithm>
#include <cmath>
#include <limits>
#include <povtrap/error.hpp>

#include "simulation/own_call.hpp"
#include "simulation/own_facts.hpp"
#include "simulation/own_work.hpp"
#include "simulation/recorder.hpp"

namespace povtrap {

namespace {

/// The sums of an indicator over the nation, added up in the order of the blocks whatever the threads did.
std::vector<double> sums_of(const Stage& stage, const Indicator& indicator, const PeriodFacts& when) {
  const Economy& e = stage.economy;
  const std::size_t width = indicator.sums();
  std::vector<double> by_block(e.blocks.size() * width, 0.0);
  stage.workers.for_each(e.blocks.size(), [&](std::size_t b) {
    const Block& block = e.blocks[b];
    const HouseholdBlock households(e.households, block, when, facts_of(e.regions[block.region], block.region),
                                    e.calendar.period);
    const std::span sums(by_block.data() + b * width, width);
    const Answers answers[] = {{.name = "sums", .values = sums}};
    ask_own_rule({.rule = indicator,
                  .place = "indicators",
                  .period = when.number,
                  .households = e.households,
                  .block = block,
                  .answers = answers},
                 [&] { indicator.add(households, sums); });
  });
  std::vector<double> total(width, 0.0);
  for (std::size_t b = 0; b < e.blocks.size(); ++b) {
    for (std::size_t s = 0; s < width; ++s) total[s] += by_block[b * width + s];
  }
  return total;
}

}  // namespace

bool Recorder::is_taken(const Stage& stage, const std::string& name) const {
  const auto known = std::ranges::find(series_, name, &Series::name);
  if (known == series_.end()) return name.starts_with("panel_") || result(stage).has_variable(name);
  return known->width == 0 || known->values.size() == known->width * months_.size();  // somebody has put this period's value
}

void Recorder::put_own(const Rule& rule, const Stage& stage, const ResultRow& row, double value) {
  const bool first_time = call_ >= calls_.size();
  if (first_time && is_taken(stage, row.name)) {
    throw ConfigError("own rule '" + std::string(rule.name()) + "': results have a variable '" + row.name +
                      "' already (a file holds each name once) give the row another name");
  }
  values_of({.name = row.name, .units = row.units, .long_name = row.long_name, .lasting = false}).push_back(value);
}

void Recorder::record_own(const Stage& stage) {
  const OwnRules& own = model_.own;
  if (own.indicators.empty() && own.instruments.empty()) return;
  Calendar ended = stage.economy.calendar;
  ended.period -= 1;
  const PeriodFacts when = facts_of(model_, stage.nation, ended);
  double persons = 0;
  for (const Region& region : stage.economy.regions) persons += region.persons;
  for (std::size_t k = 0; k < own.instruments.size(); ++k) {
    if (!own.instruments[k].active) continue;
    const Instrument& rule = *own.instruments[k].rule;
    const std::string name(rule.name());
    Steps paid = 0;
    double reached = 0;
    for (const Steps part : stage.own.instruments[k].allotted) paid += part;
    for (const double part : stage.own.instruments[k].reached) reached += part;
    put_own(rule, stage, {name + "_paid", "LCU/year", "per head of the nation: " + std::string(rule.summary())},
            to_lcu(paid) / persons / when.length);
    put_own(rule, stage, {name + "_reached", "1", "share of persons paid: " + std::string(rule.summary())}, reached / persons);
  }
  for (const auto& indicator : own.indicators) {
    if (!indicator.active) continue;
    const std::vector<ResultRow> rows = indicator.rule->rows();
    std::vector<double> values(rows.size(), std::numeric_limits<double>::quiet_NaN());
    const std::vector<double> sums = sums_of(stage, *indicator.rule, when);
    indicator.rule->conclude(sums, values);
    for (std::size_t r = 0; r < rows.size(); ++r) put_own(*indicator.rule, stage, rows[r], values[r]);
  }
}

}  // namespace povtrap
