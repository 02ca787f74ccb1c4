#include <algorithm>
#include <cmath>
#include <vector>

#include "simulation/phases/firm_renewal.hpp"
#include "simulation/phases/phases.hpp"

namespace povtrap {

namespace {

/// A firm that has closed stays on the list while its payments of this period have to be audited.
bool stays(const Firm& firm) {
  const auto& posted = firm.account.posted;
  return firm.open || std::any_of(posted.begin(), posted.end(), [](Steps amount) { return amount != 0; });
}

/// Takes the firms that closed a year ago off the list, and puts new and moved ones to the others of their region. Everybody's
/// employer follows.
void reorder_firms(Stage& stage) {
  Economy& e = stage.economy;
  std::vector<std::size_t> order;
  for (std::size_t f = 0; f < e.firms.size(); ++f) {
    if (stays(e.firms[f])) order.push_back(f);
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return e.firms[a].region < e.firms[b].region; });
  std::vector<std::int32_t> place(e.firms.size() + 1, -1);  // one further on, so that the unemployed find theirs too
  std::vector<Firm> firms;
  firms.reserve(order.size());
  for (std::size_t old : order) {
    place[old + 1] = e.firms[old].open ? static_cast<std::int32_t>(firms.size()) : -1;
    firms.push_back(e.firms[old]);
  }
  e.firms = std::move(firms);
  for (Region& region : e.regions) region.firms = 0;
  for (const Firm& firm : e.firms) e.regions[firm.region].firms += 1;
  std::size_t first = 0;
  for (Region& region : e.regions) {
    region.first_firm = first;
    first += region.firms;
  }
  stage.workers.for_each(e.blocks.size(), [&](std::size_t b) {
    std::int32_t* employer = e.households.employer.data() + e.blocks[b].first;
    for (std::size_t i = 0; i < e.blocks[b].size; ++i) employer[i] = place[static_cast<std::size_t>(employer[i] + 1)];
  });
}

/// Makers look for the region from which their goods reach buyers at the least cost of wages and transport.
void relocate_firms(Stage& stage) {
  Economy& e = stage.economy;
  const FirmDemographyParameters& p = stage.model.demography;
  if (p.relocation == 0) return;
  std::vector<double> wages(e.regions.size(), 0.0), weights(e.regions.size(), 0.0);
  for (const Firm& firm : e.firms) {
    if (!firm.open) continue;
    wages[firm.region] += firm.wage;
    weights[firm.region] += 1;
  }
  const auto cost_in = [&](std::size_t r) { return wages[r] / weights[r] / (1.0 - e.regions[r].trade_cost) / e.regions[r].labour_efficiency; };
  std::size_t best = e.regions.size();
  for (std::size_t r = 0; r < e.regions.size(); ++r) {
    const bool has_people = weights[r] > 0 && e.regions[r].unemployment > 0;
    if (has_people && (best == e.regions.size() || cost_in(r) < cost_in(best))) best = r;
  }
  if (best == e.regions.size()) return;
  for (std::size_t f = 0; f < e.firms.size(); ++f) {
    Firm& firm = e.firms[f];
    if (!firm.open || firm.industry != Industry::manufactures || firm.region == best) continue;
    const double draw = draw_uniform(stage.streams.founding, static_cast<std::uint32_t>(f),
                                     static_cast<std::uint32_t>(e.calendar.period), 2);
    if (draw >= p.relocation || cost_in(best) > cost_in(firm.region) * (1.0 - p.relocation_gain)) continue;
    firm.region = best;
    firm.wage = wages[best] / weights[best];
    firm.capital *= 1.0 - p.relocation_loss;
    stage.renewal.moved += 1;
  }
}

}  // namespace

void renew_firms(Stage& stage) {
  const Calendar& calendar = stage.economy.calendar;
  const FirmDemographyParameters& p = stage.model.demography;
  if (!calendar.opens_year() || calendar.year_index() == 0 || stage.economy.firms.empty()) return;
  if (p.exit) close_firms(stage);
  relocate_firms(stage);
  if (p.entry) found_firms(stage);
  if (p.exit || p.entry || p.relocation > 0) reorder_firms(stage);
}

}  // namespace povtrap
