#include <limits>

#include "simulation/measures.hpp"
#include "simulation/recorder.hpp"

namespace povtrap {

namespace {

/// People who work in another region than they live in, and what they send home.
struct Migration {
  double households = 0, persons = 0, migrants = 0, remittances = 0;

  void add(const Stage& stage, const Region& region) {
    households += static_cast<double>(region.households);
    persons += region.persons;
    migrants += region_sum(stage, region, &BlockTally::migrants);
    remittances += to_lcu(region_sum(stage, region, &BlockTally::remittances)) / stage.dt();
  }
};

double over(double sum, double count) {
  return count > 0 ? sum / count : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace

void Recorder::record_mobility(const Stage& stage) {
  const auto put_migration = [&](std::string_view by, const std::vector<Migration>& places) {
    std::vector<double>& migrants =
        values_of({"migrants", "1", "share of households with a worker in another region", by});
    for (const Migration& m : places) migrants.push_back(over(m.migrants, m.households));
    std::vector<double>& remittances =
        values_of({"remittances", "LCU/year", "pay earned in other regions that is not spent there, per head", by});
    for (const Migration& m : places) remittances.push_back(over(m.remittances, m.persons));
  };
  Migration nation;
  std::vector<Migration> regions(stage.economy.regions.size());
  for (std::size_t r = 0; r < regions.size(); ++r) {
    regions[r].add(stage, stage.economy.regions[r]);
    if (is_counted(stage, stage.economy.regions[r])) nation.add(stage, stage.economy.regions[r]);
  }
  put_migration("", {nation});
  put_migration("region", regions);
  std::vector<double>& residents = values_of({"residents", "persons", "simulated persons who live there", "region"});
  for (const Region& region : stage.economy.regions) residents.push_back(region.persons);
  put("moved", "persons", "moved to another region by themselves since the year began", stage.memory.moved);
  put("relocated", "persons", "moved by the relocation programme since the year began", stage.memory.relocated);
  put("relocation_cost", "LCU", "moving grants since the year began", stage.memory.relocation_cost);
}

}  // namespace povtrap
