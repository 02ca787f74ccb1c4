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
  const auto put_migration = [&](const std::string& dimension, const Migration& m) {
    put_by(dimension, "migrants", "1", "share of households with a worker in another region", over(m.migrants, m.households));
    put_by(dimension, "remittances", "LCU/year", "pay earned in other regions that is not spent there, per head",
           over(m.remittances, m.persons));
  };
  Migration nation;
  for (const Region& region : stage.economy.regions) {
    if (is_counted(stage, region)) nation.add(stage, region);
  }
  put_migration("", nation);
  for (const Region& region : stage.economy.regions) {
    Migration here;
    here.add(stage, region);
    put_migration("region", here);
    put_by("region", "residents", "persons", "simulated persons who live there", region.persons);
  }
  put("moved", "persons", "moved to another region by themselves since the year began", stage.memory.moved);
  put("relocated", "persons", "moved by the relocation programme since the year began", stage.memory.relocated);
  put("relocation_cost", "LCU", "moving grants since the year began", stage.memory.relocation_cost);
}

}  // namespace povtrap
