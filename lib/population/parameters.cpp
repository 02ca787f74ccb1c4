#include <cmath>
#include <string>

#include "core/fields.hpp"
#include "population/synthetic.hpp"

namespace povtrap {

void RegionParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "regions",
                      "villages and towns, in blocs such as west and east; lists have one entry for each bloc");
  fields.names("blocs", blocs, {"west", "east"}, {.meaning = "names of the blocs"});
  fields.numbers("rural", rural, {8, 8},
                 {.unit = "regions", .minimum = 0, .maximum = 1e5, .meaning = "rural regions of each bloc"});
  fields.numbers("towns", towns, {2, 2}, {.unit = "regions", .minimum = 0, .maximum = 1e5, .meaning = "towns of each bloc"});
  fields.numbers("household_share", household_share, {0.5, 0.5},
                 {.minimum = 0, .maximum = 1, .meaning = "share of all households that lives in each bloc"});
  fields.numbers("productivity", productivity, {1.0, 1.35},
                 {.minimum = 1e-6,
                  .maximum = 1e6,
                  .meaning = "productivity of own enterprises in each bloc",
                  .source = "calibrated",
                  .origin = Origin::calibrated});
  fields.numbers(
      "trade_cost", trade_cost, {0.16, 0.05},
      {.minimum = 0,
       .maximum = 0.9,
       .meaning =
           "tau, share of goods that melts between a village of the bloc and the national market; a third of it for towns"});
  fields.number("town_productivity", town_productivity, 0.5,
                {.minimum = 1e-6,
                 .maximum = 1e6,
                 .meaning = "productivity of own enterprises in towns over the bloc's: most town people live on wages"});
  fields.number("productivity_spread", productivity_spread, 0.06,
                {.unit = "log",
                 .minimum = 0,
                 .maximum = 2,
                 .meaning = "spread of productivity over the rural regions of a bloc, stratified"});
  fields.number(
      "size_spread", size_spread, 0.3,
      {.unit = "log", .minimum = 0, .maximum = 2, .meaning = "spread of the number of households over regions, stratified"});
  fields.integer(
      "provinces", provinces, 4,
      {.unit = "provinces", .minimum = 1, .maximum = 1000, .meaning = "provinces of each bloc, each with its own budget"});
  fields.numbers("saving_factor", saving_factor, {},
                 {.minimum = 0,
                  .maximum = 100,
                  .meaning = "what households of each bloc save over what the saving rule says; empty: 1 everywhere"});
  fields.numbers("services_elsewhere", services_elsewhere, {},
                 {.minimum = 0,
                  .maximum = 1,
                  .meaning = "share of services that households of each bloc buy in the other blocs; empty: 0 everywhere"});
}

std::vector<std::string> RegionParameters::contradictions(std::int64_t households) const {
  std::vector<std::string> faults;
  const auto wants = [&](const std::string& key, std::size_t length) {
    if (length != blocs.size()) {
      faults.push_back("regions." + key + " has " + std::to_string(length) + " entries but regions.blocs names " +
                       std::to_string(blocs.size()) + " blocs (each bloc needs its own): give one entry for each bloc");
    }
  };
  wants("rural", rural.size()), wants("towns", towns.size()), wants("household_share", household_share.size());
  wants("productivity", productivity.size()), wants("trade_cost", trade_cost.size());
  if (!saving_factor.empty()) wants("saving_factor", saving_factor.size());
  if (!services_elsewhere.empty()) wants("services_elsewhere", services_elsewhere.size());
  if (!faults.empty()) return faults;
  double count = 0, share = 0;
  for (std::size_t b = 0; b < blocs.size(); ++b) {
    const double here = rural[b] + towns[b];
    if (here != std::floor(here) || rural[b] != std::floor(rural[b])) {
      faults.push_back("regions.rural and regions.towns must be whole numbers: bloc '" + blocs[b] + "' has " +
                       std::to_string(rural[b]) + " and " + std::to_string(towns[b]));
    }
    if (household_share[b] == 0 && here > 0) {
      faults.push_back("regions.household_share gives bloc '" + blocs[b] +
                       "' no households, but regions.rural and regions.towns give it " + std::to_string(static_cast<long>(here)) +
                       " regions (a region without households has no economy): give it a share or no regions");
    }
    if (household_share[b] > 0 && here == 0) {
      faults.push_back("regions.household_share puts households into bloc '" + blocs[b] +
                       "', which has no region: set regions.rural or regions.towns");
    }
    count += here;
    share += household_share[b];
  }
  if (std::abs(share - 1.0) > 1e-9)
    faults.push_back("regions.household_share adds up to " + std::to_string(share) + " instead of 1");
  if (count > 1 && static_cast<double>(households) < 4 * count) {
    faults.push_back("population.households = " + std::to_string(households) + " leaves some of the " +
                     std::to_string(static_cast<long>(count)) +
                     " regions without households (regions.rural, regions.towns): at least 4 for each region are needed");
  }
  return faults;
}

void PopulationParameters::describe(Fields& fields) {
  Fields::Scope scope(fields, "population", "who lives there at the start");
  fields.integer("households", households, 20000,
                 {.unit = "households",
                  .minimum = 1,
                  .maximum = 2'000'000'000,
                  .meaning = "households to simulate; each stands for the same number of real ones"});
  fields.number("urban_share", urban_share, 0.30,
                {.minimum = 0, .maximum = 1, .meaning = "share of households in towns, where a bloc has both"});
  fields.numbers("sizes", sizes, {0.07, 0.16, 0.22, 0.25, 0.17, 0.13},
                 {.minimum = 0,
                  .maximum = 1,
                  .meaning = "shares of households with 1, 2, 3, ... persons",
                  .source = "mean 3.7; county reports on monitored households give 3.2-4.1",
                  .origin = Origin::calibrated});
  fields.number("worker_share", worker_share, 0.5,
                {.minimum = 0, .maximum = 1, .meaning = "probability that a member beyond the first can work"});
  fields.number("ability", ability, 0.15,
                {.unit = "log",
                 .minimum = 0,
                 .maximum = 3,
                 .meaning = "spread of ability in the own enterprise",
                 .source = "calibrated to the first headcount",
                 .origin = Origin::calibrated});
  fields.number("skill", skill, 0.35, {.unit = "log", .minimum = 0, .maximum = 3, .meaning = "spread of skill in wage work"});
  fields.number("urban_efficiency", urban_efficiency, 2.2,
                {.minimum = 0.01,
                 .maximum = 100,
                 .meaning = "wage labour of a town household over a village household, second earners and schooling included"});
  fields.number(
      "services_rural", services_rural, 0.12,
      {.minimum = 0, .maximum = 1, .meaning = "village households whose own enterprise sells services instead of food"});
  fields.number("services_urban", services_urban, 0.85,
                {.minimum = 0, .maximum = 1, .meaning = "town households whose own enterprise sells services instead of food"});
  fields.choice("capital_shape", capital_shape, "lognormal", {"lognormal", "grid"},
                {.meaning = "first capital: drawn, or evenly spaced over households in equal ratios (theory tests)"});
  fields.number(
      "capital", capital, 2.0,
      {.unit = "U", .minimum = 0, .maximum = 1e9, .meaning = "median of the first capital, in poverty lines x persons"});
  fields.number("capital_spread", capital_spread, 0.6, {.unit = "log", .minimum = 0, .maximum = 5, .meaning = "its spread"});
  fields.number("capital_low", capital_low, 0.1,
                {.unit = "U", .minimum = 1e-12, .maximum = 1e9, .meaning = "smallest capital of the grid"});
  fields.number("capital_high", capital_high, 10.0,
                {.unit = "U", .minimum = 1e-12, .maximum = 1e9, .meaning = "largest capital of the grid"});
  fields.number("deposits", deposits, 1.3,
                {.unit = "poverty lines/head", .minimum = 0, .maximum = 1e6, .meaning = "money of villagers at the start"});
  fields.number("urban_deposits", urban_deposits, 2.8,
                {.minimum = 0, .maximum = 1e6, .meaning = "money of a town dweller over a villager's"});
  fields.choice("deposits_shape", deposits_shape, "claims", {"claims", "grid"},
                {.meaning = "first deposits: by claims on profits, or evenly spaced over households (theory tests)"});
  fields.number(
      "deposits_low", deposits_low, 0.0,
      {.unit = "poverty lines/head", .minimum = 0, .maximum = 1e6, .meaning = "lower end of the evenly spaced deposits"});
  fields.number("deposits_high", deposits_high, 3.0,
                {.unit = "poverty lines/head", .minimum = 0, .maximum = 1e6, .meaning = "their upper end"});
  fields.number(
      "nutrition", nutrition, 1.0,
      {.unit = "requirement", .minimum = 0, .maximum = 100, .meaning = "food intake before the start, over the requirement"});
  fields.number("ownership", ownership, 1.0,
                {.unit = "log",
                 .minimum = 0,
                 .maximum = 5,
                 .meaning = "spread of claims on distributed profits: growth reaches the rich first"});
  fields.number("urban_ownership", urban_ownership, 6.0,
                {.minimum = 0, .maximum = 1e6, .meaning = "mean claim of a town household over a village household's"});
}

}  // namespace povtrap
