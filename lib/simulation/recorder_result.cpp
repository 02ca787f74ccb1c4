#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <numeric>

#include <povtrap/version.hpp>

#include "simulation/measures.hpp"
#include "simulation/recorder.hpp"

namespace povtrap {

namespace {

std::vector<std::int32_t> narrow(const std::vector<std::int64_t>& values) {
  return {values.begin(), values.end()};
}

Variable coordinate(const std::string& name, const std::string& units, const std::string& long_name, Values values) {
  return {name, {name}, units, long_name, std::move(values), {}};
}

Variable time_axis(const std::string& name, const std::vector<std::int64_t>& months) {
  return {
      name, {name}, "months since 2000-01-01", "end of the period", std::vector<std::int64_t>(months), {{"calendar", "360_day"}}};
}

/// Today in the Gregorian calendar, as ISO 8601 writes it.
std::string date_text() {
  const auto now = std::chrono::time_point_cast<std::chrono::days>(std::chrono::system_clock::now());
  const std::chrono::year_month_day day{now};
  std::array<char, 24> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                static_cast<unsigned>(day.day()));
  return text.data();
}

std::vector<std::string> texts(const auto& names) {
  return {names.begin(), names.end()};
}

void add_regions(Dataset& data, const Economy& e) {
  const std::size_t n = e.regions.size();
  std::vector<std::int32_t> number, bloc, province;
  std::vector<std::uint8_t> kind;
  std::vector<double> persons, trade_cost, productivity;
  for (std::size_t r = 0; r < n; ++r) {
    number.push_back(static_cast<std::int32_t>(r));
    bloc.push_back(static_cast<std::int32_t>(e.regions[r].bloc));
    province.push_back(static_cast<std::int32_t>(e.regions[r].province));
    kind.push_back(static_cast<std::uint8_t>(e.regions[r].kind));
    persons.push_back(e.regions[r].persons);
    trade_cost.push_back(e.regions[r].trade_cost);
    productivity.push_back(e.regions[r].productivity);
  }
  data.dimensions.push_back({"region", n, false});
  data.dimensions.push_back({"bloc", e.bloc_names.size(), false});
  data.dimensions.push_back({"kind", 2, false});
  data.variables.push_back(coordinate("region", "1", "number of the region", number));
  data.variables.push_back(coordinate("bloc", "1", "name of the bloc", e.bloc_names));
  data.variables.push_back(coordinate("kind", "1", "villages or towns", std::vector<std::string>{"rural", "urban"}));
  data.variables.push_back({"region_bloc", {"region"}, "1", "bloc of the region, counted from 0", bloc, {}});
  data.variables.push_back({"region_province", {"region"}, "1", "province of the region, counted from 0", province, {}});
  data.variables.push_back(
      {"region_kind", {"region"}, "1", "village or town", kind, {{"flag_values", "0 1"}, {"flag_meanings", "rural urban"}}});
  data.variables.push_back({"region_persons", {"region"}, "1", "simulated persons", persons, {}});
  data.variables.push_back(
      {"region_trade_cost", {"region"}, "1", "share of goods that melts on the way to the national market", trade_cost, {}});
  data.variables.push_back({"region_productivity", {"region"}, "1", "productivity of own enterprises", productivity, {}});
}

void add_panel_households(Dataset& data, const Economy& e, const Column<std::uint32_t>& places) {
  const Households& h = e.households;
  std::vector<std::int32_t> id, region;
  std::vector<double> persons, ability;
  for (const std::size_t i : places) {
    id.push_back(static_cast<std::int32_t>(h.id[i]));
    persons.push_back(static_cast<double>(h.persons[i]));
    ability.push_back(static_cast<double>(h.ability[i]));
    const auto after = std::upper_bound(e.regions.begin(), e.regions.end(), i,
                                        [](std::size_t x, const Region& r) { return x < r.first_household; });
    region.push_back(static_cast<std::int32_t>(after - e.regions.begin()) - 1);
  }
  data.dimensions.push_back({"panel_household", places.size(), false});
  data.variables.push_back(coordinate("panel_household", "1", "number of the sampled household", id));
  data.variables.push_back({"panel_persons", {"panel_household"}, "1", "persons of the household", persons, {}});
  data.variables.push_back({"panel_ability", {"panel_household"}, "1", "ability in the own enterprise", ability, {}});
  data.variables.push_back({"panel_region", {"panel_household"}, "1", "region of the household", region, {}});
}

void add_panel(Dataset& data, const Panel& panel, const Stage& stage) {
  data.dimensions.push_back({"panel_time", panel.months().size(), true});
  data.variables.push_back(time_axis("panel_time", panel.months()));
  data.variables.push_back({"panel_year", {"panel_time"}, "1", "calendar year of the wave", narrow(panel.years()), {}});
  add_panel_households(data, stage.economy, panel.places(stage.economy.households, stage.workers));
  for (const Panel::Variable& v : panel.variables())
    data.variables.push_back({v.name, {"panel_time", "panel_household"}, v.units, v.long_name, v.values, {}});
}

}  // namespace

Dataset Recorder::result(const Stage& stage) const {
  if (panel_.is_all_in_memory()) return result_beside_store(stage);
  Recorder whole = *this;
  whole.panel_ = panel_.gathered();
  return whole.result_beside_store(stage);
}

Dataset Recorder::result_beside_store(const Stage& stage) const {
  const Economy& e = stage.economy;
  Dataset data;
  const std::size_t periods = months_.size();
  data.attributes = {{"Conventions", "CF-1.8 ACDD-1.3"},
                     {"title", model_.run.title},
                     {"history", "simulated by povtrap"},
                     {"source", "povtrap " + std::string(version()) + " " + std::string(commit())},
                     {"date_created", date_text()},
                     {"id", "seed " + std::to_string(model_.run.seed)},
                     {"license", "Apache-2.0 (program); results belong to who ran it"},
                     {"references", "docs/model"}};
  const auto lines = reported_lines(model_.poverty);
  data.dimensions = {
      {"time", periods, true},         {"line", lines.size(), false}, {"quantile", reported_quantiles().size(), false},
      {"spell", spell_classes, false}, {"flow", flow_count, false},   {"sector", sector_count, false}};
  data.variables.push_back(time_axis("time", months_));
  data.variables.push_back(coordinate("line", "LCU/year", "poverty line per head", lines));
  data.variables.push_back(coordinate("quantile", "1", "share of persons below", reported_quantiles()));
  std::vector<std::int32_t> spells(spell_classes);
  std::iota(spells.begin(), spells.end(), 1);
  data.variables.push_back(coordinate("spell", "year", "years in poverty so far, the last one standing for more", spells));
  data.variables.push_back(coordinate("flow", "1", "row of the transaction matrix", texts(flow_names)));
  data.variables.push_back(coordinate("sector", "1", "column of the transaction matrix", texts(sector_names)));
  data.variables.push_back({"year", {"time"}, "1", "calendar year", narrow(years_), {}});
  data.variables.push_back({"period_of_year",
                            {"time"},
                            "1",
                            "period within the year, the last one closing it",
                            narrow(periods_of_year_),
                            {{"periods_per_year", std::to_string(e.calendar.periods_per_year)}}});
  add_regions(data, e);
  for (const Series& s : series_) data.variables.push_back({s.name, s.dimensions, s.units, s.long_name, s.values, {}});
  if (!panel_.months().empty()) add_panel(data, panel_, stage);
  if (!model_.observed.years.empty()) {
    data.dimensions.push_back({"observed", model_.observed.years.size(), false});
    data.variables.push_back({"observed_year", {"observed"}, "1", "year of the published series", model_.observed.years, {}});
    data.variables.push_back({"observed_headcount",
                              {"observed"},
                              "1",
                              "published share of poor persons",
                              model_.observed.headcount,
                              {{"references", model_.observed.source}}});
  }
  return data;
}

}  // namespace povtrap
